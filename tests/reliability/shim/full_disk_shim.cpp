// Preloaded before a server: writes that make a file under CONSTAT_SHIM_FOLDER longer take from the room that stands in
// the shared file CONSTAT_SHIM_ROOM (8 bytes); when it is used up they fail with ENOSPC, in the middle of the bytes if
// need be. Nothing is given back when files shrink.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace {

std::atomic<std::int64_t>* room() {
  static std::atomic<std::int64_t>* const shared = [] {
    const char* name = std::getenv("CONSTAT_SHIM_ROOM");
    const int file = name ? open(name, O_RDWR | O_CLOEXEC) : -1;
    void* mapped = file < 0 ? MAP_FAILED : mmap(nullptr, 8, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (file >= 0) close(file);
    return mapped == MAP_FAILED ? nullptr : static_cast<std::atomic<std::int64_t>*>(mapped);
  }();
  return shared;
}

bool is_ours(int file) {
  static const char* const folder = std::getenv("CONSTAT_SHIM_FOLDER");
  if (!folder || !room()) return false;
  char link[64] = "/proc/self/fd/", path[4096];
  char digits[16];
  int count = 0;
  for (int rest = file; rest > 0 || count == 0; rest /= 10) digits[count++] = static_cast<char>('0' + rest % 10);
  std::size_t end = std::strlen(link);
  while (count > 0) link[end++] = digits[--count];
  link[end] = '\0';
  const ssize_t length = readlink(link, path, sizeof path - 1);
  return length > 0 && std::strncmp(path, folder, std::strlen(folder)) == 0;
}

// How many of `count` bytes at `offset` fit; `offset` -1: at the end.
std::size_t fitting(int file, std::size_t count, off_t offset) {
  struct stat facts {};
  if (!is_ours(file) || fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode)) return count;
  const std::int64_t at = offset < 0 ? facts.st_size : offset;
  const std::int64_t growth = at + static_cast<std::int64_t>(count) - facts.st_size;
  if (growth <= 0) return count;
  std::int64_t left = room()->load();
  for (;;) {
    const std::int64_t taken = growth < left ? growth : (left > 0 ? left : 0);
    if (room()->compare_exchange_weak(left, left - taken)) return count - static_cast<std::size_t>(growth - taken);
  }
}

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

ssize_t write_at(int file, const void* bytes, std::size_t count, off_t offset) {
  static const auto real = next<ssize_t (*)(int, const void*, std::size_t, off_t)>("pwrite64");
  const std::size_t fits = fitting(file, count, offset);
  if (fits == 0 && count > 0) {
    errno = ENOSPC;
    return -1;
  }
  return real(file, bytes, fits, offset);
}

}  // namespace

extern "C" {

ssize_t write(int file, const void* bytes, std::size_t count) {
  static const auto real = next<ssize_t (*)(int, const void*, std::size_t)>("write");
  // O_APPEND or a position of its own: where lseek says, unless it appends.
  const off_t at = (fcntl(file, F_GETFL) & O_APPEND) != 0 ? -1 : lseek(file, 0, SEEK_CUR);
  const std::size_t fits = fitting(file, count, at);
  if (fits == 0 && count > 0) {
    errno = ENOSPC;
    return -1;
  }
  return real(file, bytes, fits);
}

ssize_t pwrite(int file, const void* bytes, std::size_t count, off_t offset) { return write_at(file, bytes, count, offset); }
ssize_t pwrite64(int file, const void* bytes, std::size_t count, off_t offset) { return write_at(file, bytes, count, offset); }

}  // extern "C"
