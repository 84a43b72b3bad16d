// Which differences between sites hold: pairwise z tests, Benjamini-Hochberg, and the ranks that follow.
#pragma once

#include <vector>

#include "shared/compare/compare.hpp"

namespace constat {

inline constexpr double kSignificance = 0.05;  // of the adjusted p

struct Estimate {
  double value = 0, se = 0;
};

// Adjusted p-values in the order given (Benjamini and Hochberg 1995, step-up, monotone, at most 1).
std::vector<double> benjamini_hochberg(const std::vector<double>& p);

struct DifferenceTest {
  double difference = 0, z = 0, p = 1;
};

// Two independent estimates: z = (a - b) / sqrt(se_a^2 + se_b^2), two-sided p. Without any error, equal values give
// z = 0 and p = 1, unequal ones an infinite z and p = 0.
DifferenceTest test_difference(const Estimate& a, const Estimate& b);

// Every pair i < j, tested and adjusted over all of them; PairTest::a and b are sites[i] and sites[j].
std::vector<PairTest> test_pairs(const std::vector<std::string>& sites, const std::vector<Estimate>& estimates);

// Rank ranges of `count` sites, 1 is best, high values are good: from 1 + the number of sites significantly better to
// count - the number significantly worse. `pairs` are those of test_pairs.
std::vector<RankRange> rank_ranges(std::size_t count, const std::vector<PairTest>& pairs);

// The same ranges without a list of the pairs: a fraction of the time for hundreds of sites.
std::vector<RankRange> rank_ranges(const std::vector<Estimate>& estimates);

}  // namespace constat
