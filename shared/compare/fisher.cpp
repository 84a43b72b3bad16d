#include "shared/compare/fisher.hpp"

#include "shared/base/math.hpp"

namespace constat {
namespace {

double tanh_of(double z) { return 1 - 2 / (exp_of(2 * z) + 1); }
double atanh_of(double x) { return (log_of(1 + x) - log_of(1 - x)) / 2; }

}  // namespace

Interval fisher_interval(double value, double se, double quantile) {
  const double z = atanh_of(value), half = quantile * se / (1 - value * value);
  return {tanh_of(z - half), tanh_of(z + half)};
}

}  // namespace constat
