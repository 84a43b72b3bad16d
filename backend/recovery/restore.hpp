// A data directory made again from a backup.
#pragma once

#include <filesystem>
#include <string>

#include "backend/recovery/finding.hpp"

namespace constat::server::recovery {

struct RestoreResult {
  bool done = false;
  std::filesystem::path backup;  // the one that was taken
  std::string made_at;
  std::size_t organisations = 0;
  std::uint64_t photos = 0;
  std::size_t erased_again = 0;  // persons who were erased after the backup was made
  Findings findings;
};

// `from`: a backup's folder, or the place that holds several: the newest is taken. Everything is read and verified before
// the first byte is written to `to`, which must be missing or empty. Every organisation gets a new epoch: phones pull all
// again and send again what they keep. Persons who are on the list of erasures beside the backups, or in `erased` (more of the
// same; may be empty), are erased again. Throws FileFailure, StoreFailure.
RestoreResult restore(const std::filesystem::path& from, const std::filesystem::path& to, const Progress& progress,
                      const std::filesystem::path& erased = {});

}  // namespace constat::server::recovery
