// Reads a checklist from JSON and reports every problem at once, each with its path and what to do.
#pragma once

#include <string_view>

#include "shared/base/result.hpp"
#include "shared/checklist/checklist.hpp"

namespace constat {

Parsed<Checklist> parse_checklist(std::string_view json);

}  // namespace constat
