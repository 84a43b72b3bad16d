// The answer of an item that earns most without triggering its critical.
#pragma once

#include <optional>
#include <vector>

#include "shared/checklist/checklist.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

// The answers that best_answer tries: one for each number of points, more or less. For a multiple choice the positive
// choices, and these with one choice taken away. None for informational items.
std::vector<Answer> typical_answers(const Item& item);

// None for informational items, and when every answer tried triggers.
std::optional<Answer> best_answer(const Checklist& checklist, const Visit& visit, const Item& item);

}  // namespace constat
