// One process at a time works in a folder: a lock that ends with its owner, however that ends.
#pragma once

#include <filesystem>

namespace constat::server {

class DirectoryLock {
 public:
  // Throws DataDirectoryBusy with the folder's name when another process holds it, FileFailure.
  DirectoryLock(const std::filesystem::path& file, const std::filesystem::path& folder);
  ~DirectoryLock();
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace constat::server
