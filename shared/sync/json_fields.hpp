// Lenient reading of JSON members: a field that is absent or of another kind reads as none, so that a newer peer's
// document stays readable. (shared/base/json_reader.hpp is for files that people write: there every fault is a problem.)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/fixed.hpp"
#include "shared/base/json.hpp"

namespace constat::json_fields {

// A null Json when the text is none.
Json parse(std::string_view text);

// The member when it is there and not null.
const Json* member(const Json& object, std::string_view name);
std::optional<std::string> text(const Json& object, std::string_view name);
std::optional<std::int64_t> integer(const Json& object, std::string_view name);
std::optional<bool> boolean(const Json& object, std::string_view name);
std::string text_or(const Json& object, std::string_view name, std::string_view otherwise = {});

Json text_or_null(const std::optional<std::string>& value);

}  // namespace constat::json_fields
