// The power fails at every single change of the disk of a server's shift; what is not synced is dropped, torn or kept.
// CONSTAT_CRASH_POINTS how many points are drawn at random besides, with the power cut again while the server starts;
// CONSTAT_CRASH_FIRST the first seed.
#include <catch_amalgamated.hpp>

#include "tests/faults/support/settings.hpp"
#include "tests/faults/support/shift.hpp"

using namespace constat;
using namespace constat::test;

namespace {

std::int64_t calls_of_a_shift() {
  Shift shift(1);
  const std::int64_t before = shift.server.disk.calls();
  shift.run();
  REQUIRE(lines(shift.faults()) == "");
  return shift.server.disk.calls() - before;
}

}  // namespace

TEST_CASE("a server keeps all it acknowledged when its power fails at any change of its disk") {
  const std::int64_t calls = calls_of_a_shift();
  REQUIRE(calls > 100);
  for (std::int64_t at = 1; at <= calls; ++at) {
    Shift shift(1);
    const std::int64_t before = shift.server.disk.calls();
    const auto loss = static_cast<Loss>(at % 3);
    shift.server.disk.cut_power_at(at);
    shift.run();
    INFO("call " << at << " of " << calls << " (" << shift.step_at(before + at) << "), loss " << static_cast<int>(loss));
    REQUIRE(shift.server.disk.is_dead());
    REQUIRE(lines(shift.recover(loss)) == "");
  }
  WARN(calls << " points of the server's shift, one variant each");
}

TEST_CASE("a server whose database is lost with its power keeps all it acknowledged in the log") {
  const std::int64_t calls = calls_of_a_shift();
  for (std::int64_t at = 1; at <= calls; at += 2) {
    Shift shift(1);
    const std::int64_t before = shift.server.disk.calls();
    shift.server.disk.cut_power_at(at);
    shift.run();
    INFO("call " << at << " of " << calls << " (" << shift.step_at(before + at) << ")");
    REQUIRE(lines(shift.recover(at % 4 == 1 ? Loss::unsynced : Loss::torn, /*database_is_lost=*/true)) == "");
  }
  WARN((calls + 1) / 2 << " points of the server's shift, each with the database lost");
}

// What a failed commit left in the database's write-ahead log must not be found by the next start: by then the intake log
// may have taken the same numbers for something else.
TEST_CASE("a change that failed does not come back when the power fails soon after it") {
  const std::int64_t calls = calls_of_a_shift();
  constexpr std::int64_t kSoon = 8;
  std::int64_t points = 0;
  for (std::int64_t at = 1; at <= calls; ++at) {
    for (const std::int64_t later : {std::int64_t{1}, at % kSoon + 2}) {
      Shift shift(1);
      const std::int64_t before = shift.server.disk.calls();
      shift.server.disk.fail_at(at);
      shift.server.disk.cut_power_at(at + later);
      shift.run();
      INFO("call " << at << " of " << calls << " fails (" << shift.step_at(before + at) << "), power cut at the " << later << ". call after it");
      REQUIRE(lines(shift.recover(later > 1 && at % 4 == 0 ? Loss::torn : Loss::nothing)) == "");
      ++points;
    }
  }
  WARN(points << " failing changes of the disk, each with the power cut soon after");
}

TEST_CASE("a server keeps all it acknowledged at random points, with the power cut again while it starts") {
  const std::int64_t calls = calls_of_a_shift();
  const std::uint64_t points = number_from("CONSTAT_CRASH_POINTS", 150), first = number_from("CONSTAT_CRASH_FIRST", 1);
  for (std::uint64_t seed = first; seed < first + points; ++seed) {
    INFO("CONSTAT_CRASH_FIRST=" << seed << " CONSTAT_CRASH_POINTS=1");
    Rng rng(seed);
    Shift shift(seed);
    shift.server.disk.cut_power_at(rng.between(1, calls));
    shift.run();
    for (int cuts = static_cast<int>(rng.between(0, 2)); cuts > 0; --cuts) {
      shift.server.restart(static_cast<Loss>(rng.below(3)), rng.between(1, 30));
    }
    REQUIRE(lines(shift.recover(static_cast<Loss>(rng.below(3)))) == "");
  }
  WARN(points << " random points of the server's shift");
}
