#include "shared/compare/drivers.hpp"

#include <algorithm>
#include <cmath>

#include "shared/base/math.hpp"
#include "shared/base/rng.hpp"
#include "shared/compare/decomposition.hpp"
#include "shared/survey/distributions.hpp"

namespace constat {
namespace {

constexpr std::size_t kMostDrivers = 200;

// The correlations of the sites at `chosen`, or the column (driver, or the outcome as the last) that does not vary.
tl::expected<Correlations, std::size_t> correlations_of(const DriverData& data, const std::vector<std::size_t>& chosen) {
  const std::size_t p = data.drivers.size();
  const double n = static_cast<double>(chosen.size());
  const auto value = [&](std::size_t site, std::size_t column) { return column == p ? data.outcome[site] : data.values[site][column]; };
  std::vector<double> mean(p + 1, 0), spread(p + 1, 0);
  std::vector<std::vector<double>> centred(p + 1, std::vector<double>(chosen.size()));
  for (std::size_t c = 0; c <= p; ++c) {
    for (const std::size_t site : chosen) mean[c] += value(site, c) / n;
    double largest = 0;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      centred[c][i] = value(chosen[i], c) - mean[c];
      spread[c] += centred[c][i] * centred[c][i];
      largest = std::max(largest, std::fabs(value(chosen[i], c)));
    }
    if (!(std::sqrt(spread[c] / n) > 1e-12 * largest)) return tl::unexpected(c);
  }
  Correlations result(p + 1, std::vector<double>(p + 1, 1));
  for (std::size_t a = 0; a <= p; ++a) {
    for (std::size_t b = a + 1; b <= p; ++b) {
      double sum = 0;
      for (std::size_t i = 0; i < chosen.size(); ++i) sum += centred[a][i] * centred[b][i];
      result[a][b] = result[b][a] = sum / std::sqrt(spread[a] * spread[b]);
    }
  }
  return result;
}

Decomposition decompose(DriverMethod method, const Correlations& correlations) {
  return method == DriverMethod::lmg ? lmg_shares(correlations) : johnson_shares(correlations);
}

// R's type 7 of a list that is sorted for it.
double quantile_of(std::vector<double>& values, double p) {
  std::sort(values.begin(), values.end());
  const double at = p * static_cast<double>(values.size() - 1);
  const std::size_t below = static_cast<std::size_t>(at);
  if (below + 1 >= values.size()) return values.back();
  return values[below] + (at - static_cast<double>(below)) * (values[below + 1] - values[below]);
}

void add_intervals(const DriverData& data, const DriverOptions& options, KeyDrivers& result) {
  Rng rng(options.seed);
  const std::size_t n = data.outcome.size(), p = data.drivers.size();
  std::vector<std::vector<double>> drawn(p + 1);
  std::vector<std::size_t> chosen(n);
  for (int draw = 0; draw < options.draws; ++draw) {
    for (std::size_t& site : chosen) site = rng.index(n);
    const auto correlations = correlations_of(data, chosen);
    if (!correlations || collinear_driver(*correlations)) continue;
    const Decomposition sample = decompose(result.method, *correlations);
    for (std::size_t k = 0; k < p; ++k) drawn[k].push_back(sample.shares[k]);
    drawn[p].push_back(sample.r2);
    ++result.draws;
  }
  if (result.draws == 0) return;
  // Resampling varies less than sampling does, by the degrees of freedom that p drivers and a mean take: further out, as a
  // Student interval would be (Hesterberg's expanded percentiles).
  const double degrees = static_cast<double>(n - p - 1);
  const double tail = normal_upper(t_quantile(0.975, degrees) * std::sqrt(static_cast<double>(n) / degrees));
  for (std::size_t k = 0; k < p; ++k) {
    result.drivers[k].low = quantile_of(drawn[k], tail);
    result.drivers[k].high = quantile_of(drawn[k], 1 - tail);
  }
  result.r2_low = quantile_of(drawn[p], tail);
  result.r2_high = quantile_of(drawn[p], 1 - tail);
}

std::optional<Error> refusal(const DriverData& data, DriverMethod method) {
  const auto error = [](const char* code, std::vector<std::string> args = {}) { return Error{ErrorCode::invalid, code, std::move(args), {}}; };
  const std::size_t p = data.drivers.size(), n = data.outcome.size();
  if (p == 0) return error("error.drivers-none");
  if (p > (method == DriverMethod::lmg ? kMostLmgDrivers : kMostDrivers))
    return error("error.drivers-too-many", {std::to_string(p), std::to_string(method == DriverMethod::lmg ? kMostLmgDrivers : kMostDrivers)});
  if (data.values.size() != n) return error("error.drivers-shape");
  for (std::size_t site = 0; site < n; ++site) {
    if (data.values[site].size() != p || !std::isfinite(data.outcome[site])) return error("error.drivers-shape");
    for (const double value : data.values[site])
      if (!std::isfinite(value)) return error("error.drivers-shape");
  }
  if (n < p + 2) return error("error.drivers-few-sites", {std::to_string(n), std::to_string(p + 2)});
  return std::nullopt;
}

}  // namespace

Result<KeyDrivers> key_drivers(const DriverData& data, const DriverOptions& options) {
  KeyDrivers result;
  const std::size_t p = data.drivers.size(), n = data.outcome.size();
  result.method = options.method.value_or(p <= kMostLmgDrivers ? DriverMethod::lmg : DriverMethod::johnson);
  if (std::optional<Error> error = refusal(data, result.method)) return tl::unexpected(*error);
  std::vector<std::size_t> everyone(n);
  for (std::size_t i = 0; i < n; ++i) everyone[i] = i;
  const auto correlations = correlations_of(data, everyone);
  if (!correlations) {
    if (correlations.error() == p) return failure(ErrorCode::invalid, "error.drivers-constant-outcome");
    return failure(ErrorCode::invalid, "error.drivers-constant", {data.drivers[correlations.error()]});
  }
  if (const std::optional<std::size_t> driver = collinear_driver(*correlations))
    return failure(ErrorCode::invalid, "error.drivers-collinear", {data.drivers[*driver]});
  const Decomposition whole = decompose(result.method, *correlations);
  result.r2 = result.r2_low = result.r2_high = whole.r2;
  for (std::size_t k = 0; k < p; ++k)
    result.drivers.push_back({data.drivers[k], whole.shares[k], whole.shares[k], whole.shares[k], (*correlations)[k][p]});
  result.sites = static_cast<std::int64_t>(n);
  result.few_sites = n < kFewestSitesPerDriver * p;
  add_intervals(data, options, result);
  return result;
}

}  // namespace constat
