// The power fails at every single change of the disk of a whole day on a phone; what is not synced is dropped, torn or
// kept. CONSTAT_CRASH_POINTS how many points are drawn at random besides, with lost copies and second cuts during the
// recovery; CONSTAT_CRASH_FIRST the first seed.
#include <catch_amalgamated.hpp>

#include "tests/faults/support/day.hpp"
#include "tests/faults/support/settings.hpp"

using namespace constat;
using namespace constat::test;

namespace {

std::int64_t calls_of_a_day() {
  Day day(1);
  const std::int64_t before = day.phone.disk.calls();
  day.run();
  REQUIRE(lines(day.faults()) == "");
  return day.phone.disk.calls() - before;
}

}  // namespace

TEST_CASE("a phone keeps every promise when its power fails at any change of its disk") {
  const std::int64_t calls = calls_of_a_day();
  REQUIRE(calls > 300);
  for (std::int64_t at = 1; at <= calls; ++at) {
    Day day(1);
    const std::int64_t before = day.phone.disk.calls();
    const auto loss = static_cast<Loss>(at % 3);
    day.phone.disk.cut_power_at(at);
    day.run();
    INFO("call " << at << " of " << calls << " (" << day.step_at(before + at) << "), loss " << static_cast<int>(loss));
    REQUIRE(day.phone.is_dead());
    REQUIRE(lines(day.recover(loss)) == "");
  }
  WARN(calls << " points of the phone's day, one variant each");
}

TEST_CASE("a phone keeps every promise at random points, with a copy lost or the power cut again while it recovers") {
  const std::int64_t calls = calls_of_a_day();
  const std::uint64_t points = number_from("CONSTAT_CRASH_POINTS", 150), first = number_from("CONSTAT_CRASH_FIRST", 1);
  for (std::uint64_t seed = first; seed < first + points; ++seed) {
    INFO("CONSTAT_CRASH_FIRST=" << seed << " CONSTAT_CRASH_POINTS=1");
    Rng rng(seed);
    Day day(seed);
    day.phone.disk.cut_power_at(rng.between(1, calls));
    day.run();
    const auto loss = static_cast<Loss>(rng.below(3));
    const auto lost = static_cast<SimPhone::Copy>(rng.chance(50) ? 0 : rng.between(1, 2));
    if (lost == SimPhone::Copy::none) {
      (void)day.phone.restart(loss);
      day.phone.disk.cut_power_at(rng.between(1, 40));
      (void)day.phone.call("open");
    }
    REQUIRE(lines(day.recover(loss, lost)) == "");
  }
  WARN(points << " random points of the phone's day");
}
