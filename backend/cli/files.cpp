#include "backend/cli/files.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

#include "shared/base/json.hpp"

namespace constat {
namespace {

std::string read_all(std::istream& in) {
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

bool is_blank_line(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

std::vector<JsonRecord> lines_of(std::string_view content) {
  std::vector<JsonRecord> lines;
  std::size_t number = 1;
  for (std::size_t at = 0; at < content.size(); ++number) {
    const std::size_t end = std::min(content.find('\n', at), content.size());
    const std::string_view line = content.substr(at, end - at);
    if (!is_blank_line(line)) lines.push_back({number, line});
    at = end + 1;
  }
  return lines;
}

// A whole document on one line: what tells JSON Lines from a document written over several lines. The objects inside a
// document have no "format".
bool is_document(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\r");
  if (line[last] != '}') return false;
  const Parsed<Json> parsed = parse_json(line);
  return parsed && parsed->find("format") != nullptr;
}

}  // namespace

Result<std::string> read_input(const std::string& path) {
  if (path == "-") return read_all(std::cin);
  std::ifstream file(path, std::ios::binary);
  std::string content = file ? read_all(file) : std::string();
  if (!file || file.bad()) return failure(ErrorCode::not_found, "cli.cannot_read", {}, path);
  return content;
}

JsonRecords json_records(std::string_view content) {
  std::vector<JsonRecord> lines = lines_of(content);
  if (lines.size() == 1) return {false, {{1, content}}};
  const bool any = std::any_of(lines.begin(), lines.end(), [](const JsonRecord& line) { return is_document(line.text); });
  if (!any || parse_json(content)) return {false, {{1, content}}};
  return {true, std::move(lines)};
}

std::string location_of(std::string_view file, const JsonRecords& records, const JsonRecord& record) {
  return records.numbered ? std::string(file) + ":" + std::to_string(record.line) : std::string(file);
}

}  // namespace constat
