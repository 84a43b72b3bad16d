// The answer of an item that earns most without triggering its critical.
#pragma once

#include <optional>

#include "shared/checklist/checklist.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

// None for informational items, and when every answer tried triggers. For a multiple choice the positive choices, and
// these with one choice taken away, are tried.
std::optional<Answer> best_answer(const Checklist& checklist, const Visit& visit, const Item& item);

}  // namespace constat
