// One key per person, in a file of its own: what the ledger holds of somebody is sealed with it, and destroying the file
// makes all of that unreadable without touching the log. The database holds the same in the clear, as rows that can be
// deleted. Threads: any.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "backend/platform/files.hpp"

namespace constat::server::ledger {

class PersonKeys {
 public:
  // Files "<first 32 hex digits of SHA-256 of organisation LF person>.key", 32 bytes, mode 0600.
  PersonKeys(std::filesystem::path directory, Files& files) : directory_(std::move(directory)), files_(files) {}

  // Makes the person's key if there is none, durable before anything is sealed with it. Throws FileFailure.
  std::string seal(std::string_view organisation, std::string_view person, std::string_view text);
  // None: the key is gone. Throws LedgerDamage when the bytes were not sealed with this key.
  std::optional<std::string> open(std::string_view organisation, std::string_view person, std::string_view sealed);

  // The key under that mark (shared/sync/erasure_mark.hpp) is gone when it returns: what was sealed with it stays closed. Unless
  // something was sealed with it since begin_log(): a log that is kept must open.
  void begin_log();
  void destroy(std::string_view mark);

 private:
  using Key = std::array<unsigned char, 32>;
  std::optional<Key> load(const std::string& name);
  Key make(const std::string& name);

  std::filesystem::path directory_;
  Files& files_;
  std::mutex mutex_;
  std::map<std::string, Key> known_;
  std::set<std::string> used_;  // since begin_log()
  // A name in the folder may not be durable: one that was just made, or that a killed process left.
  bool names_unsynced_ = true;
};

}  // namespace constat::server::ledger
