#include "shared/device/draft_records.hpp"

#include <algorithm>

#include "shared/sync/json_fields.hpp"

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

std::string reopen(std::int64_t n, std::int64_t revision) {
  return begin("reopen", n) + ",\"revision\":" + std::to_string(revision) + "}";
}

std::int64_t start_n(const std::string& start) { return json_fields::integer(json_fields::parse(start), "n").value_or(0); }

std::string discard(std::int64_t n) { return begin("discard", n) + "}"; }

std::vector<Record> in_order(const std::vector<std::string>& texts) {
  std::vector<Record> records;
  for (const std::string& text : texts) {
    Record record;
    record.json = json_fields::parse(text);
    record.n = json_fields::integer(record.json, "n").value_or(0);
    record.type = json_fields::text_or(record.json, "t");
    records.push_back(std::move(record));
  }
  std::stable_sort(records.begin(), records.end(), [](const Record& a, const Record& b) { return a.n < b.n; });
  return records;
}

}  // namespace constat::draft_records
