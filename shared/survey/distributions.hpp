// Student's t and Fisher's F, for intervals from small samples: the same bits on every platform.
#pragma once

namespace constat {

double log_gamma_of(double x);  // x > 0; relative error < 1e-14 away from its zeros at 1 and 2, absolute there

// The regularised incomplete beta function I_x(a, b), with y = 1 - x given apart so that no digit of a small one is lost.
// Continued fraction 26.5.8 of Abramowitz and Stegun, by the modified Lentz method; error below 1e-12.
double incomplete_beta(double x, double y, double a, double b);

double f_cdf(double f, double numerator_df, double denominator_df);
// The f with f_cdf(f) = p; degrees of freedom may be fractions. Relative error < 1e-11. 0 at p <= 0.
double f_quantile(double p, double numerator_df, double denominator_df);

double t_cdf(double t, double df);
double t_quantile(double p, double df);

}  // namespace constat
