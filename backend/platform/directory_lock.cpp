#include "backend/platform/directory_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "backend/platform/data_directory.hpp"

namespace constat::server {

DirectoryLock::DirectoryLock(const std::filesystem::path& file, const std::filesystem::path& folder) {
  descriptor_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) throw FileFailure("open " + file.string() + ": " + std::strerror(errno), errno);
  if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  const int error = errno;
  close(descriptor_);
  if (error == EWOULDBLOCK) throw DataDirectoryBusy(folder.string());
  throw FileFailure("lock " + file.string() + ": " + std::strerror(error), error);
}

DirectoryLock::~DirectoryLock() { close(descriptor_); }

}  // namespace constat::server
