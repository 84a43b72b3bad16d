// The C library is a good reference here, only not a portable one.
#include "shared/base/trigonometry.hpp"

#include <catch_amalgamated.hpp>
#include <cmath>

#include "shared/base/rng.hpp"

namespace constat {

TEST_CASE("sine, cosine and arctangent are right to the last digits", "[math]") {
  Rng rng(1850);
  double worst_sine = 0, worst_cosine = 0, worst_angle = 0;
  for (int i = 0; i < 200'000; ++i) {
    const double x = (rng.uniform() - 0.5) * (i % 2 == 0 ? 13 : 2000);
    worst_sine = std::max(worst_sine, std::fabs(sin_of(x) - std::sin(x)));
    worst_cosine = std::max(worst_cosine, std::fabs(cos_of(x) - std::cos(x)));
    const double a = rng.uniform() * 2 - 1, b = (rng.uniform() * 2 - 1) * (i % 3 == 0 ? 1e-6 : 1);
    worst_angle = std::max(worst_angle, std::fabs(atan2_of(a, b) - std::atan2(a, b)));
    worst_angle = std::max(worst_angle, std::fabs(atan2_of(b, a) - std::atan2(b, a)));
  }
  CHECK(worst_sine < 3e-16);
  CHECK(worst_cosine < 3e-16);
  CHECK(worst_angle < 1.1e-15);
}

TEST_CASE("known angles come out", "[math]") {
  using Catch::Matchers::WithinAbs;
  CHECK(sin_of(0) == 0);
  CHECK(cos_of(0) == 1);
  CHECK_THAT(sin_of(kPi / 6), WithinAbs(0.5, 2e-16));
  CHECK_THAT(cos_of(kPi / 3), WithinAbs(0.5, 2e-16));
  CHECK_THAT(sin_of(kPi), WithinAbs(0, 2e-16));
  CHECK_THAT(atan2_of(1, 1), WithinAbs(kPi / 4, 2e-16));
  CHECK_THAT(atan2_of(1, -1), WithinAbs(3 * kPi / 4, 1e-15));
  CHECK_THAT(atan2_of(-1, 0), WithinAbs(-kPi / 2, 1e-15));
  CHECK(atan2_of(0, 0) == 0);
  CHECK(std::isnan(sin_of(1e9)));
  CHECK(std::isnan(atan2_of(std::nan(""), 1)));
}

}  // namespace constat
