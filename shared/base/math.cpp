#include "shared/base/math.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace constat {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// ln 2 in two parts: the high one has 21 trailing zero bits, so that k * high is exact for |k| < 2^21.
constexpr double kLn2High = 6.93147180369123816490e-01;
constexpr double kLn2Low = 1.90821492927058770002e-10;

std::uint64_t bits_of(double x) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}

double from_bits(std::uint64_t bits) {
  double x = 0;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

// 2^k for -1022 <= k <= 1023.
double power_of_two(int k) { return from_bits(static_cast<std::uint64_t>(k + 1023) << 52); }

}  // namespace

double exp_of(double x) {
  if (std::isnan(x)) return x;
  if (x > 709.782712893384) return kInfinity;
  if (x < -745.2) return 0;
  // x = k ln 2 + r with |r| <= ln 2 / 2; Taylor's series of e^r: the first term left out is below 5e-18.
  const double scaled = x / (kLn2High + kLn2Low);
  const int k = static_cast<int>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  const double r = (x - k * kLn2High) - k * kLn2Low;
  double sum = 0;
  for (int n = 14; n >= 2; --n) sum = (sum + 1) * r / n;
  sum = (sum + 1) * r + 1;
  const int half = k / 2;  // two steps: 2^k alone may leave the range of normal numbers
  return sum * power_of_two(half) * power_of_two(k - half);
}

double log_of(double x) {
  if (std::isnan(x) || x < 0) return kNaN;
  if (x == 0) return -kInfinity;
  if (x == kInfinity) return x;
  int k = 0;
  if (x < std::numeric_limits<double>::min()) {
    x *= power_of_two(54);
    k = -54;
  }
  std::uint64_t bits = bits_of(x);
  k += static_cast<int>(bits >> 52) - 1023;
  bits = (bits & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL;
  double m = from_bits(bits);  // [1, 2)
  if (m > 1.4142135623730951) {
    m /= 2;
    ++k;
  }
  // log m = 2 atanh s, s = (m - 1) / (m + 1), |s| <= 0.1716: the first term left out is below 1e-19.
  const double f = m - 1;
  const double s = f / (2 + f);
  const double z = s * s;
  double sum = 0;
  for (int n = 23; n >= 3; n -= 2) sum = (sum + 1.0 / n) * z;
  // 2s = f - s f keeps the digits of f, which is exact.
  return k * kLn2High + (f - (s * f - (2 * s * sum + k * kLn2Low)));
}

double normal_density(double x) {
  constexpr double kInverseRoot2Pi = 0.39894228040143267794;
  // x^2 in two parts (Veltkamp's split), because e^-x^2/2 multiplies the rounding error of x^2 by x^2/2.
  if (std::fabs(x) > 40) return 0;
  const double t = 134217729.0 * x;
  const double high = t - (t - x);
  const double low = x - high;
  const double tail = low * (x + high);
  return kInverseRoot2Pi * exp_of(-high * high / 2) * exp_of(-tail / 2);
}

double normal_upper(double x) {
  if (std::isnan(x)) return x;
  if (x < 0) return 1 - normal_upper(-x);
  const double density = normal_density(x);
  if (x < 2) {
    // Phi(x) = 1/2 + phi(x) (x + x^3/3 + x^5/(3*5) + ...), Abramowitz and Stegun 26.2.11.
    double term = x, sum = x;
    for (int n = 3; n < 200 && term > sum * 1e-18; n += 2) {
      term *= x * x / n;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  // Q(x) = phi(x) / (x + 1/(x + 2/(x + ...))), Abramowitz and Stegun 26.2.14, from the inside out.
  double fraction = x;
  for (int n = x < 5 ? 250 : 60; n >= 1; --n) fraction = x + n / fraction;
  return density / fraction;
}

double normal_cdf(double x) { return x <= 0 ? normal_upper(-x) : 1 - normal_upper(x); }

double normal_quantile(double p) {
  if (std::isnan(p) || p < 0 || p > 1) return kNaN;
  if (p == 0) return -kInfinity;
  if (p == 1) return kInfinity;
  if (p == 0.5) return 0;
  const bool lower = p < 0.5;
  const double tail = lower ? p : 1 - p;
  // Abramowitz and Stegun 26.2.23 (|error| < 4.5e-4), then Halley's method, which cubes the error.
  const double t = std::sqrt(-2 * log_of(tail));
  double x = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (int step = 0; step < 3; ++step) {
    const double error = (normal_upper(x) - tail) / normal_density(x);
    x += error / (1 - x * error / 2);
  }
  return lower ? -x : x;
}

}  // namespace constat
