#include "shared/scoring/earned_points.hpp"

#include "shared/base/decimal.hpp"

namespace constat {
namespace {

std::int64_t points_of_choice(const Item& item, std::string_view id) {
  for (const Choice& choice : item.choices) {
    if (choice.id.value == id) return choice.points.value_or(Thousandths{}).value;
  }
  return 0;
}

std::int64_t points_of_list(const Item& item, const ListValue& ids) {
  std::int64_t sum = 0;
  for (const std::string& id : ids) sum += points_of_choice(item, id);
  return sum;
}

std::int64_t points_on_scale(const Item& item, const Decimal& value) {
  const std::int64_t place = value.as_integer().value_or(item.min);
  return (item.reversed ? item.max - place : place - item.min) * 1000;
}

// Thresholds are whole thousandths, so value < below exactly when floor(value) in thousandths is.
std::int64_t points_of_band(const Item& item, const Decimal& value) {
  const std::optional<std::int64_t> floor = value.scaled_floor(3);
  for (const Band& band : item.bands) {
    if (!band.below || (floor && *floor < band.below->value)) return band.points.value;
  }
  return 0;
}

}  // namespace

Thousandths earned_points(const Item& item, const Answer& answer) {
  if (!item.scored) return {};
  if (const TextValue* id = std::get_if<TextValue>(&answer.value)) return {points_of_choice(item, *id)};
  if (const ListValue* ids = std::get_if<ListValue>(&answer.value)) return {points_of_list(item, *ids)};
  const NumberValue* number = std::get_if<NumberValue>(&answer.value);
  const std::optional<Decimal> value = number ? Decimal::parse(number->decimal) : std::nullopt;
  if (!value) return {};
  return {item.type == ItemType::scale ? points_on_scale(item, *value) : points_of_band(item, *value)};
}

}  // namespace constat
