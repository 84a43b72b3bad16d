// Checks across answers (docs/formats.md, "Checks"): what in a visit contradicts itself. They tell; they never score.
#pragma once

#include <vector>

#include "shared/checklist/checklist.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

// The checks that do not hold, in the checklist's order. A check holds as long as one of the items that it names is
// hidden, blank or N/A: it speaks only of answers that are there. The pointers live as long as the checklist.
std::vector<const Check*> violated_checks(const Checklist& checklist, const Visit& visit);

// Where a violated check is told: in each section that shows some of its items, under the last of these; in reading
// order, never empty. `visible` is that of visible_items (score.hpp).
std::vector<ItemRef> places_of(const Check& check, const Checklist& checklist, const std::vector<bool>& visible);

}  // namespace constat
