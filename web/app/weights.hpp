// The weight time machine: the official visits of one version of a checklist, or of all of them, scored again under other weights,
// and what that does to the order of sites. A trial: official scores stay frozen with the version they were made by.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json.hpp"
#include "shared/rescoring/site_scores.hpp"
#include "shared/scoring/batch.hpp"
#include "web/app/comparison.hpp"
#include "web/app/documents.hpp"
#include "web/app/insight.hpp"
#include "web/app/planning.hpp"

namespace constat::app {

inline constexpr std::string_view kAllVersions = "all";  // Route::question of Page::weights

struct OfferedVersion {
  std::string id;
  std::int64_t version = 0, visits = 0;
  LocalizedText title;
};

// Visits of one version and what they were answered to.
struct VersionColumns {
  std::shared_ptr<const Checklist> checklist;
  std::shared_ptr<const VisitBatch> batch;
};

// As the server sent it.
struct WeightMaterial {
  InsightScope scope;
  std::vector<OfferedVersion> offered;
  std::shared_ptr<const Checklist> checklist;  // none: no official visit there, or not one that this app can read
  Json published;                              // its document
  std::vector<SiteDoc> sites;
  std::shared_ptr<const VisitBatch> batch;     // with the checklist
  std::vector<VersionColumns> older;           // newest first; none unless all versions were asked for
  std::shared_ptr<const VisitsBySite> sites_of;   // sites of the batch's visits, then of the older ones'
  bool unreadable = false;                     // there are visits, but of a newer kind
};

struct SiteStanding {
  std::size_t site = 0;  // of WeightMaterial::sites
  std::uint32_t visits = 0;
  std::optional<double> before, after;          // mean score, percent; none without a score
  std::optional<RankSpan> rank_before, rank_after;
  double se_after = 0;
};

struct PublishedStanding;  // scores and ranks under the published weights, which no movement changes

struct WeightTrial {
  std::shared_ptr<const Checklist> of;          // the published one
  std::shared_ptr<const PublishedStanding> before;
  Checklist rules;                              // as tried, of the newest version
  std::vector<SiteStanding> standings;          // best first; those without a score last
  std::optional<double> network_before, network_after;  // mean of all visits
  std::int64_t pairs = 0, turned = 0;           // pairs of sites, and those whose order is the other way round
  std::int64_t surely_turned = 0;               // of them, both ways by a difference that holds (Benjamini-Hochberg)
  std::int64_t gain = 0, lose = 0;              // sites whose mean moves by 0.1 point or more
  bool ranks_known = false;                     // of these weights; while a finger moves over many sites they wait
  bool changed() const;
  // The new version on its way to the server.
  bool asking = false, sending = false;
  std::optional<Refusal> refusal;
  std::optional<std::int64_t> sent_version;
};

WeightMaterial read_weight_material(const Json& json);

// With the published weights.
WeightTrial begin_trial(const WeightMaterial& material);
// After rules have changed. `with_ranks`: rank ranges as well, whatever the number of sites.
void rescore(const WeightMaterial& material, WeightTrial& trial, bool with_ranks);

// The checklist with the trial's weights, critical policy and the next version, everything else as it was published.
Json next_version(const WeightMaterial& material, const WeightTrial& trial);

// An older version by the trial's weights: what was moved is moved there too, by the ids of sections and items that it has; the
// rest keeps the weights of its own version.
Checklist rules_for(const Checklist& older, const WeightTrial& trial);

// Where its slider ends: three times the greatest weight of its kind, at least 3.
double most_weight(const std::vector<double>& weights);

}  // namespace constat::app
