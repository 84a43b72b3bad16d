#include "shared/scoring/visit_reading.hpp"

#include "shared/base/decimal.hpp"
#include "shared/scoring/earned_points.hpp"
#include "shared/visit/validate.hpp"

namespace constat {
namespace {

std::string joined(const ListValue& list) {
  std::string out;
  for (const std::string& element : list) out += (out.empty() ? "" : " ") + element;
  return out;
}

ItemReading read_item(const Item& item, const Visit& visit, const ExpressionScope& scope) {
  ItemReading reading;
  reading.answer = visit.find(item.id.value);
  reading.visible = item.visible_if.is_true(scope, item.id.value);
  if (!reading.visible || reading.answer == nullptr) return reading;
  reading.not_applicable = reading.answer->is_not_applicable();
  reading.answered = !reading.not_applicable && !is_blank(item, *reading.answer);
  if (!reading.answered) return reading;
  reading.earned = earned_points(item, *reading.answer);
  reading.possible = item.possible();
  return reading;
}

}  // namespace

std::string expression_text(const AnswerValue& value) {
  if (const TextValue* text = std::get_if<TextValue>(&value)) return *text;
  if (const ListValue* list = std::get_if<ListValue>(&value)) return joined(*list);
  if (const NumberValue* number = std::get_if<NumberValue>(&value)) {
    const std::optional<Decimal> decimal = Decimal::parse(number->decimal);
    return decimal ? decimal->plain() : number->decimal;
  }
  return {};
}

std::string ReadingScope::value_of(std::string_view item_id) const {
  const ItemReading* reading = find(item_id);
  return reading != nullptr && reading->answered ? expression_text(reading->answer->value) : std::string();
}

bool ReadingScope::is_not_applicable(std::string_view item_id) const {
  const ItemReading* reading = find(item_id);
  return reading != nullptr && reading->not_applicable;
}

const ItemReading* ReadingScope::find(std::string_view item_id) const {
  const std::optional<ItemRef> ref = checklist_.find(item_id);
  if (!ref) return nullptr;
  const std::size_t at = offsets_[ref->section] + ref->item;
  return at < readings_.size() ? &readings_[at] : nullptr;
}

std::vector<std::size_t> section_offsets(const Checklist& checklist) {
  std::vector<std::size_t> offsets{0};
  for (const Section& section : checklist.sections) offsets.push_back(offsets.back() + section.items.size());
  return offsets;
}

std::vector<ItemReading> read_items(const Checklist& checklist, const Visit& visit) {
  const std::vector<std::size_t> offsets = section_offsets(checklist);
  std::vector<ItemReading> readings;
  readings.reserve(offsets.back());
  const ReadingScope scope(checklist, offsets, readings);
  for (const Section& section : checklist.sections) {
    for (const Item& item : section.items) {
      readings.push_back(read_item(item, visit, scope));
      ItemReading& reading = readings.back();
      if (reading.answered && item.critical) {
        reading.critical_triggered = item.critical->when.is_true(scope, item.id.value);
      }
    }
  }
  return readings;
}

}  // namespace constat
