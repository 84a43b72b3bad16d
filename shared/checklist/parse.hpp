// Reads a checklist from JSON and reports every problem at once, each with its path and what to do.
#pragma once

#include <string_view>

#include "shared/base/result.hpp"
#include "shared/checklist/checklist.hpp"

namespace constat {

inline constexpr std::size_t kMostItems = 10'000;
inline constexpr std::size_t kMostChecks = 200;

Parsed<Checklist> parse_checklist(std::string_view json);

// "sha256:..." of the canonical form of a checklist's JSON: the same whatever its spaces and the order of its members.
Parsed<std::string> checklist_hash(std::string_view json);

}  // namespace constat
