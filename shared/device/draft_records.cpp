#include "shared/device/draft_records.hpp"

#include "shared/base/json.hpp"

namespace constat::draft_records {
namespace {

std::string begin(const char* type, std::int64_t n) {
  return std::string("{\"t\":\"") + type + "\",\"n\":" + std::to_string(n);
}

std::string with_answer(const std::string& answer_json) {
  return answer_json.empty() ? "}" : ",\"answer\":" + answer_json + "}";
}

}  // namespace

std::string answer(std::int64_t n, const std::string& item, const std::string& answer_json) {
  return begin("answer", n) + ",\"item\":" + json_quoted(item) + ",\"answer\":" + answer_json + "}";
}

std::string photo(std::int64_t n, const std::string& item, const std::string& role, const std::string& facts_json,
                  const std::string& answer_json) {
  return begin("photo", n) + ",\"item\":" + json_quoted(item) + ",\"as\":" + json_quoted(role) + ",\"facts\":" + facts_json +
         with_answer(answer_json);
}

std::string photo_removed(std::int64_t n, const std::string& item, const std::string& sha256, const std::string& answer_json) {
  return begin("photo-removed", n) + ",\"item\":" + json_quoted(item) + ",\"sha256\":" + json_quoted(sha256) + with_answer(answer_json);
}

std::string awaiting(std::int64_t n, const std::string& awaiting_json) {
  return begin("awaiting", n) + ",\"awaiting\":" + awaiting_json + "}";
}

std::string ui(std::int64_t n, const std::string& ui_json) { return begin("ui", n) + ",\"ui\":" + ui_json + "}"; }

std::string submit(std::int64_t n, const std::string& ended_at, const std::string& sha256, const std::string& body) {
  return begin("submit", n) + ",\"ended_at\":" + json_quoted(ended_at) + ",\"sha256\":" + json_quoted(sha256) + ",\"body\":" +
         json_quoted(body) + "}";
}

std::string discard(std::int64_t n) { return begin("discard", n) + "}"; }

}  // namespace constat::draft_records
