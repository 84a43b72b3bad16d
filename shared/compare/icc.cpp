#include <algorithm>
#include <cmath>
#include <limits>

#include "shared/compare/reliability.hpp"
#include "shared/survey/distributions.hpp"

namespace constat {
namespace {

struct MeanSquares {
  double n = 0, k = 0;  // units, raters
  double between = 0;   // units
  double within = 0;    // all that is not between units
  double raters = 0;
  double error = 0;     // neither units nor raters
};

MeanSquares mean_squares(const std::vector<std::vector<double>>& values) {
  MeanSquares ms;
  ms.n = static_cast<double>(values.size());
  ms.k = static_cast<double>(values.front().size());
  std::vector<double> unit_means, rater_means(values.front().size(), 0);
  double grand = 0;
  for (const std::vector<double>& unit : values) {
    double sum = 0;
    for (std::size_t r = 0; r < unit.size(); ++r) {
      sum += unit[r];
      rater_means[r] += unit[r] / ms.n;
    }
    unit_means.push_back(sum / ms.k);
    grand += sum / (ms.n * ms.k);
  }
  for (std::size_t u = 0; u < values.size(); ++u) {
    ms.between += ms.k * (unit_means[u] - grand) * (unit_means[u] - grand);
    for (std::size_t r = 0; r < rater_means.size(); ++r) {
      const double within = values[u][r] - unit_means[u], error = within - rater_means[r] + grand;
      ms.within += within * within;
      ms.error += error * error;
    }
  }
  for (const double mean : rater_means) ms.raters += ms.n * (mean - grand) * (mean - grand);
  ms.between /= ms.n - 1;
  ms.within /= ms.n * (ms.k - 1);
  ms.raters /= ms.k - 1;
  ms.error /= (ms.n - 1) * (ms.k - 1);
  return ms;
}

// Forms whose F has an exact distribution: noise is the mean square within or of the error.
Icc from_f(const MeanSquares& ms, double noise, double noise_df) {
  Icc icc;
  icc.value = (ms.between - noise) / (ms.between + (ms.k - 1) * noise);
  if (!(noise > 0)) return {1, 1, 1, std::numeric_limits<double>::infinity()};
  icc.f = ms.between / noise;
  const double lower = icc.f / f_quantile(0.975, ms.n - 1, noise_df), upper = icc.f * f_quantile(0.975, noise_df, ms.n - 1);
  icc.low = (lower - 1) / (lower + ms.k - 1);
  icc.high = (upper - 1) / (upper + ms.k - 1);
  return icc;
}

Icc agreement(const MeanSquares& ms) {
  Icc icc;
  const double n = ms.n, k = ms.k, error_df = (n - 1) * (k - 1);
  const double denominator = ms.between + (k - 1) * ms.error + k * (ms.raters - ms.error) / n;
  icc.value = (ms.between - ms.error) / denominator;
  if (!(ms.error > 0) && !(ms.raters > 0)) return {1, 1, 1, std::numeric_limits<double>::infinity()};
  icc.f = ms.error > 0 ? ms.between / ms.error : std::numeric_limits<double>::infinity();
  const double a = k * icc.value / (n * (1 - icc.value)), b = 1 + a * (n - 1);
  const double ar = a * ms.raters, be = b * ms.error;
  const double df = (ar + be) * (ar + be) / (ar * ar / (k - 1) + be * be / error_df);
  const double rest = k * ms.raters + (k * n - k - n) * ms.error;
  const double lower = f_quantile(0.975, n - 1, df), upper = f_quantile(0.975, df, n - 1);
  icc.low = n * (ms.between - lower * ms.error) / (lower * rest + n * ms.between);
  icc.high = n * (upper * ms.between - ms.error) / (rest + n * upper * ms.between);
  return icc;
}

}  // namespace

std::optional<Icc> intraclass_correlation(const std::vector<std::vector<double>>& values, IccForm form) {
  if (values.size() < 2 || values.front().size() < 2) return std::nullopt;
  for (const std::vector<double>& unit : values)
    if (unit.size() != values.front().size()) return std::nullopt;
  const MeanSquares ms = mean_squares(values);
  if (!(ms.between + ms.within > 0)) return std::nullopt;
  switch (form) {
    case IccForm::one_way: return from_f(ms, ms.within, ms.n * (ms.k - 1));
    case IccForm::two_way_agreement: return agreement(ms);
    case IccForm::two_way_consistency:
      if (!(ms.between + ms.error > 0)) return std::nullopt;
      return from_f(ms, ms.error, (ms.n - 1) * (ms.k - 1));
  }
  return std::nullopt;
}

}  // namespace constat
