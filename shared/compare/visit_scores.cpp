#include "shared/compare/visit_scores.hpp"

#include <algorithm>
#include <cmath>

#include "shared/survey/distributions.hpp"

namespace constat {
namespace {

double quantile_of(const PooledSpread& spread) { return t_quantile(0.975, static_cast<double>(spread.degrees)); }

// Interval and two-sided p of a difference whose variance is `parts` times the spread's.
void judge(ScoreMove& move, double parts, const PooledSpread& spread) {
  const double se = spread.sigma * std::sqrt(parts), half = quantile_of(spread) * se;
  move.difference = move.after - move.before;
  move.interval = {move.difference - half, move.difference + half};
  move.p = 2 * t_cdf(-std::fabs(move.difference) / se, static_cast<double>(spread.degrees));
  move.p_adjusted = move.p;
}

}  // namespace

ScoreSumsBySite sums_by_site(const ScoresBySite& scores) {
  ScoreSumsBySite sums;
  for (const auto& [site, values] : scores) {
    ScoreSums& sum = sums[site];
    sum.visits = static_cast<std::int64_t>(values.size());
    for (const double value : values) sum.mean += value;
    sum.mean /= static_cast<double>(sum.visits);
    for (const double value : values) sum.squares += (value - sum.mean) * (value - sum.mean);
  }
  return sums;
}

std::optional<PooledSpread> pooled_spread(const std::vector<const ScoreSumsBySite*>& waves) {
  double squares = 0;
  std::int64_t degrees = 0;
  for (const ScoreSumsBySite* wave : waves)
    for (const auto& [site, scores] : *wave) {
      squares += scores.squares;
      degrees += scores.visits - 1;
    }
  if (degrees < 1 || squares <= 0) return std::nullopt;
  return PooledSpread{std::sqrt(squares / static_cast<double>(degrees)), degrees};
}

std::optional<NetworkMean> network_mean(const ScoreSumsBySite& scores, const std::optional<PooledSpread>& spread) {
  if (scores.empty()) return std::nullopt;
  NetworkMean mean;
  double sum = 0, parts = 0;
  for (const auto& [site, values] : scores) {
    sum += values.mean;
    parts += 1.0 / static_cast<double>(values.visits);
    mean.visits += values.visits;
  }
  mean.sites = static_cast<std::int64_t>(scores.size());
  const auto sites = static_cast<double>(mean.sites);
  mean.value = sum / sites;
  if (!spread) return mean;
  mean.se = spread->sigma * std::sqrt(parts) / sites;
  const double half = quantile_of(*spread) * mean.se;
  mean.interval = Interval{std::max(0.0, mean.value - half), std::min(100.0, mean.value + half)};
  return mean;
}

std::size_t score_bin(double percent) {
  return static_cast<std::size_t>(std::clamp(std::floor(percent / 10), 0.0, static_cast<double>(kScoreBins - 1)));
}

std::vector<ScoreMove> score_moves(const ScoreSumsBySite& before, const ScoreSumsBySite& after,
                                   const std::optional<PooledSpread>& spread) {
  std::vector<ScoreMove> moves;
  if (!spread) return moves;
  std::vector<double> p;
  for (const auto& [site, later] : after) {
    const auto earlier = before.find(site);
    if (earlier == before.end()) continue;
    ScoreMove move;
    move.site = site;
    move.before = earlier->second.mean;
    move.after = later.mean;
    move.n_before = earlier->second.visits;
    move.n_after = later.visits;
    judge(move, 1.0 / static_cast<double>(move.n_before) + 1.0 / static_cast<double>(move.n_after), *spread);
    p.push_back(move.p);
    moves.push_back(std::move(move));
  }
  const std::vector<double> adjusted = benjamini_hochberg(p);
  for (std::size_t i = 0; i < moves.size(); ++i) {
    moves[i].p_adjusted = adjusted[i];
    moves[i].sure = adjusted[i] < kSignificance;
  }
  std::stable_sort(moves.begin(), moves.end(), [](const ScoreMove& a, const ScoreMove& b) {
    return a.sure != b.sure ? a.sure : std::fabs(a.difference) > std::fabs(b.difference);
  });
  return moves;
}

std::optional<ScoreMove> network_move(const ScoreSumsBySite& before, const ScoreSumsBySite& after,
                                      const std::optional<PooledSpread>& spread) {
  if (!spread) return std::nullopt;
  ScoreMove move;
  double parts = 0, sites = 0;
  for (const auto& [site, later] : after) {
    const auto earlier = before.find(site);
    if (earlier == before.end()) continue;
    move.before += earlier->second.mean;
    move.after += later.mean;
    move.n_before += earlier->second.visits;
    move.n_after += later.visits;
    parts += 1.0 / static_cast<double>(earlier->second.visits) + 1.0 / static_cast<double>(later.visits);
    ++sites;
  }
  if (sites == 0) return std::nullopt;
  move.before /= sites;
  move.after /= sites;
  judge(move, parts / (sites * sites), *spread);
  move.sure = move.p < kSignificance;
  return move;
}

}  // namespace constat
