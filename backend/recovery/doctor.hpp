// Looks at a data directory, changes nothing, and says what it finds. A server may be running on it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "backend/platform/clock.hpp"
#include "backend/recovery/finding.hpp"

namespace constat::server::recovery {

struct Diagnosis {
  std::string content_hash;  // empty: the database could not be read
  std::uint64_t log_seq = 0, log_records = 0, log_segments = 0, log_torn_bytes = 0, log_void = 0, log_snapshot = 0;
  std::int64_t visits = 0, bodies = 0, photos = 0;
  std::int64_t visits_with_photos_missing = 0;
  std::optional<std::int64_t> visits_not_safe;  // none: nothing is copied anywhere
  std::uint64_t free_bytes = 0;
  Findings findings;
  bool healthy() const { return !has_problem(findings); }
};

// Throws nothing that is the directory's fault: what cannot be read is a finding.
Diagnosis examine(const std::filesystem::path& data, const Clock& clock, const Progress& progress);

}  // namespace constat::server::recovery
