// Of which wave and which sites a figure is: what every manager's page asks for, and what this user may see of it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "backend/auth/sessions.hpp"
#include "backend/store/repository.hpp"
#include "shared/checklist/checklist.hpp"
#include "shared/compare/score_sums.hpp"

namespace constat::server {

struct Asked {
  std::string wave;         // an id, "all", or empty for the latest
  std::string region, tag;  // empty: all
  bool limited = false;     // who asks sees some sites only: the answer says so
};

struct Scope {
  std::string wave;          // chosen
  std::string region, tag;
  bool limited = false;
  std::vector<Wave> waves;   // oldest first
  std::vector<Site> all, sites;  // that the reader sees; of the region and with the tag
  bool contains(const std::string& site) const { return ids_.count(site) != 0; }
  bool is_all() const { return region.empty() && tag.empty(); }
  const Site* find(const std::string& site) const;
  std::optional<std::string> previous() const;  // the wave before; none for the first and for "all"

  std::set<std::string> ids_;
};
// None: no such wave.
std::optional<Scope> scope_of(Reader& reader, const Asked& asked);

// What the scores of official visits add up to, of the scope's sites.
ScoreSumsBySite scores_of(Reader& reader, const Scope& scope, const std::string& wave);

// Pieces of answers.
nlohmann::json waves_document(const std::vector<Wave>& waves);
nlohmann::json site_document(const Site& site);
nlohmann::json words_document(const LocalizedText& words);
nlohmann::json interval_document(double low, double high);
// "wave", "waves", and what may be filtered by: "regions", "tags", and what is. For who sees some sites only also
// {"limited": {"sites": n}}: figures are made of these alone.
nlohmann::json scope_document(const Scope& scope);
std::string dump_document(const nlohmann::json& document);

}  // namespace constat::server
