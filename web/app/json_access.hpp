// Lenient reading of messages from our own store and server: a field that is absent or of another kind reads as its
// fallback, so that a newer server never breaks an older phone: shared/sync/json_fields.hpp, with what screens need on top
// of it (floating point, texts in several languages). Only the parsers of this folder include it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json.hpp"
#include "shared/checklist/checklist.hpp"

namespace constat::app {

const Json* object_of(const Json& json, std::string_view name);
const Json* array_of(const Json& json, std::string_view name);
std::string text_of(const Json& json, std::string_view name);              // "" when absent
bool bool_of(const Json& json, std::string_view name, bool otherwise = false);
std::optional<bool> optional_bool(const Json& json, std::string_view name);
std::optional<double> number_of(const Json& json, std::string_view name);
std::optional<std::int64_t> integer_of(const Json& json, std::string_view name);
LocalizedText localized_of(const Json& json, std::string_view name);       // {"fr": ..., "en": ...}

// Of a list; what is no text is left out.
std::vector<std::string> texts_of(const Json& object, std::string_view name);

}  // namespace constat::app
