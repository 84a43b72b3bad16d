#include "shared/scoring/checks.hpp"

#include <algorithm>

#include "shared/scoring/visit_reading.hpp"

namespace constat {
namespace {

bool all_answered(const Expression& expression, const ReadingScope& scope) {
  return std::all_of(expression.names().begin(), expression.names().end(), [&](const std::string& name) {
    const ItemReading* reading = scope.find(name);
    return reading != nullptr && reading->answered;
  });
}

}  // namespace

std::vector<const Check*> violated_checks(const Checklist& checklist, const Visit& visit) {
  std::vector<const Check*> violated;
  if (checklist.checks.empty()) return violated;
  const std::vector<std::size_t> offsets = section_offsets(checklist);
  const std::vector<ItemReading> readings = read_items(checklist, visit);
  const ReadingScope scope(checklist, offsets, readings);
  for (const Check& check : checklist.checks) {
    if (all_answered(check.holds, scope) && !check.holds.is_true(scope, {})) violated.push_back(&check);
  }
  return violated;
}

std::vector<ItemRef> places_of(const Check& check, const Checklist& checklist, const std::vector<bool>& visible) {
  const std::vector<std::size_t> offsets = section_offsets(checklist);
  std::vector<ItemRef> places;
  const auto add = [&](ItemRef ref) {
    if (!visible[offsets[ref.section] + ref.item]) return;
    if (!places.empty() && places.back().section == ref.section) places.back() = ref;
    else places.push_back(ref);
  };
  for (const ItemId& id : check.items) add(*checklist.find(id.value));
  if (!places.empty()) return places;
  // "items" may name questions that this visit does not ask; what the check compares is there.
  std::vector<ItemRef> named;
  for (const std::string& name : check.holds.names()) named.push_back(*checklist.find(name));
  std::sort(named.begin(), named.end(), [](ItemRef a, ItemRef b) {
    return a.section != b.section ? a.section < b.section : a.item < b.item;
  });
  for (const ItemRef ref : named) add(ref);
  if (places.empty()) places.push_back(named.back());
  return places;
}

}  // namespace constat
