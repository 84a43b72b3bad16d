// What the scores of many visits say site by site: count, mean, quartiles. For ranking again while a weight moves.
#pragma once

#include <cstdint>
#include <vector>

namespace constat {

struct SiteScores {
  std::uint32_t visits = 0;  // that have a score
  // Percent; 0 without such visits. Quartiles interpolate between the two nearest visits (Hyndman and Fan 1996, type 7).
  double mean = 0, lower_quartile = 0, median = 0, upper_quartile = 0;
  double deviation = 0;  // sample standard deviation, n - 1; 0 under two visits
};

// Remembers which visits are of which site, so that only scores change from call to call.
class VisitsBySite {
 public:
  // site_of: by visit, the number of its site, below `sites`.
  VisitsBySite(const std::vector<std::uint16_t>& site_of, std::size_t sites);

  // scores: by visit, micro-percent or kNoScore. Means are sums of integers divided once.
  std::vector<SiteScores> summarise(const std::int32_t* scores) const;
  // Means and deviations alone: what a ranking needs.
  std::vector<SiteScores> means(const std::int32_t* scores) const;

 private:
  std::vector<std::uint16_t> site_of_;
  std::vector<std::uint32_t> starts_;  // of each site's visits among those put in order of site; one more than sites
};

}  // namespace constat
