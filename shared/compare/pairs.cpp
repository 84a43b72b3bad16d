#include "shared/compare/pairs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "shared/base/math.hpp"

namespace constat {

std::vector<double> benjamini_hochberg(const std::vector<double>& p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> adjusted(p.size());
  double smallest = 1;
  for (std::size_t rank = p.size(); rank > 0; --rank) {
    const std::size_t i = order[rank - 1];
    smallest = std::min(smallest, static_cast<double>(p.size()) / static_cast<double>(rank) * p[i]);
    adjusted[i] = smallest;
  }
  return adjusted;
}

DifferenceTest test_difference(const Estimate& a, const Estimate& b) {
  DifferenceTest test;
  test.difference = a.value - b.value;
  const double se = std::sqrt(a.se * a.se + b.se * b.se);
  if (se > 0) {
    test.z = test.difference / se;
    test.p = std::min(1.0, 2 * normal_upper(std::fabs(test.z)));
  } else if (test.difference != 0) {
    test.z = test.difference > 0 ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
    test.p = 0;
  }
  return test;
}

std::vector<PairTest> test_pairs(const std::vector<std::string>& sites, const std::vector<Estimate>& estimates) {
  std::vector<PairTest> pairs;
  std::vector<double> p;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    for (std::size_t j = i + 1; j < sites.size(); ++j) {
      const DifferenceTest test = test_difference(estimates[i], estimates[j]);
      pairs.push_back({sites[i], sites[j], test.difference, test.z, test.p, 1});
      p.push_back(test.p);
    }
  }
  const std::vector<double> adjusted = benjamini_hochberg(p);
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i].p_adjusted = adjusted[i];
  return pairs;
}

std::vector<RankRange> rank_ranges(std::size_t count, const std::vector<PairTest>& pairs) {
  std::vector<RankRange> ranks(count, {1, static_cast<int>(count)});
  std::size_t pair = 0;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j, ++pair) {
      if (!(pairs[pair].p_adjusted < kSignificance)) continue;
      const bool first_is_better = pairs[pair].difference > 0;
      ++ranks[first_is_better ? j : i].low;
      --ranks[first_is_better ? i : j].high;
    }
  }
  return ranks;
}

namespace {

// z squared of every pair i < j, in order; infinite where two values without any error differ.
std::vector<double> squared_z(const std::vector<Estimate>& estimates) {
  const std::size_t count = estimates.size();
  std::vector<double> values, variances, out;
  for (const Estimate& each : estimates) {
    values.push_back(each.value);
    variances.push_back(each.se * each.se);
  }
  out.resize(count < 2 ? 0 : count * (count - 1) / 2);
  double* to = out.data();
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j, ++to) {
      const double difference = values[i] - values[j];
      const double squared = difference * difference / (variances[i] + variances[j]);
      *to = std::isnan(squared) ? 0 : squared;  // equal values without any error
    }
  }
  return out;
}

// Which p, adjusted as one of `held` that hold among `pairs`, are significant. The p-value itself is asked for only near the
// limit; everywhere else z decides, without a branch.
class Limit {
 public:
  Limit(std::size_t pairs, std::size_t held)
      : factor_(static_cast<double>(pairs) / static_cast<double>(held)) {
    const double z = -normal_quantile(kSignificance / factor_ / 2);
    surely_ = z * z * (1 + kNear);
    never_ = z * z * (1 - kNear);
  }

  bool operator()(double squared) const {
    return squared > surely_ || (squared >= never_ && factor_ * std::min(1.0, 2 * normal_upper(std::sqrt(squared))) < kSignificance);
  }

 private:
  static constexpr double kNear = 1e-9;
  double factor_, surely_ = 0, never_ = 0;
};

}  // namespace

// Step-up by its fixed point: if `held` pairs hold, those with p < alpha * held / pairs do. From all of them downwards, the
// first number that repeats itself is the largest such, which is Benjamini and Hochberg's. A pair that fails once fails
// from then on, for the limit only rises.
std::vector<RankRange> rank_ranges(const std::vector<Estimate>& estimates) {
  const std::size_t count = estimates.size();
  std::vector<RankRange> ranks(count, {1, static_cast<int>(count)});
  const std::vector<double> squared = squared_z(estimates);
  std::vector<double> holding = squared;
  for (std::size_t before = 0; holding.size() != before && !holding.empty();) {
    before = holding.size();
    const Limit holds(squared.size(), before);
    std::size_t kept = 0;
    for (const double each : holding) {
      holding[kept] = each;
      kept += static_cast<std::size_t>(holds(each));
    }
    holding.resize(kept);
  }
  if (holding.empty()) return ranks;
  const Limit holds(squared.size(), holding.size());
  const double* pair = squared.data();
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j, ++pair) {
      const int held_here = holds(*pair), better = held_here & static_cast<int>(estimates[i].value > estimates[j].value);
      const int worse = held_here - better;
      ranks[j].low += better;
      ranks[i].high -= better;
      ranks[i].low += worse;
      ranks[j].high -= worse;
    }
  }
  return ranks;
}

}  // namespace constat
