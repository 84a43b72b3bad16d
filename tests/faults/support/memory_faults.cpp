#include "tests/faults/support/memory_faults.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

#include <sqlite3.h>

namespace constat::test {
namespace {

thread_local int exempt = 0;
std::atomic<int> watched{0};
std::atomic<std::int64_t> failed{0};

struct Counter {
  std::atomic<std::int64_t> count{0}, fail_at{-1};
  std::atomic<bool> and_after{false};

  bool fails() {
    if (watched == 0 || exempt > 0) return false;
    const std::int64_t number = ++count;
    const std::int64_t at = fail_at;
    if (at < 0 || (and_after ? number < at : number != at)) return false;
    ++failed;
    return true;
  }
};
Counter cpp, sqlite;
sqlite3_mem_methods real;

void* sqlite_allocate(int size) { return sqlite.fails() ? nullptr : real.xMalloc(size); }
void* sqlite_resize(void* old, int size) { return sqlite.fails() ? nullptr : real.xRealloc(old, size); }

// SQLite takes another allocator only before it starts.
const bool wrapped = [] {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
  sqlite3_mem_methods mine = real;
  mine.xMalloc = sqlite_allocate;
  mine.xRealloc = sqlite_resize;
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &mine) == SQLITE_OK;
}();

Counter& counter(MemoryFaults::Of of) { return of == MemoryFaults::Of::cpp ? cpp : sqlite; }

}  // namespace

bool cpp_allocation_fails() { return cpp.fails(); }

void MemoryFaults::fail_at(Of of, std::int64_t allocation, bool and_after) {
  Counter& chosen = counter(of);
  chosen.and_after = and_after;
  chosen.fail_at = chosen.count + allocation;
}
void MemoryFaults::none() { cpp.fail_at = sqlite.fail_at = -1; }
std::int64_t MemoryFaults::allocations(Of of) { return counter(of).count; }
std::int64_t MemoryFaults::failures() { return failed; }

MemoryFaults::Exempt::Exempt() { ++exempt; }
MemoryFaults::Exempt::~Exempt() { --exempt; }
MemoryFaults::Watched::Watched() { ++watched; }
MemoryFaults::Watched::~Watched() { --watched; }

}  // namespace constat::test

void* operator new(std::size_t size) {
  if (constat::test::cpp_allocation_fails()) throw std::bad_alloc();
  if (void* memory = std::malloc(size ? size : 1)) return memory;
  throw std::bad_alloc();
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return constat::test::cpp_allocation_fails() ? nullptr : std::malloc(size ? size : 1);
}
void* operator new[](std::size_t size, const std::nothrow_t& nothrow) noexcept { return operator new(size, nothrow); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
