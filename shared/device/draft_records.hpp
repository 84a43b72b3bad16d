// The records of a visit's log as text; their grammar stands in draft_logs.hpp. JSON arguments go in as they are.
#pragma once

#include <cstdint>
#include <string>

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
std::string discard(std::int64_t n);

}  // namespace constat::draft_records
