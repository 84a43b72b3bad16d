#include "shared/base/trigonometry.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

namespace constat {
namespace {

// pi/2 in three parts; the first two have 33 significant bits, so that their products with |k| < 2^20 are exact.
constexpr double kHalfPi1 = 1.57079632673412561417e+00;
constexpr double kHalfPi2 = 6.07710050630396597660e-11;
constexpr double kHalfPi3 = 2.02226624879595063154e-21;

// Taylor's series for |r| <= pi/4: the first terms left out are below 3e-20.
double sin_series(double r) {
  const double z = r * r;
  double sum = 0;
  for (int n = 18; n >= 2; n -= 2) sum = (1 + sum) * -z / (n * (n + 1));
  return r + r * sum;
}

double cos_series(double r) {
  const double z = r * r;
  double sum = 0;
  for (int n = 18; n >= 4; n -= 2) sum = (1 + sum) * -z / (n * (n - 1));
  const double half = z / 2;
  const double near = 1 - half;
  return near + ((1 - near - half) - half * sum);  // what 1 - z/2 rounded away is put back
}

struct Reduced {
  std::int64_t quadrant;
  double rest;
};

// x = quadrant * pi/2 + rest, |rest| <= pi/4.
Reduced reduce(double x) {
  const double scaled = x / (kPi / 2);
  const std::int64_t k = static_cast<std::int64_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  const double turns = static_cast<double>(k);
  return {k & 3, ((x - turns * kHalfPi1) - turns * kHalfPi2) - turns * kHalfPi3};
}

// For 0 <= t <= 1: halved twice by atan t = 2 atan(t / (1 + sqrt(1 + t^2))), then Gregory's series.
double atan_upper(double t) {
  for (int halving = 0; halving < 2; ++halving) t = t / (1 + std::sqrt(1 + t * t));
  const double z = t * t;  // at most 0.0396: the first term left out is below 1e-17 of the sum
  double sum = 0;
  for (int n = 23; n >= 3; n -= 2) sum = (1.0 / n - sum) * z;
  return 4 * (t - t * sum);
}

}  // namespace

double sin_of(double x) {
  if (!(std::fabs(x) <= 1e6)) return std::numeric_limits<double>::quiet_NaN();
  const Reduced r = reduce(x);
  const double value = (r.quadrant & 1) != 0 ? cos_series(r.rest) : sin_series(r.rest);
  return (r.quadrant & 2) != 0 ? -value : value;
}

double cos_of(double x) {
  if (!(std::fabs(x) <= 1e6)) return std::numeric_limits<double>::quiet_NaN();
  const Reduced r = reduce(x);
  const double value = (r.quadrant & 1) != 0 ? sin_series(r.rest) : cos_series(r.rest);
  return r.quadrant == 1 || r.quadrant == 2 ? -value : value;
}

double atan2_of(double y, double x) {
  if (std::isnan(x) || std::isnan(y)) return std::numeric_limits<double>::quiet_NaN();
  const double ax = std::fabs(x), ay = std::fabs(y);
  if (ax == 0 && ay == 0) return 0;
  double angle = ay <= ax ? atan_upper(ay / ax) : kPi / 2 - atan_upper(ax / ay);
  if (x < 0) angle = kPi - angle;
  return y < 0 ? -angle : angle;
}

}  // namespace constat
