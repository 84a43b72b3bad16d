// SQLite's file system over a SimDisk: the locks and the shared memory of the unix one, the bytes of the disk. As there,
// the first sync of a new journal makes the names of its folder sure.
#pragma once

#include <map>
#include <memory>
#include <string>

#include <sqlite3.h>

#include "tests/faults/support/sim_disk.hpp"

namespace constat::test {

class SimVfs {
 public:
  explicit SimVfs(SimDisk& disk, std::uint64_t seed = 1);
  ~SimVfs();  // after every connection is closed
  SimVfs(const SimVfs&) = delete;
  SimVfs& operator=(const SimVfs&) = delete;

  const char* name() const { return name_.c_str(); }
  SimDisk& disk() { return disk_; }
  void forget_locks() { shared_.clear(); }  // the machine starts anew; no connection may be open

  struct Shared;  // what connections to one file have in common
  std::shared_ptr<Shared> shared(const std::string& path);
  std::uint64_t random() { return rng_.next(); }

 private:
  SimDisk& disk_;
  Rng rng_;
  std::string name_;
  sqlite3_vfs vfs_{};
  std::map<std::string, std::shared_ptr<Shared>> shared_;
};

}  // namespace constat::test
