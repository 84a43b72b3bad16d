// The n-th call of the phone's disk fails, or every later one; the same for allocations. A command is then answered with
// an error in words, or later; nothing that was promised is lost, and after the fault the same command works.
// CONSTAT_FAULT_STRIDE: every how many reads and allocations (1: all of them; CI: the default).
#include <catch_amalgamated.hpp>

#include "tests/faults/support/day.hpp"
#include "tests/faults/support/memory_faults.hpp"
#include "tests/faults/support/settings.hpp"

using namespace constat;
using namespace constat::test;

namespace {

enum class Kind { one, all_later };

const char* name_of(Kind kind) { return kind == Kind::one ? "one" : "every later one"; }

void run_with_disk_fault(std::int64_t at, Kind kind, bool reads, int& refusals) {
  Day day(1);
  day.phone.disk.count_reads(reads);
  const std::int64_t before = day.phone.disk.calls();
  if (kind == Kind::one) day.phone.disk.fail_at(at);
  else day.phone.disk.fail_from(at);
  day.run();
  INFO(name_of(kind) << " at call " << at << (reads ? ", reads too" : "") << " (" << day.step_at(before + at) << ")");
  REQUIRE(day.phone.disk.failures() > 0);
  REQUIRE(lines(day.faults()) == "");
  REQUIRE(lines(day.recover(Loss::nothing)) == "");
  refusals += day.refusals;
}

std::int64_t disk_calls(bool reads) {
  Day day(1);
  day.phone.disk.count_reads(reads);
  const std::int64_t before = day.phone.disk.calls();
  day.run();
  return day.phone.disk.calls() - before;
}

void run_with_memory_fault(MemoryFaults::Of of, std::int64_t at, Kind kind, int& deaths) {
  Day day(1);
  const std::int64_t failures = MemoryFaults::failures();
  MemoryFaults::fail_at(of, at, kind == Kind::all_later);
  day.run();
  MemoryFaults::none();
  INFO(name_of(kind) << " at allocation " << at << (of == MemoryFaults::Of::cpp ? " of C++" : " of SQLite"));
  REQUIRE(MemoryFaults::failures() > failures);
  REQUIRE(lines(day.faults()) == "");
  deaths += day.phone.is_dead();
  REQUIRE(lines(day.recover(Loss::nothing)) == "");
}

}  // namespace

TEST_CASE("when a change of the phone's disk fails, the phone says so, loses nothing and goes on afterwards") {
  const Kind kind = GENERATE(Kind::one, Kind::all_later);
  const std::int64_t calls = disk_calls(false);
  int refusals = 0;
  for (std::int64_t at = 1; at <= calls; ++at) run_with_disk_fault(at, kind, false, refusals);
  CHECK(refusals > 0);
  WARN(calls << " changes of the phone's disk, " << name_of(kind) << " fails; " << refusals << " commands were answered with an error");
}

TEST_CASE("when a read of the phone's disk fails, the phone says so, loses nothing and goes on afterwards") {
  const Kind kind = GENERATE(Kind::one, Kind::all_later);
  const std::int64_t calls = disk_calls(true), stride = static_cast<std::int64_t>(number_from("CONSTAT_FAULT_STRIDE", 7));
  int refusals = 0;
  for (std::int64_t at = 1; at <= calls; at += stride) run_with_disk_fault(at, kind, true, refusals);
  CHECK(refusals > 0);
  WARN((calls + stride - 1) / stride << " calls of the phone's disk, reads too, " << name_of(kind) << " fails");
}

TEST_CASE("when an allocation fails on the phone, nothing is lost and the next start goes on") {
  const auto of = GENERATE(MemoryFaults::Of::cpp, MemoryFaults::Of::sqlite);
  const Kind kind = GENERATE(Kind::one, Kind::all_later);
  const std::int64_t before = MemoryFaults::allocations(of);
  Day(1).run();
  const std::int64_t allocations = MemoryFaults::allocations(of) - before;
  const std::int64_t stride = static_cast<std::int64_t>(number_from("CONSTAT_FAULT_STRIDE", static_cast<std::uint64_t>(allocations / 150)));
  REQUIRE(allocations > 1000);
  int deaths = 0;
  for (std::int64_t at = 1; at <= allocations; at += stride) run_with_memory_fault(of, at, kind, deaths);
  WARN((allocations + stride - 1) / stride << " of " << allocations << " allocations of " << (of == MemoryFaults::Of::cpp ? "C++" : "SQLite")
                                           << ", " << name_of(kind) << " fails; the process ended " << deaths << " times");
}
