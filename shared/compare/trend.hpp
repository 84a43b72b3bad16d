// Is a series in time still the same, or has something changed? Control charts.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace constat {

struct ChartPoint {
  double value = 0;        // what is drawn
  double low = 0, high = 0;  // control limits
  bool out = false;        // beyond them: look for a cause
};

struct ShareCount {
  std::int64_t yes = 0, n = 0;  // n > 0
};

struct ControlChart {
  double center = 0;
  std::vector<ChartPoint> points;
};

// p-chart: shares of periods against the share of all together, +- 3 sqrt(p (1 - p) / n), kept within [0, 1]. Assumes
// answers independent within and between periods; under 5 expected yes or no a point is easily out by chance. W. Shewhart,
// Economic Control of Quality of Manufactured Product, 1931; NIST/SEMATECH e-Handbook 6.3.3.2. None for no period or one
// without answers.
std::optional<ControlChart> p_chart(const std::vector<ShareCount>& periods);
// The same against a share known beforehand, in [0, 1].
std::optional<ControlChart> p_chart(const std::vector<ShareCount>& periods, double known_share);

inline constexpr double kEwmaLambda = 0.2;
inline constexpr double kEwmaSigmas = 3;

// What a series does when nothing happens.
struct Baseline {
  double mean = 0, sigma = 0;  // sigma: of one value
};

// Mean of the values and mean moving range / 1.128 (the mean range of two normal values, 2 / sqrt(pi)), which a change of
// level in the middle hardly touches. None under two values.
std::optional<Baseline> baseline_of(const std::vector<double>& values);

// EWMA: z = lambda x + (1 - lambda) z before it, from the mean on; limits mean +- kEwmaSigmas sigma sqrt(lambda / (2 - lambda)
// (1 - (1 - lambda)^2i)). Small lasting changes show earlier than on a chart of single values. Assumes independent, about
// normal values of one spread. S. Roberts, Technometrics 1, 1959; NIST/SEMATECH e-Handbook 6.3.2.4. 0 < lambda <= 1.
ControlChart ewma_chart(const std::vector<double>& values, const Baseline& baseline, double lambda = kEwmaLambda);

}  // namespace constat
