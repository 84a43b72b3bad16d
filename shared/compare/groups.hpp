// Groups of sites (the sites of a region, those with a tag) side by side: each group's mean, what has moved in it, and how far
// it is from all other sites. A site may be in several groups.
//
// Model and intervals: shared/compare/visit_scores.hpp. A group's own mean and change come from its own sites alone, as if there
// were no others, so that they are those of an overview of these sites; the distance takes one spread from all sites.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/compare/visit_scores.hpp"

namespace constat {

struct SiteGroup {
  std::string name;
  std::set<std::string> sites;
};

// A group's mean less the mean of every site outside it, each site counting once.
struct GroupDistance {
  double difference = 0;         // points of percent
  Interval interval;             // 95 %, Student's, for this group alone
  double p = 1, p_adjusted = 1;  // two-sided; Benjamini-Hochberg over the groups
  bool sure = false;             // p_adjusted < kSignificance
  double others = 0;             // the mean of the others
  std::int64_t visits = 0, sites = 0;  // of the others
};

struct GroupScores {
  std::string name;
  std::optional<NetworkMean> mean;        // none: no visit
  std::optional<ScoreMove> change;        // as network_move; p_adjusted and sure over the groups. None: no common site, no spread
  std::optional<GroupDistance> distance;  // none: no visit on one of both sides, no spread
};

// In the order of `groups`. `before` is empty for a first wave.
std::vector<GroupScores> compare_groups(const std::vector<SiteGroup>& groups, const ScoreSumsBySite& before, const ScoreSumsBySite& now);

}  // namespace constat
