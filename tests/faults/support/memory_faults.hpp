// Allocations that fail, of C++ (operator new) and of SQLite (its allocator is wrapped before it starts). Off unless a
// test says so; the simulated disk itself never runs out.
#pragma once

#include <cstdint>

namespace constat::test {

class MemoryFaults {
 public:
  enum class Of : std::uint8_t { cpp, sqlite };
  // 1: the next one; with `and_after` every later one too.
  static void fail_at(Of of, std::int64_t allocation, bool and_after);
  static void none();
  static std::int64_t allocations(Of of);  // so far, while armed or not
  static std::int64_t failures();

  // While one lives, allocations of this thread are not counted and do not fail.
  class Exempt {
   public:
    Exempt();
    ~Exempt();
    Exempt(const Exempt&) = delete;
    Exempt& operator=(const Exempt&) = delete;
  };
  // Only allocations while one of these lives, on any thread, are counted: the code under test.
  class Watched {
   public:
    Watched();
    ~Watched();
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;
  };
};

}  // namespace constat::test
