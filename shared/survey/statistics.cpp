#include "shared/survey/statistics.hpp"

#include <algorithm>
#include <cmath>

namespace constat {
namespace {

// Of p - d in points, for counts that may be fractions.
double nps_se_of(double promoters, double detractors, double n) {
  const double p = promoters / n, d = detractors / n;
  return 100 * std::sqrt(std::max(0.0, p + d - (p - d) * (p - d)) / n);
}

struct AdjustedNps {
  double promoters, detractors, n;
};

AdjustedNps adjusted(const NpsCounts& counts) {
  return {static_cast<double>(counts.promoters) + 0.75, static_cast<double>(counts.detractors) + 0.75,
          static_cast<double>(counts.total()) + 3};
}

}  // namespace

Interval wilson(std::int64_t yes, std::int64_t n) {
  const double x = static_cast<double>(yes), total = static_cast<double>(n);
  const double z2 = kZ95 * kZ95;
  const double center = (x + z2 / 2) / (total + z2);
  const double half = kZ95 / (total + z2) * std::sqrt(x * (total - x) / total + z2 / 4);
  return {yes == 0 ? 0.0 : std::max(0.0, center - half), yes == n ? 1.0 : std::min(1.0, center + half)};
}

double share_se(std::int64_t yes, std::int64_t n) {
  const double total = static_cast<double>(n);
  const double p = static_cast<double>(yes) / total;
  return std::sqrt(p * (1 - p) / total);
}

double share_se_adjusted(std::int64_t yes, std::int64_t n) { return share_se(yes + 2, n + 4); }

double nps_value(const NpsCounts& counts) {
  return 100 * static_cast<double>(counts.promoters - counts.detractors) / static_cast<double>(counts.total());
}

double nps_se(const NpsCounts& counts) {
  return nps_se_of(static_cast<double>(counts.promoters), static_cast<double>(counts.detractors),
                   static_cast<double>(counts.total()));
}

double nps_se_adjusted(const NpsCounts& counts) {
  const AdjustedNps a = adjusted(counts);
  return nps_se_of(a.promoters, a.detractors, a.n);
}

Interval nps_interval(const NpsCounts& counts) {
  const AdjustedNps a = adjusted(counts);
  const double center = 100 * (a.promoters - a.detractors) / a.n;
  const double half = kZ95 * nps_se_of(a.promoters, a.detractors, a.n);
  return {std::max(-100.0, center - half), std::min(100.0, center + half)};
}

std::optional<double> Moments::mean_se() const {
  if (n < 2) return std::nullopt;
  // n * sum of squares - sum^2 is exact in 128 bits, so that equal answers give exactly 0.
  const __int128 spread = static_cast<__int128>(n) * sum_of_squares - static_cast<__int128>(sum) * sum;
  const double count = static_cast<double>(n);
  return std::sqrt(static_cast<double>(spread) / (count * (count - 1)) / count);
}

}  // namespace constat
