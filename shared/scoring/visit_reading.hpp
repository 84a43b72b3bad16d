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

// What expressions see of the items read so far: what stands before their own item, or a whole visit.
class ReadingScope : public ExpressionScope {
 public:
  ReadingScope(const Checklist& checklist, const std::vector<std::size_t>& offsets,
               const std::vector<ItemReading>& readings)
      : checklist_(checklist), offsets_(offsets), readings_(readings) {}
  std::string value_of(std::string_view item_id) const override;
  bool is_not_applicable(std::string_view item_id) const override;
  const ItemReading* find(std::string_view item_id) const;  // none: not read yet, or no item

 private:
  const Checklist& checklist_;
  const std::vector<std::size_t>& offsets_;
  const std::vector<ItemReading>& readings_;
};

// An answer as expressions read it: '' without a value, a list as its elements joined by spaces.
std::string expression_text(const AnswerValue& value);

// Every item in reading order. The visit must be valid for the checklist.
std::vector<ItemReading> read_items(const Checklist& checklist, const Visit& visit);

// The position in reading order of each section's first item, and one past the last.
std::vector<std::size_t> section_offsets(const Checklist& checklist);

}  // namespace constat
