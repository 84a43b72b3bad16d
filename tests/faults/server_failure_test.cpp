// The n-th call of the server's disk fails, or every later one; the same for allocations. A request is then answered with
// an error in words, nothing that was acknowledged is lost, and after the fault the same request works without a restart.
// CONSTAT_FAULT_STRIDE: every how many reads and allocations (1: all of them; CI: the default).
#include <catch_amalgamated.hpp>

#include "tests/faults/support/child_process.hpp"
#include "tests/faults/support/memory_faults.hpp"
#include "tests/faults/support/settings.hpp"
#include "tests/faults/support/shift.hpp"

using namespace constat;
using namespace constat::test;

namespace {

enum class Kind { one, all_later };

const char* name_of(Kind kind) { return kind == Kind::one ? "one" : "every later one"; }

std::int64_t disk_calls(bool reads) {
  Shift shift(1);
  shift.server.disk.count_reads(reads);
  const std::int64_t before = shift.server.disk.calls();
  shift.run();
  return shift.server.disk.calls() - before;
}

void run_with_disk_fault(std::int64_t at, Kind kind, bool reads, int& refusals) {
  Shift shift(1);
  shift.server.disk.count_reads(reads);
  const std::int64_t before = shift.server.disk.calls();
  if (kind == Kind::one) shift.server.disk.fail_at(at);
  else shift.server.disk.fail_from(at);
  shift.run();
  INFO(name_of(kind) << " at call " << at << (reads ? ", reads too" : "") << " (" << shift.step_at(before + at) << ")");
  REQUIRE(shift.server.disk.failures() > 0);
  REQUIRE(lines(shift.faults()) == "");
  REQUIRE(lines(shift.recover(Loss::unsynced)) == "");
  refusals += shift.refusals;
}

std::string run_with_memory_fault(MemoryFaults::Of of, std::int64_t at, Kind kind) {
  Shift shift(1);
  MemoryFaults::fail_at(of, at, kind == Kind::all_later);
  shift.run();
  MemoryFaults::none();
  return lines(shift.faults()) + lines(shift.recover(Loss::unsynced));
}

}  // namespace

TEST_CASE("when a change of the server's disk fails, it says so, loses nothing and goes on without a restart") {
  const Kind kind = GENERATE(Kind::one, Kind::all_later);
  const std::int64_t calls = disk_calls(false);
  int refusals = 0;
  for (std::int64_t at = 1; at <= calls; ++at) run_with_disk_fault(at, kind, false, refusals);
  CHECK(refusals > 0);
  WARN(calls << " changes of the server's disk, " << name_of(kind) << " fails; " << refusals << " requests were answered with an error");
}

TEST_CASE("when a read of the server's disk fails, it says so, loses nothing and goes on without a restart") {
  const Kind kind = GENERATE(Kind::one, Kind::all_later);
  const std::int64_t calls = disk_calls(true), stride = static_cast<std::int64_t>(number_from("CONSTAT_FAULT_STRIDE", 5));
  int refusals = 0;
  for (std::int64_t at = 1; at <= calls; at += stride) run_with_disk_fault(at, kind, true, refusals);
  CHECK(refusals > 0);
  WARN((calls + stride - 1) / stride << " calls of the server's disk, reads too, " << name_of(kind) << " fails");
}

TEST_CASE("when an allocation fails in the server, it says so, loses nothing and goes on without a restart") {
  const auto of = GENERATE(MemoryFaults::Of::cpp, MemoryFaults::Of::sqlite);
  const Kind kind = GENERATE(Kind::one, Kind::all_later);
  const std::int64_t before = MemoryFaults::allocations(of);
  Shift(1).run();
  const std::int64_t allocations = MemoryFaults::allocations(of) - before;
  REQUIRE(allocations > 200);
  const std::int64_t stride = static_cast<std::int64_t>(number_from("CONSTAT_FAULT_STRIDE", static_cast<std::uint64_t>(allocations / 150)));
  const std::int64_t tries = (allocations + stride - 1) / stride;
  std::int64_t ended = 0;
  for (std::int64_t at = 1; at <= allocations; at += stride) {
    const ChildEnd end = in_a_child([&] { return run_with_memory_fault(of, at, kind); });
    INFO(name_of(kind) << " at allocation " << at << (of == MemoryFaults::Of::cpp ? " of C++" : " of SQLite"));
    REQUIRE(end.broken == "");
    ended += end.out_of_memory;
  }
  // What an ended process costs is the matter of the crash tests. SQLite's want of memory never ends it.
  if (of == MemoryFaults::Of::sqlite) CHECK(ended == 0);
  else if (kind == Kind::one) CHECK(ended * 3 < tries);
  WARN(tries << " of " << allocations << " allocations of " << (of == MemoryFaults::Of::cpp ? "C++" : "SQLite") << ", " << name_of(kind)
             << " fails; the process ended " << ended << " times");
}
