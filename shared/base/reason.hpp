// The document by which a person says why they do something: {"reason"}.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shared/base/result.hpp"

namespace constat {

// With every problem of it: "reason-missing" when it is blank, "text-too-long" beyond `longest` bytes, and members that are not known.
Parsed<std::string> parse_reason(std::string_view json, std::size_t longest);

}  // namespace constat
