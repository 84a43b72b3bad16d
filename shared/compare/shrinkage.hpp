// How much of the difference between sites is real: random effects (DerSimonian and Laird 1986) and empirical Bayes.
#pragma once

#include <vector>

#include "shared/compare/pairs.hpp"

namespace constat {

struct RandomEffects {
  double q = 0;                // Cochran's Q around the fixed-effect mean
  double mu_fixed = 0;         // mean weighted by 1 / se^2
  double tau2 = 0;             // variance between sites, in the unit squared; 0 when Q <= k - 1
  double mu = 0;               // random-effects mean, weighted by 1 / (se^2 + tau2)
  std::vector<double> shrunk;  // B*mu + (1-B)*value, B = se^2 / (se^2 + tau2)
};

// One site is its own mean. Where a standard error is 0 there is nothing to weigh by: then tau2 is the plain variance
// of the values less the mean se^2, and mu is weighted with it, or is the plain mean if nothing varies.
RandomEffects random_effects(const std::vector<Estimate>& estimates);

}  // namespace constat
