// The redo log of everything that was accepted: appended and durable before the database commits, so that the database
// can be made again from it. A directory of segments "00000001.log", "00000002.log", ...; a segment is a sequence of
// frames (shared/sync/frame.hpp) with
//   payload = "CL1" kind:u8 number:u64le rest
//   kind    = 'r' a record    'b' 'm' 'e' its first, middle and last part, when it is too long for one frame
//             'S' a snapshot begins    't' rows of it    'E' it ends; it stands for every record up to its number
//   record  = at organisation seq mutations (codec.hpp), see Record
// Numbers rise by one from record to record. A record is void when a later one has a number that is not higher: its group
// was given up before the database took it, and the number was used again.
// A reader goes from the first torn frame of a segment to the next segment; a writer never writes behind a torn frame.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "backend/platform/files.hpp"

namespace constat::server::ledger {

// Bytes that pass their checksum and yet are no record of ours, or a number that is missing.
struct LedgerDamage : std::runtime_error {
  using std::runtime_error::runtime_error;
};

enum class Kind : char {  // stored
  record = 'r', first_part = 'b', middle_part = 'm', last_part = 'e',
  snapshot_begin = 'S', snapshot_rows = 't', snapshot_end = 'E',
};

// What one change of one organisation did.
struct Record {
  std::uint64_t number = 0;
  std::int64_t at = 0;  // ms since 1970: the time that the change itself worked with
  std::string organisation;
  std::int64_t seq = 0;   // of the organisation, after it
  std::string mutations;  // mutations.hpp
};

Record parse_record(std::uint64_t number, std::string_view rest);  // throws LedgerDamage

class Ledger {
 public:
  Ledger(std::filesystem::path directory, Files& files);
  ~Ledger();

  // Durable when it returns. Throws FileFailure: then none of them counts, and the next append starts behind the last
  // one that was good.
  void append(const std::vector<Record>& records);
  void append(Kind kind, std::uint64_t number, std::string_view rest);
  // The next append begins a segment.
  void end_segment() { file_.reset(); }

 private:
  void write(std::string_view frames);
  void begin_segment();
  void cut_back() noexcept;

  std::filesystem::path directory_, segment_;
  Files& files_;
  std::unique_ptr<AppendFile> file_;  // none: the next write begins a segment
  std::uint64_t good_bytes_ = 0;      // of the segment, all durable
  std::string frames_;                // of the last append; kept for its memory
};

// Paths of the segments, oldest first.
std::vector<std::filesystem::path> segments_in(Files& files, const std::filesystem::path& directory);

}  // namespace constat::server::ledger
