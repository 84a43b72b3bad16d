#include "web/app/site_hours.hpp"

#include "shared/review/opening_hours_text.hpp"

namespace constat::app {

std::optional<OpeningHours> hours_of(const std::string& json) {
  if (json.empty()) return std::nullopt;
  auto hours = parse_opening_hours(json);
  if (!hours || !hours->is_known()) return std::nullopt;
  return std::move(*hours);
}

TypedHours typed_hours(const std::string& json, Language language) {
  TypedHours typed;
  const auto hours = hours_of(json);
  if (!hours) return typed;
  for (std::size_t day = 0; day < typed.size(); ++day) {
    const bool closed = hours->days[day] && hours->days[day]->empty();
    typed[day] = closed ? std::string(text(language, "hours.closed")) : day_text(hours->days[day]);
  }
  return typed;
}

std::optional<Problem> hours_problem(const std::string& typed) {
  const auto day = parse_day_text(typed);
  if (day) return std::nullopt;
  return day.error().front();
}

Json hours_json(const TypedHours& typed) {
  OpeningHours hours;
  for (std::size_t day = 0; day < typed.size(); ++day)
    if (auto read = parse_day_text(typed[day])) hours.days[day] = std::move(*read);
  return hours.is_known() ? opening_hours_json(hours) : Json();
}

void copy_to_weekdays(TypedHours& typed) {
  for (std::size_t day = 1; day <= kLastWeekday; ++day) typed[day] = typed[0];
}

}  // namespace constat::app
