// Identifiers that cannot be mixed up, and the rule that all written ids follow: [a-z][a-z0-9_-]{0,63}.
#pragma once

#include <cstdint>

#include <string>
#include <string_view>
#include <utility>

namespace constat {

template <class Tag>
struct Id {
  std::string value;
  Id() = default;
  explicit Id(std::string text) : value(std::move(text)) {}
  bool empty() const { return value.empty(); }
  friend bool operator==(const Id& a, const Id& b) { return a.value == b.value; }
  friend bool operator!=(const Id& a, const Id& b) { return a.value != b.value; }
  friend bool operator<(const Id& a, const Id& b) { return a.value < b.value; }
};

using ChecklistId = Id<struct ChecklistTag>;
using SectionId = Id<struct SectionTag>;
using ItemId = Id<struct ItemTag>;
using ChoiceId = Id<struct ChoiceTag>;
using GradeId = Id<struct GradeTag>;
using CheckId = Id<struct CheckTag>;
using VisitId = Id<struct VisitTag>;  // UUIDv7, lower case
using SiteId = Id<struct SiteTag>;
using WaveId = Id<struct WaveTag>;
using MissionId = Id<struct MissionTag>;
using UserId = Id<struct UserTag>;
using SurveyId = Id<struct SurveyTag>;

bool is_id(std::string_view text);      // [a-z][a-z0-9_-]{0,63}
bool is_uuid_v7(std::string_view text);  // lower-case canonical form, version 7, RFC 9562 variant

// A UUIDv7 from facts passed in: milliseconds since 1970 and 10 random bytes.
std::string make_uuid_v7(std::int64_t unix_milliseconds, const unsigned char (&random)[10]);

}  // namespace constat
