// Enumerations as the words that JSON writes them with, and other readings that surveys need.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json_reader.hpp"

namespace constat {

template <class Enum>
struct Word {
  std::string_view word;
  Enum value;
};

// The member's value among `words`; "unknown-value" (found, the list) for another word.
template <class Enum, std::size_t kSize>
std::optional<Enum> read_survey_word(JsonReader& reader, std::string_view name, const Json* value,
                                     const Word<Enum> (&words)[kSize]) {
  if (value == nullptr) return std::nullopt;
  std::string known;
  for (const Word<Enum>& word : words) {
    if (word.word == value->text) return word.value;
    known += (known.empty() ? "" : ", ") + std::string(word.word);
  }
  reader.report(name, "unknown-value", {value->text, known});
  return std::nullopt;
}

// A text that is not empty ("empty-text"); "" after a problem or when `value` is none.
inline std::string read_filled_text(JsonReader& reader, std::string_view name, const Json* value) {
  if (value == nullptr) return {};
  if (value->text.empty()) reader.report(name, "empty-text");
  return value->text;
}

}  // namespace constat
