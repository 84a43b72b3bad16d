// The bodies of visits that the intake log holds.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "backend/platform/files.hpp"

namespace constat::server {

struct IntakeRecord {
  std::string path;  // of the request that brought it
  std::string organisation, user;
  std::string received_at, client_time, sha256;
  std::string body;  // empty when the sender's key is gone
};

struct IntakeScan {
  std::uint64_t records = 0;     // bodies
  std::uint64_t torn_bytes = 0;  // behind the last whole frame of a segment
};

// In the order in which they were accepted; those that were given up are left out. The persons' keys stand in "keys"
// beside the log's directory. Throws FileFailure, ledger::LedgerDamage.
IntakeScan read_intake(const std::filesystem::path& directory, const std::function<void(const IntakeRecord&)>& each,
                       Files& files = posix_files());

}  // namespace constat::server
