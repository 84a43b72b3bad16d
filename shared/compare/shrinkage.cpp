#include "shared/compare/shrinkage.hpp"

#include <algorithm>

namespace constat {
namespace {

double weighted_mean(const std::vector<Estimate>& estimates, double tau2) {
  double sum = 0, weights = 0;
  for (const Estimate& e : estimates) {
    const double weight = 1 / (e.se * e.se + tau2);
    weights += weight;
    sum += weight * e.value;
  }
  return sum / weights;
}

double plain_mean(const std::vector<Estimate>& estimates) {
  double sum = 0;
  for (const Estimate& e : estimates) sum += e.value;
  return sum / static_cast<double>(estimates.size());
}

// Hedges' moment estimator: needs no inverse variances.
double unweighted_tau2(const std::vector<Estimate>& estimates, double mean) {
  double spread = 0, errors = 0;
  for (const Estimate& e : estimates) {
    spread += (e.value - mean) * (e.value - mean);
    errors += e.se * e.se;
  }
  const double k = static_cast<double>(estimates.size());
  return std::max(0.0, spread / (k - 1) - errors / k);
}

void fit_inverse_variance(const std::vector<Estimate>& estimates, RandomEffects& fit) {
  fit.mu_fixed = weighted_mean(estimates, 0);
  double weights = 0, squares = 0;
  for (const Estimate& e : estimates) {
    const double weight = 1 / (e.se * e.se);
    weights += weight;
    squares += weight * weight;
    fit.q += weight * (e.value - fit.mu_fixed) * (e.value - fit.mu_fixed);
  }
  const double degrees = static_cast<double>(estimates.size()) - 1;
  const double scale = weights - squares / weights;
  fit.tau2 = scale > 0 ? std::max(0.0, (fit.q - degrees) / scale) : 0.0;
  fit.mu = weighted_mean(estimates, fit.tau2);
}

void fit_unweighted(const std::vector<Estimate>& estimates, RandomEffects& fit) {
  fit.mu_fixed = fit.mu = plain_mean(estimates);
  if (estimates.size() < 2) return;
  fit.tau2 = unweighted_tau2(estimates, fit.mu_fixed);
  if (fit.tau2 > 0) fit.mu = weighted_mean(estimates, fit.tau2);
}

}  // namespace

RandomEffects random_effects(const std::vector<Estimate>& estimates) {
  RandomEffects fit;
  if (estimates.empty()) return fit;
  const bool all_have_errors =
      std::all_of(estimates.begin(), estimates.end(), [](const Estimate& e) { return e.se > 0; });
  all_have_errors ? fit_inverse_variance(estimates, fit) : fit_unweighted(estimates, fit);
  for (const Estimate& e : estimates) {
    const double variance = e.se * e.se;
    const double b = variance + fit.tau2 > 0 ? variance / (variance + fit.tau2) : 0.0;
    fit.shrunk.push_back(b * fit.mu + (1 - b) * e.value);
  }
  return fit;
}

}  // namespace constat
