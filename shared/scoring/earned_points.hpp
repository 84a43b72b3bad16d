// e of an answer (docs/scoring.md): the points that it earns, in thousandths.
#pragma once

#include "shared/checklist/checklist.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

// `answer` is one that the item accepts and is no blank. Zero for N/A and for informational items.
Thousandths earned_points(const Item& item, const Answer& answer);

}  // namespace constat
