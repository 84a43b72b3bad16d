// A disk that is full when a test says so. Where the system lets a process have a mount of its own, a real tmpfs;
// elsewhere a library (full_disk_shim.cpp) in front of the server's writes, which fail with ENOSPC as the kernel's would.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "tests/reliability/support/server_process.hpp"

namespace constat::test {

class SmallDisk {
 public:
  virtual ~SmallDisk() = default;
  virtual std::string kind() const = 0;
  // As this process sees the data directory; and how a server gets to it.
  virtual std::filesystem::path data() const = 0;
  virtual ServerSettings settings(const std::filesystem::path& log) const = 0;
  virtual void leave(std::int64_t bytes) = 0;  // so much more can be written
  virtual void give_back() = 0;                // room enough again
};

// None: this system allows no mounts, not even in a namespace of one's own.
std::unique_ptr<SmallDisk> small_tmpfs(const std::filesystem::path& folder);
std::unique_ptr<SmallDisk> small_shim(const std::filesystem::path& folder);

}  // namespace constat::test
