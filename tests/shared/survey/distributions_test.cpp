// Quantiles against the published tables, and against one another.
#include "shared/survey/distributions.hpp"

#include <catch_amalgamated.hpp>
#include <cmath>

#include "shared/base/math.hpp"
#include "shared/base/rng.hpp"

namespace constat {

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("log gamma is that of the factorials", "[statistics]") {
  double factorial = 1;
  for (int n = 1; n <= 20; ++n) {
    CHECK_THAT(log_gamma_of(n), WithinAbs(std::log(factorial), 1e-13));
    factorial *= n;
  }
  CHECK_THAT(log_gamma_of(0.5), WithinAbs(0.57236494292470009, 1e-14));  // log sqrt(pi)
  CHECK_THAT(log_gamma_of(1e5), WithinRel(std::lgamma(1e5), 1e-14));
}

TEST_CASE("Student's quantiles are the tabulated ones", "[statistics]") {
  CHECK_THAT(t_quantile(0.975, 1), WithinAbs(12.706204736175, 1e-9));
  CHECK_THAT(t_quantile(0.975, 5), WithinAbs(2.570581835636, 1e-10));
  CHECK_THAT(t_quantile(0.975, 30), WithinAbs(2.042272456301, 1e-10));
  CHECK_THAT(t_quantile(0.95, 10), WithinAbs(1.812461122812, 1e-10));
  CHECK(t_quantile(0.5, 3) == 0);
  CHECK(t_quantile(0.025, 30) == -t_quantile(0.975, 30));
  CHECK_THAT(t_quantile(0.975, 1e7), WithinAbs(normal_quantile(0.975), 1e-6));
}

TEST_CASE("Student's distribution with 1 and 2 degrees of freedom has closed forms", "[statistics]") {
  for (const double t : {-3.0, -0.4, 0.0, 0.7, 2.5, 40.0}) {
    CHECK_THAT(t_cdf(t, 1), WithinAbs(0.5 + std::atan(t) / std::acos(-1.0), 1e-12));
    CHECK_THAT(t_cdf(t, 2), WithinAbs(0.5 + t / (2 * std::sqrt(2 + t * t)), 1e-12));
  }
}

TEST_CASE("Fisher's quantiles are the tabulated ones", "[statistics]") {
  CHECK_THAT(f_quantile(0.95, 5, 10), WithinAbs(3.325834530413, 1e-9));
  CHECK_THAT(f_quantile(0.95, 1, 1), WithinRel(161.4476387975881, 1e-10));
  // Two degrees of freedom above: 1 - (1 + 2 f / d)^(-d / 2).
  for (const double p : {0.025, 0.5, 0.975}) CHECK_THAT(f_quantile(p, 2, 8), WithinRel(4 * (std::pow(1 - p, -0.25) - 1), 1e-10));
  CHECK(f_quantile(0, 3, 4) == 0);
}

TEST_CASE("quantiles undo distributions, and F mirrors", "[statistics][property]") {
  Rng rng(1924);
  for (int round = 0; round < 300; ++round) {
    const double n = 0.5 + rng.uniform() * 60, d = 0.5 + rng.uniform() * 60, p = 0.001 + rng.uniform() * 0.998;
    const double f = f_quantile(p, n, d);
    REQUIRE_THAT(f_cdf(f, n, d), WithinAbs(p, 1e-11));
    REQUIRE_THAT(f_cdf(f, n, d) + f_cdf(1 / f, d, n), WithinAbs(1, 1e-11));
    REQUIRE_THAT(t_cdf(t_quantile(p, d), d), WithinAbs(p, 1e-11));
  }
}

TEST_CASE("Student's quantile squared is Fisher's, near the middle, far out, with few and with many degrees", "[statistics][property]") {
  Rng rng(1908);
  for (int round = 0; round < 500; ++round) {
    const double df = round % 2 == 0 ? 0.5 + rng.uniform() * 20 : std::exp(rng.uniform() * 9), upper = 1 - std::exp(-0.7 - rng.uniform() * 13);
    const double t = t_quantile(upper, df);
    INFO("df " << df << ", p " << upper);
    REQUIRE_THAT(t * t, WithinRel(f_quantile(2 * upper - 1, 1, df), 1e-9));
    REQUIRE_THAT(t_quantile(upper, 9999.99999), WithinRel(t_quantile(upper, 1e4), 1e-10));  // where one method follows the other
  }
}

}  // namespace constat
