// A network's visit scores: its mean with an interval, their distribution, and what has moved since another wave.
//
// Model of all intervals here: a visit's score is its site's level in that wave plus an error; errors are independent, about
// normal and of one spread, which is estimated from all sites together (one-way layout; H. Scheffe, The Analysis of
// Variance, 1959, chapter 3). So two or three visits a site are enough for an interval, and it is about what other visits
// at the same sites would have found, not about other sites.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/compare/pairs.hpp"
#include "shared/compare/score_sums.hpp"
#include "shared/survey/statistics.hpp"

namespace constat {

struct PooledSpread {
  double sigma = 0;          // of one visit around its site
  std::int64_t degrees = 0;  // visits less sites, > 0
};
// Over several waves at once: a site in another wave is another cell. None where no cell has two visits, or none varies.
std::optional<PooledSpread> pooled_spread(const std::vector<const ScoreSumsBySite*>& waves);

struct NetworkMean {
  double value = 0;                  // the plain mean of the sites' means, so that a site counts once whatever its visits
  std::optional<Interval> interval;  // 95 %, Student's, kept within 0 to 100; none without a spread
  double se = 0;                     // only with an interval
  std::int64_t visits = 0, sites = 0;
};
std::optional<NetworkMean> network_mean(const ScoreSumsBySite& scores, const std::optional<PooledSpread>& spread);

// Counts by tens: [0, 10), ..., [90, 100].
inline constexpr std::size_t kScoreBins = 10;
using ScoreHistogram = std::array<std::int64_t, kScoreBins>;
std::size_t score_bin(double percent);  // in which it counts

struct ScoreMove {
  std::string site;
  double before = 0, after = 0;  // means
  std::int64_t n_before = 0, n_after = 0;
  double difference = 0;         // after - before
  Interval interval;             // 95 %, Student's, for this site alone
  double p = 1, p_adjusted = 1;  // two-sided; Benjamini-Hochberg over all sites
  bool sure = false;             // p_adjusted < kSignificance: only then may anybody speak of a move
};
// Of the sites that both waves have, sure ones first, then the larger difference. Empty without a spread.
std::vector<ScoreMove> score_moves(const ScoreSumsBySite& before, const ScoreSumsBySite& after,
                                   const std::optional<PooledSpread>& spread);

// The mean over the sites that both have, after less before, as one move: of the same sites, so that a site that came or
// went moves nothing. `n` are visits. None without a common site or a spread.
std::optional<ScoreMove> network_move(const ScoreSumsBySite& before, const ScoreSumsBySite& after,
                                      const std::optional<PooledSpread>& spread);

}  // namespace constat
