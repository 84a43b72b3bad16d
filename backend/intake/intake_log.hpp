// Every accepted body, appended and durable before it is acknowledged: the database can be made again from it.
//
// A log is a directory of segments "00000001.log", "00000002.log", ... A segment is a sequence of frames
//   frame   = length:u32le crc:u32le payload[length]     crc = CRC32C of payload
//   payload = header LF body
// where header is one line of JSON: {"method","path","organisation","user","received_at","sha256","client_time"}.
// A reader stops at the first torn or damaged frame of a segment; a writer never goes on behind one: it begins a new
// segment at every start.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace constat::server {

struct IntakeRecord {
  std::string method, path;
  std::string organisation, user;
  std::string received_at, client_time, sha256;
  std::string body;
};

class IntakeLog {
 public:
  explicit IntakeLog(std::filesystem::path directory);  // throws FileFailure
  ~IntakeLog();

  // Returns when all of them are durable; many callers share one fsync. Throws FileFailure: then nothing is promised.
  void append(const std::vector<IntakeRecord>& records);

 private:
  class Segments;
  std::unique_ptr<Segments> segments_;
};

struct IntakeScan {
  std::uint64_t records = 0;
  std::uint64_t torn_bytes = 0;  // behind the last whole frame, over all segments
};

// In the order of writing.
IntakeScan read_intake(const std::filesystem::path& directory, const std::function<void(const IntakeRecord&)>& each);

}  // namespace constat::server
