#include "shared/base/double_text.hpp"

#include <catch_amalgamated.hpp>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "shared/base/rng.hpp"

namespace constat {

TEST_CASE("a double's text is the same however it is found", "[base]") {
  for (const double value : {0.0, -0.0, 0.1, 1e-7, 1e15, 1e16, 123456789012345.0, 1234567890123456.0, 12345678901234567.0, 1e21, 1e300, -2.5,
                             100.0, 0.0001, 0.00001234, 1.0 / 3, 2.0 / 3, 5e-324, std::numeric_limits<double>::min(), std::numeric_limits<double>::max()})
    CHECK(shortest_text(value) == shortest_text_by_trial(value));
  CHECK(shortest_text(39.839767) == "39.839767");
  CHECK(shortest_text(1e-7) == "1e-07");
}

TEST_CASE("a double's text reads back as the same double", "[base][property]") {
  Rng rng(20261122);
  for (int round = 0; round < 40'000; ++round) {
    const std::uint64_t bits = rng.next();
    double value = 0;
    if (round % 2 == 0) std::memcpy(&value, &bits, sizeof value);             // any at all
    else value = (rng.uniform() - 0.5) * std::pow(10.0, static_cast<double>(rng.below(20)));  // what figures look like
    if (round % 5 == 1) value = std::round(value * 1e6) / 1e6;
    if (!std::isfinite(value)) continue;
    const std::string text = shortest_text(value);
    REQUIRE(text == shortest_text_by_trial(value));
    REQUIRE(std::strtod(text.c_str(), nullptr) == value);
  }
}

}  // namespace constat
