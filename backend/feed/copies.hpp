// How far copies of the data off this machine reach. `constat backup` leaves a note for every place it copies to, once
// the copy is verified: "copies/<target>.json" in the data directory,
//   {"target","at","organisations":{ID:{"epoch","seq"}}}
// Threads: any.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "backend/platform/clock.hpp"
#include "backend/platform/files.hpp"

namespace constat::server {

struct CopiedTo {
  std::string epoch;
  std::int64_t seq = 0;  // everything up to it is in the copy
};

struct CopyNote {
  std::string target;  // where the copies are kept
  std::string at;      // RFC 3339, of the newest
  std::map<std::string, CopiedTo> organisations;
};

// Durable under its name when it returns. `name`: the file's, without its extension. Throws FileFailure.
void write_copy_note(Files& files, const std::filesystem::path& folder, const std::string& name, const CopyNote& note);
std::vector<CopyNote> read_copy_notes(Files& files, const std::filesystem::path& folder);  // those that can be read

class Copies {
 public:
  Copies(std::filesystem::path folder, Files& files, Clock clock)
      : folder_(std::move(folder)), files_(files), clock_(std::move(clock)) {}

  // Up to which number of its order the organisation is safe; 0: not at all; none: nothing was ever copied anywhere.
  // What was copied of another epoch says nothing of this one. May be some seconds old.
  std::optional<std::int64_t> safe_seq(const std::string& organisation, const std::string& epoch);

 private:
  std::filesystem::path folder_;
  Files& files_;
  Clock clock_;
  std::mutex mutex_;
  std::vector<CopyNote> notes_;
  std::optional<std::int64_t> read_at_;
};

}  // namespace constat::server
