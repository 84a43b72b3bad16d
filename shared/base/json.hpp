// JSON as Constat reads and writes it. Numbers keep the text they were written with, so that no digit is lost; objects
// keep the order of their members. Depth is limited to 32, a repeated key is an error.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace constat {

inline constexpr std::size_t kJsonDepth = 32;

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

struct JsonMember;

struct Json {
  JsonKind kind = JsonKind::null;
  bool boolean = false;
  std::string text;  // a string's UTF-8, or a number as written
  std::vector<Json> elements;
  std::vector<JsonMember> members;

  static Json of_text(std::string_view text);
  static Json of_number(std::string text);  // a JSON number
  static Json of_integer(std::int64_t value);
  static Json of_bool(bool value);
  static Json array();
  static Json object();

  bool is(JsonKind wanted) const { return kind == wanted; }
  const Json* find(std::string_view name) const;       // member of an object, or none
  Json& add(std::string_view name, Json value);        // new last member; returns this
  Json& push(Json value);                              // new last element; returns this
};

struct JsonMember {
  std::string name;
  Json value;
};

// Problems: "json-syntax" (line, column), "json-too-deep" (limit), "json-duplicate-key" (key).
Parsed<Json> parse_json(std::string_view text);

// Compact, members as they stand.
std::string write_json(const Json& value);

// The one form that is hashed and compared: members sorted by name (bytes), no spaces, numbers in plain decimal notation.
std::string canonical_json(const Json& value);

// A string with its quotes, as JSON writes it.
std::string json_quoted(std::string_view text);

}  // namespace constat
