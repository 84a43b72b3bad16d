#include "shared/compare/trend.hpp"

#include <algorithm>
#include <cmath>

namespace constat {

std::optional<ControlChart> p_chart(const std::vector<ShareCount>& periods) {
  std::int64_t yes = 0, n = 0;
  for (const ShareCount& period : periods) yes += period.yes, n += period.n;
  if (n == 0) return std::nullopt;
  return p_chart(periods, static_cast<double>(yes) / static_cast<double>(n));
}

std::optional<ControlChart> p_chart(const std::vector<ShareCount>& periods, double known_share) {
  ControlChart chart{known_share, {}};
  for (const ShareCount& period : periods) {
    if (period.n <= 0) return std::nullopt;
    const double n = static_cast<double>(period.n), value = static_cast<double>(period.yes) / n;
    const double half = 3 * std::sqrt(known_share * (1 - known_share) / n);
    const double low = std::max(0.0, known_share - half), high = std::min(1.0, known_share + half);
    chart.points.push_back({value, low, high, value < low || value > high});
  }
  if (chart.points.empty()) return std::nullopt;
  return chart;
}

std::optional<Baseline> baseline_of(const std::vector<double>& values) {
  if (values.size() < 2) return std::nullopt;
  constexpr double kMeanRangeOfTwo = 1.1283791670955126;  // 2 / sqrt(pi)
  double sum = values.front(), range = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    sum += values[i];
    range += std::fabs(values[i] - values[i - 1]);
  }
  return Baseline{sum / static_cast<double>(values.size()), range / static_cast<double>(values.size() - 1) / kMeanRangeOfTwo};
}

ControlChart ewma_chart(const std::vector<double>& values, const Baseline& baseline, double lambda) {
  ControlChart chart{baseline.mean, {}};
  double z = baseline.mean, forgotten = 1;  // (1 - lambda)^2i
  for (const double value : values) {
    z = lambda * value + (1 - lambda) * z;
    forgotten *= (1 - lambda) * (1 - lambda);
    const double half = kEwmaSigmas * baseline.sigma * std::sqrt(lambda / (2 - lambda) * (1 - forgotten));
    const double low = baseline.mean - half, high = baseline.mean + half;
    chart.points.push_back({z, low, high, z < low || z > high});
  }
  return chart;
}

}  // namespace constat
