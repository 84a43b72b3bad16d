// The gap radar: what the mystery visit, the site's own audit and its customers say of the same criterion, and whether
// their difference is more than chance.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/compare/percent_sums.hpp"
#include "shared/survey/statistics.hpp"

namespace constat {

enum class Voice : std::uint8_t { mystery_visit, own_audit, customers };

// One voice on one criterion, in percent of the best.
struct VoiceFigure {
  Voice voice = Voice::mystery_visit;
  std::int64_t n = 0;
  double value = 0;
  double low = 0, high = 0;  // 95 %, within [0, 100]
};

// So many of n satisfied, or passed: Wilson's interval. None for n = 0.
std::optional<VoiceFigure> figure_of_share(Voice voice, std::int64_t yes, std::int64_t n);
// Scores in percent, about normal around their mean: Student's interval. None under two scores (nothing says how they
// vary). Scores that are all the same are taken to vary as a share with that mean would, at most.
std::optional<VoiceFigure> figure_of_scores(Voice voice, const PercentSums& percent);
std::optional<VoiceFigure> figure_of_scores(Voice voice, const std::vector<double>& percent);

// Difference of two independent figures from their intervals, in the unit given: the squares of the distances to the
// limits add up (MOVER: G. Zou, A. Donner, Statistics in Medicine 27, 2008). With Wilson's limits it is Newcombe's hybrid
// score interval for two shares (R. Newcombe, Statistics in Medicine 17, 1998, method 10).
struct Difference {
  double value = 0, low = 0, high = 0;
};
Difference difference_of(double a, const Interval& of_a, double b, const Interval& of_b);

struct VoiceGap {
  Voice a = Voice::mystery_visit, b = Voice::customers;
  Difference points;       // a - b, percentage points
  bool disagree = false;   // the interval does not hold 0
};

struct CriterionGaps {
  std::string criterion;
  std::vector<VoiceFigure> voices;
  std::vector<VoiceGap> gaps;      // every pair of voices, in the order given
  double widest = 0;               // largest |difference| of a gap that holds; 0 if none does
};

// Assumes the voices independent: other people on other days. Intervals are for one gap each; among many criteria one of
// twenty gaps disagrees by chance.
CriterionGaps criterion_gaps(std::string criterion, std::vector<VoiceFigure> voices);

}  // namespace constat
