// What the parts of the checklist parser share: problems, languages, the ids seen, the references to check at the end.
// Private to shared/checklist.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json_reader.hpp"
#include "shared/checklist/checklist.hpp"

namespace constat {

inline constexpr Thousandths kMostPoints{1'000'000'000};         // |points| <= 1 000 000
inline constexpr Thousandths kMostWeight{1'000'000'000};         // weight <= 1 000 000
inline constexpr Thousandths kMostThreshold{1'000'000'000'000};  // |below| <= 1 000 000 000
inline constexpr std::int64_t kMostScale = 1'000'000;            // |min|, |max| of a scale

inline constexpr std::size_t kAnywhere = static_cast<std::size_t>(-1);

struct ExpressionReference {
  std::string path;
  std::size_t position;  // of the item it belongs to, in reading order; kAnywhere: any item may be named
  std::string name;
};

struct ParseContext {
  Problems problems;
  std::vector<std::string> languages;
  std::map<std::string, std::string, std::less<>> ids;              // section or item id -> path where first seen
  std::map<std::string, std::size_t, std::less<>> item_positions;   // reading order
  std::vector<ExpressionReference> references;
};

// A JSON object {"fr": "...", "en": "..."} with exactly the checklist's languages.
LocalizedText read_localized(const Json& value, const std::string& path, ParseContext& context);
LocalizedText required_localized(JsonReader& reader, std::string_view name, ParseContext& context);
LocalizedText optional_localized(JsonReader& reader, std::string_view name, ParseContext& context);

std::vector<std::string> read_languages(JsonReader& reader);

// An id of the space that sections and items share; "duplicate-id" (id, path of the first).
std::string required_shared_id(JsonReader& reader, ParseContext& context);

// A percentage of 0 to 100 with at most 3 decimals.
std::optional<MicroPercent> read_percent(const Json& value, const std::string& path, Problems& problems);

ScoringRules read_rules(const Json& value, const std::string& path, ParseContext& context);

// Any problem of the expression is reported; absent then. `position` as in ExpressionReference.
Expression read_expression(const Json& value, const std::string& path, std::size_t position, ParseContext& context);

Item read_item(const Json& value, const std::string& path, std::size_t position, ParseContext& context);

// Choices, scale or bands of a type that may score; sets `scored`. Adds the problems of points that cannot work.
void read_points(JsonReader& reader, Item& item, ParseContext& context);

// "checks" of a checklist whose items were read.
std::vector<Check> read_checks(JsonReader& reader, ParseContext& context);

template <class Value>
struct NamedValue {
  std::string_view name;
  Value value;
};

std::string joined_names(const std::vector<std::string_view>& names);

// One of a fixed list of words; "unknown-value" (found, the list).
template <class Value, std::size_t N>
std::optional<Value> read_word(const Json& json, const std::string& path, const NamedValue<Value> (&rows)[N],
                               Problems& problems) {
  if (!check_kind(json, JsonKind::string, path, problems)) return std::nullopt;
  std::vector<std::string_view> names;
  for (const NamedValue<Value>& row : rows) {
    if (row.name == json.text) return row.value;
    names.push_back(row.name);
  }
  problems.push_back({path, "unknown-value", {json.text, joined_names(names)}});
  return std::nullopt;
}

}  // namespace constat
