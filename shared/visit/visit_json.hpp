// A visit that stands inside another document.
#pragma once

#include "shared/base/json.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

Parsed<Visit> read_visit(const Json& root);  // as parse_visit of its text

}  // namespace constat
