// The first half of scoring: what each item of a valid visit is (visible, answered, N/A), earns, and triggers.
#pragma once

#include <vector>

#include "shared/checklist/checklist.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

struct ItemReading {
  const Answer* answer = nullptr;  // none: the visit has none for this item
  bool visible = false;
  bool answered = false;           // visible, neither blank nor N/A
  bool not_applicable = false;     // visible and N/A
  bool critical_triggered = false;
  Thousandths earned, possible;    // 0 unless answered
};

// Every item in reading order. The visit must be valid for the checklist.
std::vector<ItemReading> read_items(const Checklist& checklist, const Visit& visit);

// The position in reading order of each section's first item, and one past the last.
std::vector<std::size_t> section_offsets(const Checklist& checklist);

}  // namespace constat
