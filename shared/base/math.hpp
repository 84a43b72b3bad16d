// Elementary functions that give the same bits on every platform: only + - * / and sqrt, which IEEE 754 fixes.
// The C library's own differ in the last bit from one system to the next.
#pragma once

namespace constat {

double exp_of(double x);  // relative error < 1e-15 where the result is a normal number; 0 and infinity beyond
double log_of(double x);  // natural; relative error < 1e-15 away from 1, absolute < 1e-16 near 1; NaN below 0

// Standard normal distribution. Relative error < 1e-13 for |x| <= 37, in both tails.
double normal_density(double x);
double normal_cdf(double x);    // P(Z <= x)
double normal_upper(double x);  // P(Z > x), without the cancellation of 1 - cdf

// The x with normal_cdf(x) = p; |error| < 1e-12 * max(1, |x|). -infinity at 0, +infinity at 1, NaN outside [0, 1].
double normal_quantile(double p);

}  // namespace constat
