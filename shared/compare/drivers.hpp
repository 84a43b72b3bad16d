// Key drivers: how much of the differences in an outcome (say, a site's NPS) goes with each of several drivers (its scores
// for waiting, advice...). "Goes with", never "causes": the figures describe sites as they are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/result.hpp"

namespace constat {

inline constexpr std::size_t kMostLmgDrivers = 15;     // 2^15 regressions; beyond, Johnson's weights
inline constexpr std::size_t kFewestSitesPerDriver = 10;

struct DriverData {
  std::vector<std::string> drivers;            // names
  std::vector<double> outcome;                 // one per site
  std::vector<std::vector<double>> values;     // values[site][driver]
};

enum class DriverMethod : std::uint8_t { lmg, johnson };

struct DriverShare {
  std::string driver;
  double share = 0;            // of R^2; all shares add up to it
  double low = 0, high = 0;    // 95 %
  double correlation = 0;      // with the outcome, alone
};

struct KeyDrivers {
  DriverMethod method = DriverMethod::lmg;
  double r2 = 0;               // of the linear regression on all drivers
  double r2_low = 0, r2_high = 0;
  std::vector<DriverShare> drivers;  // in the order given
  std::int64_t sites = 0;
  bool few_sites = false;      // under kFewestSitesPerDriver a driver: the screen warns
  int draws = 0;               // bootstrap samples that count
};

struct DriverOptions {
  std::optional<DriverMethod> method;  // none: LMG up to kMostLmgDrivers, else Johnson
  int draws = 1000;                    // 0: no intervals, low = high = share
  std::uint64_t seed = 1;              // the same intervals every time
};

// Assumes that the outcome depends on the drivers about linearly and that sites are drawn independently.
//
// LMG (R. Lindeman, P. Merenda, R. Gold, Introduction to Bivariate and Multivariate Analysis, 1980; = Shapley value): a
// driver's gain in R^2, averaged over all orders in which drivers may enter. Never negative. As relaimpo: U. Groemping,
// Journal of Statistical Software 17(1), 2006. Johnson: relative weights by way of the nearest uncorrelated drivers
// (J. Johnson, Multivariate Behavioral Research 35, 2000), close to LMG at a small part of the cost.
//
// Intervals: percentile bootstrap over sites (B. Efron, 1979; type-7 quantiles), with the percentiles expanded for few
// sites (T. Hesterberg, The American Statistician 69, 2015); `draws` samples; a sample in which drivers happen to be
// collinear is left out. A share cannot be below 0, so near 0 its interval holds more than 95 %.
//
// Failures name what is wrong: "error.drivers-none", "error.drivers-shape", "error.drivers-few-sites" (sites, needed), "error.drivers-constant"
// (driver), "error.drivers-constant-outcome", "error.drivers-collinear" (driver: it follows from those before it), "error.drivers-too-many".
Result<KeyDrivers> key_drivers(const DriverData& data, const DriverOptions& options = {});

}  // namespace constat
