// A visit (visite): the answers of one investigator at one site, as format "constat.visit/1".
// Reading a visit needs no checklist; whether a checklist accepts its answers is shared/visit/validate.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/base/result.hpp"

namespace constat {

struct Unanswered {};
struct NotApplicable {};
// choice, text, date ("2026-11-03"), time ("10:02"), barcode
using TextValue = std::string;
// scale, number, duration (seconds): the decimal text as written, so that no digit is lost; see as_thousandths
struct NumberValue {
  std::string decimal;
};
// multi_choice: choice ids; photo, signature: content hashes
using ListValue = std::vector<std::string>;
struct LocationValue {
  double latitude = 0, longitude = 0;  // degrees, WGS 84
  double accuracy = 0;                 // metres, 95 %
};

using AnswerValue = std::variant<Unanswered, NotApplicable, TextValue, NumberValue, ListValue, LocationValue>;

inline constexpr std::size_t kMostPhotos = 20;  // beside one answer

struct Answer {
  AnswerValue value;
  std::string comment;
  std::vector<std::string> photos = {};  // evidence beside the value: content hashes (content_hash.hpp), each once
  bool is_not_applicable() const { return std::holds_alternative<NotApplicable>(value); }
  bool is_answered() const { return !std::holds_alternative<Unanswered>(value) && !is_not_applicable(); }
  // Nothing at all: as if it had never been given.
  bool is_empty() const { return std::holds_alternative<Unanswered>(value) && comment.empty() && photos.empty(); }
};

struct Visit {
  VisitId id;
  ChecklistId checklist;
  std::int64_t checklist_version = 0;
  SiteId site;
  WaveId wave;            // may be empty
  UserId investigator;
  MissionId mission;      // empty: none
  std::string contact_mode;
  std::string started_at, ended_at;  // RFC 3339 with offset; ended_at empty while open
  std::map<std::string, Answer, std::less<>> answers;

  const Answer* find(std::string_view item_id) const;
};

Parsed<Visit> parse_visit(std::string_view json);
std::string write_visit(const Visit& visit);  // canonical JSON: keys sorted, no spaces

// JSON of one answer: {"value": ..., "comment": "...", "photos": ["sha256:..."]} or {"na": true}.
Parsed<Answer> parse_answer(std::string_view json);
std::string write_answer(const Answer& answer);

}  // namespace constat
