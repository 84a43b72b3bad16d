// Agreement on values rather than categories alone: Krippendorff's alpha and the intraclass correlation.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace constat {

// ratings[rater][unit]; none where a rater did not judge the unit.
using Ratings = std::vector<std::vector<std::optional<double>>>;

enum class Metric : std::uint8_t { nominal, ordinal, interval, ratio };

struct Alpha {
  double value = 0;
  double observed = 0, expected = 0;  // mean squared distance within units, and between any two ratings
  std::int64_t units = 0, ratings = 0;  // that can be paired
  std::optional<double> se;           // jackknife over units; none under three units or where one of them decides all
  double low = -1, high = 1;          // 95 %; [-1, 1] without se
};

// Any number of raters, missing ratings allowed; a unit with one rating does not count. K. Krippendorff, Computing
// Krippendorff's Alpha-Reliability, 2011. Assumes units drawn independently. The interval is normal on Fisher's z scale with the
// jackknife's error, where Krippendorff himself resamples; with at most ten different values it is made with one unit more
// (agreement_interval.hpp). None without two paired ratings, where
// all ratings are the same (there is nothing to tell apart), or for the ratio metric with a negative value.
std::optional<Alpha> krippendorff_alpha(const Ratings& ratings, Metric metric);

// Shrout and Fleiss' cases for single ratings: (1,1) each unit by raters of its own; (2,1) the same raters for all, who
// stand for others, and who should agree on the value; (3,1) the same raters, only these, and up to a constant each.
enum class IccForm : std::uint8_t { one_way, two_way_agreement, two_way_consistency };

struct Icc {
  double value = 0;
  double low = 0, high = 0;  // 95 %
  double f = 0;              // between units; infinite where raters agree perfectly
};

// values[unit][rater], complete, at least two of each. Assumes normal, independent effects of equal variance. P. Shrout,
// J. Fleiss, Psychological Bulletin 86, 1979; intervals of K. McGraw, S. Wong, Psychological Methods 1, 1996 (exact for
// the first and third form, Satterthwaite's approximation for the second). None where nothing varies.
std::optional<Icc> intraclass_correlation(const std::vector<std::vector<double>>& values, IccForm form);

}  // namespace constat
