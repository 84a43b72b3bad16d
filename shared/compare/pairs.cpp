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

}  // namespace constat
