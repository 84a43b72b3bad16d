// The comparison of one organisation's sites as values: what the screens' answers and the exports are made of.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/store/repository.hpp"
#include "shared/compare/sums.hpp"

namespace constat::server {

inline constexpr std::string_view kAllWaves = "all";

// The rules of the index in that wave, or over all of them (kAllWaves): its programme's, the organisation's, or the defaults.
IndexRules rules_of(Reader& reader, const std::string& wave);

struct Network {
  IndexRules rules;
  Comparison comparison;  // suppressed values are in it: whoever shows them to others leaves them out
};

// `wave`: an id or kAllWaves. From official visits only; a response without a wave counts in every wave. `counts`: whether a
// site takes part, as if there were no others. Made from the sums that the store keeps: it costs by sites, not by visits.
Network compare_network(Reader& reader, const std::string& wave, Pairs pairs,
                        const std::function<bool(const std::string&)>& counts = [](const std::string&) { return true; });

// Sums over official visits, of the sites that `counts` names.
ScoreSumsBySite official_scores(Reader& reader, const std::string& wave, const std::function<bool(const std::string&)>& counts);

// Customers' KPIs of groups of sites, by KPI, a group in the place of a site: the responses of all its sites together, so that a
// site with more of them weighs more. `groups_of` names the groups of a site, which may be several.
std::map<std::string, KpiComparison> compare_group_answers(Reader& reader, const std::string& wave,
                                                           const std::function<std::vector<std::string>(const std::string&)>& groups_of);

// The id to compute for: `asked` is an id, kAllWaves, or empty for the latest that has visits (one that is only planned has
// nothing to show). None: no such wave.
std::optional<std::string> chosen_wave(Reader& reader, std::string_view asked);

}  // namespace constat::server
