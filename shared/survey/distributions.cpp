#include "shared/survey/distributions.hpp"

#include <cmath>
#include <initializer_list>
#include <limits>

#include "shared/base/math.hpp"

namespace constat {
namespace {

constexpr double kPi = 3.14159265358979323846;

// Modified Lentz for I_x(a, b) where x < (a + 1) / (a + b + 2): converges in some tens of steps.
double beta_fraction(double x, double a, double b) {
  constexpr double kTiny = 1e-300;
  double c = 1, d = 1 - (a + b) * x / (a + 1);
  if (std::fabs(d) < kTiny) d = kTiny;
  d = 1 / d;
  double fraction = d;
  for (int m = 1; m <= 10'000; ++m) {
    for (const bool even : {true, false}) {
      const double numerator = even ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)) : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 + numerator * d;
      if (std::fabs(d) < kTiny) d = kTiny;
      c = 1 + numerator / c;
      if (std::fabs(c) < kTiny) c = kTiny;
      d = 1 / d;
      fraction *= d * c;
    }
    if (std::fabs(d * c - 1) < 1e-16) break;
  }
  return fraction;
}

// Whether F's cdf is above p, found from the side that has the digits.
double f_cdf_of(double f, double n, double d) {
  const double scaled = n * f;
  return incomplete_beta(scaled / (scaled + d), d / (scaled + d), n / 2, d / 2);
}

// Cornish and Fisher's expansion (Abramowitz and Stegun 26.7.5): a few digits from three degrees of freedom on, all from
// 10 000 on, where the distribution itself loses some.
double t_by_expansion(double p, double df) {
  const double z = normal_quantile(p), s = z * z;
  return z + z * ((s + 1) / 4 + ((5 * s + 16) * s + 3) / (96 * df) + (((3 * s + 19) * s + 17) * s - 15) / (384 * df * df)) / df;
}

// Newton's steps from there: each doubles the digits, so that three or four do. Negative: they did not settle.
double t_by_newton(double upper, double df) {
  const double height = exp_of(log_gamma_of((df + 1) / 2) - log_gamma_of(df / 2)) / std::sqrt(df * kPi);
  double t = t_by_expansion(upper, df);
  for (int step = 0; step < 8; ++step) {
    const double density = height * exp_of(-(df + 1) / 2 * log_of(1 + t * t / df));
    const double change = (upper - t_cdf(t, df)) / density;
    t += change;
    if (!(t > 0)) return -1;
    if (std::fabs(change) <= 1e-9 * t) return t;
  }
  return -1;
}

}  // namespace

double log_gamma_of(double x) {
  // Stirling's series from 15 on (Abramowitz and Stegun 6.1.41), reached by the recurrence.
  double product = 1;
  while (x < 15) {
    product *= x;
    x += 1;
  }
  constexpr double kHalfLogTwoPi = 0.91893853320467274178;
  const double z = 1 / (x * x);
  const double series = (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z * (1.0 / 1188 - z * (691.0 / 360360 - z / 156)))))) / x;
  return (x - 0.5) * log_of(x) - x + kHalfLogTwoPi + series - log_of(product);
}

double incomplete_beta(double x, double y, double a, double b) {
  if (!(x > 0)) return 0;
  if (!(y > 0)) return 1;
  const double front = exp_of(a * log_of(x) + b * log_of(y) + log_gamma_of(a + b) - log_gamma_of(a) - log_gamma_of(b));
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(x, a, b) / a;
  return 1 - front * beta_fraction(y, b, a) / b;
}

double f_cdf(double f, double numerator_df, double denominator_df) {
  if (!(f > 0)) return 0;
  return f_cdf_of(f, numerator_df, denominator_df);
}

double f_quantile(double p, double numerator_df, double denominator_df) {
  if (!(p > 0)) return 0;
  if (p >= 1) return std::numeric_limits<double>::infinity();
  double low = 1, high = 1;
  for (; f_cdf(low, numerator_df, denominator_df) > p && low > 1e-300; low /= 4) high = low;
  for (; f_cdf(high, numerator_df, denominator_df) < p && high < 1e300; high *= 4) low = high;
  // Regula falsi after Illinois: the end that stays counts half the next time; a bisection now and then bounds the steps.
  double below = f_cdf(low, numerator_df, denominator_df) - p, above = f_cdf(high, numerator_df, denominator_df) - p;
  double middle = low;
  for (int step = 1; step <= 120 && high - low > 1e-15 * high; ++step) {
    middle = step % 6 == 0 ? (low + high) / 2 : low + (high - low) * (below / (below - above));
    if (!(middle > low && middle < high)) middle = (low + high) / 2;
    const double error = f_cdf(middle, numerator_df, denominator_df) - p;
    if (std::fabs(error) < 1e-16) return middle;
    if (error < 0) {
      low = middle;
      below = error;
      above /= 2;
    } else {
      high = middle;
      above = error;
      below /= 2;
    }
  }
  return middle;
}

double t_cdf(double t, double df) {
  if (t == 0) return 0.5;
  const double tail = incomplete_beta(df / (df + t * t), t * t / (df + t * t), df / 2, 0.5) / 2;  // P(T > |t|)
  return t > 0 ? 1 - tail : tail;
}

double t_quantile(double p, double df) {
  if (p == 0.5) return 0;
  const double upper = p > 0.5 ? p : 1 - p;
  double t = df >= 1e4 ? t_by_expansion(upper, df) : df >= 3 && upper < 1 - 1e-9 ? t_by_newton(upper, df) : -1;
  if (t < 0) t = std::sqrt(f_quantile(2 * upper - 1, 1, df));  // t^2 has F's distribution
  return p > 0.5 ? t : -t;
}

}  // namespace constat
