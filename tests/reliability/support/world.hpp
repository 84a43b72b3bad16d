// A data directory for a real server: the two organisations of test_server.hpp, missions for the investigator of
// "north", and sessions; and the oracle over what is in it afterwards.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>

#include "tests/backend/support/test_server.hpp"
#include "tests/reliability/support/server_process.hpp"

namespace constat::test {

// What the server has promised: by visit, the bytes and the receipt.
class Promises {
 public:
  struct Visit {
    std::string body, receipt;
  };
  void add(const std::string& visit, const std::string& body, const std::string& receipt) {
    const std::lock_guard lock(mutex_);
    visits_[visit] = {body, receipt};
  }
  void add_photo(const std::string& sha256, const std::string& bytes) {
    const std::lock_guard lock(mutex_);
    photos_[sha256] = bytes;
  }
  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return visits_.size();
  }
  std::size_t photo_count() const {
    const std::lock_guard lock(mutex_);
    return photos_.size();
  }
  // Only once nobody adds any more.
  const std::map<std::string, Visit>& visits() const { return visits_; }
  const std::map<std::string, std::string>& photos() const { return photos_; }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Visit> visits_;
  std::map<std::string, std::string> photos_;
};

struct Audit {
  std::size_t visits = 0, lost = 0, doubled = 0, altered = 0, other_receipt = 0;
  std::size_t photos = 0, photos_lost = 0;
  bool clean() const { return lost + doubled + altered + other_receipt + photos_lost == 0; }
};
std::string to_string(const Audit& audit);

class World {
 public:
  explicit World(const std::filesystem::path& folder, int missions = 0);

  ServerSettings settings() const { return {data, log, {}}; }
  // Every promise against what stands in `where`; no server may run over it. `same_receipts`: also byte for byte the
  // receipts (after a restore the server gives new ones).
  Audit audit(const Promises& promises, const std::filesystem::path& where, bool same_receipts = true) const;

  std::filesystem::path data, log;
  std::string investigator, manager;  // cookies
};

// A good submission of the investigator of "north" that names one photo.
std::string submission_with_photo(const std::string& visit, const std::string& sha256);

// The cookie of a session for `user` of `organisation`, put straight into the store.
std::string open_session(server::Store& store, const std::string& organisation, const std::string& user);

}  // namespace constat::test
