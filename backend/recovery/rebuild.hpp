// A data directory made again from the intake log of another one, whose database is not read.
#pragma once

#include <filesystem>
#include <string>

#include "backend/recovery/finding.hpp"

namespace constat::server::recovery {

struct RebuildResult {
  bool done = false;
  std::string content_hash;
  std::uint64_t records = 0;
  Findings findings;
};

// `to` must be missing or empty. Log, keys, photos and server key are copied beside the new database, which appears last,
// whole. When the log lacks records, the organisations get a new epoch: phones send again what they keep.
// Throws FileFailure, StoreFailure, DataDirectoryBusy.
RebuildResult rebuild(const std::filesystem::path& data, const std::filesystem::path& to, const Progress& progress);

}  // namespace constat::server::recovery
