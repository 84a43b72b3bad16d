// Input files of the commands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace constat {

// The whole file, or standard input for "-". Error cli.cannot_read with the path.
Result<std::string> read_input(const std::string& path);

// The records of a file that holds either one JSON document or JSON Lines, with the line each starts at. Blank lines are
// no records. `numbered`: JSON Lines, so that problems name the line.
struct JsonRecord {
  std::size_t line = 1;
  std::string_view text;
};
struct JsonRecords {
  bool numbered = false;
  std::vector<JsonRecord> records;
};
JsonRecords json_records(std::string_view content);

// "file", or "file:12" in JSON Lines.
std::string location_of(std::string_view file, const JsonRecords& records, const JsonRecord& record);

}  // namespace constat
