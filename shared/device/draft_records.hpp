// The records of a visit's log as text; their grammar stands in draft_logs.hpp. JSON arguments go in as they are.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/json.hpp"

namespace constat::draft_records {

std::string answer(std::int64_t n, const std::string& item, const std::string& answer_json);
// An empty `answer_json` leaves the item's answer as it is.
std::string photo(std::int64_t n, const std::string& item, const std::string& role, const std::string& facts_json,
                  const std::string& answer_json);
std::string photo_removed(std::int64_t n, const std::string& item, const std::string& sha256, const std::string& answer_json);
// {"item","since"}, or "null" when nothing is waited for any more.
std::string awaiting(std::int64_t n, const std::string& awaiting_json);
std::string ui(std::int64_t n, const std::string& ui_json);
std::string submit(std::int64_t n, const std::string& ended_at, const std::string& sha256, const std::string& body);
std::string reopen(std::int64_t n, std::int64_t revision);
std::string discard(std::int64_t n);
// Of a start: 0, or its place after what the log told before, where the visit was taken over from the server.
std::int64_t start_n(const std::string& start);

struct Record {
  std::int64_t n = 0;
  std::string type;  // "t"
  Json json;
};
// Reads them, in the order in which they happened; two slots of one log may hold the same records.
std::vector<Record> in_order(const std::vector<std::string>& texts);

}  // namespace constat::draft_records
