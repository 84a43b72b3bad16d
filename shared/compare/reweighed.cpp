#include "shared/compare/reweighed.hpp"

#include <algorithm>

namespace constat {
namespace {

bool has_small_sample(const IndexRules& rules, const MeasuredParts& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](const IndexInput& part) {
    return part.part != IndexPart::audit && rules.weights[static_cast<std::size_t>(part.part)] > 0 && part.n < rules.min_responses;
  });
}

}  // namespace

Reweighed reweigh(const IndexRules& rules, const MeasuredParts& network, const std::vector<MeasuredParts>& sites, Ranks ranks) {
  Reweighed out;
  if (const std::optional<SiteIndex> index = site_index(rules, network)) out.network = index->value;
  std::vector<std::size_t> ranked;
  std::vector<Estimate> estimates;
  for (const MeasuredParts& parts : sites) {
    ReweighedSite site;
    site.index = site_index(rules, parts);
    site.small_sample = has_small_sample(rules, parts);
    if (site.index && !site.small_sample) {
      ranked.push_back(out.sites.size());
      estimates.push_back({site.index->value, site.index->se});
    }
    out.sites.push_back(std::move(site));
  }
  if (ranks == Ranks::left_out) return out;
  const std::vector<RankRange> ranges = rank_ranges(estimates);
  for (std::size_t i = 0; i < ranked.size(); ++i) out.sites[ranked[i]].rank = ranges[i];
  return out;
}

}  // namespace constat
