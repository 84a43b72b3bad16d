#include "backend/platform/data_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace constat::server {
namespace {

[[noreturn]] void fail(std::string_view doing, const std::filesystem::path& file) {
  const int error = errno;
  throw FileFailure(std::string(doing) + " " + file.string() + ": " + std::strerror(error), error);
}

}  // namespace

DataDirectory::DataDirectory(std::filesystem::path path) : path_(std::move(path)) {
  std::error_code error;
  if (path_.has_parent_path()) std::filesystem::create_directories(path_.parent_path(), error);
  if (mkdir(path_.c_str(), 0700) != 0 && errno != EEXIST) fail("make", path_);
  const auto file = path_ / "constat.lock";
  lock_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ < 0) fail("open", file);
  if (flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    const bool busy = errno == EWOULDBLOCK;
    close(lock_);
    lock_ = -1;
    if (busy) throw DataDirectoryBusy(path_.string());
    fail("lock", file);
  }
  // SQLite would make the file readable for all; its companions (-wal, -shm) take over its mode.
  const int made = open(database().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (made < 0) fail("open", database());
  close(made);
}

DataDirectory::~DataDirectory() {
  if (lock_ >= 0) close(lock_);
}

std::string read_file(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail("open", file);
  std::string bytes;
  char buffer[65536];
  for (;;) {
    const ssize_t count = ::read(descriptor, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      close(descriptor);
      fail("read", file);
    }
    if (count == 0) break;
    bytes.append(buffer, static_cast<std::size_t>(count));
  }
  close(descriptor);
  return bytes;
}

void create_private_file(const std::filesystem::path& file, std::string_view bytes) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) fail("create", file);
  const bool written =
      ::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) && fsync(descriptor) == 0;
  close(descriptor);
  if (!written) fail("write", file);
  sync_directory(file.parent_path());
}

void sync_file(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail("open", file);
  const bool synced = fsync(descriptor) == 0;
  close(descriptor);
  if (!synced) fail("sync", file);
}

void sync_directory(const std::filesystem::path& directory) {
  const int descriptor = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) fail("open", directory);
  const bool synced = fsync(descriptor) == 0;
  close(descriptor);
  if (!synced) fail("sync", directory);
}

}  // namespace constat::server
