// Opening hours as they are typed, a field a day: "09:00-12:30, 14:00-19:00", "closed" (or "fermé"), or nothing: not known.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "shared/base/json.hpp"
#include "shared/base/result.hpp"
#include "shared/review/opening_hours.hpp"
#include "shared/text/text.hpp"

namespace constat::app {

using TypedHours = std::array<std::string, 7>;  // Monday first

inline constexpr std::size_t kLastWeekday = 4;  // Friday

// Of the site's document; nothing known where it says nothing or what this version cannot read.
std::optional<OpeningHours> hours_of(const std::string& json);
TypedHours typed_hours(const std::string& json, Language language);

std::optional<Problem> hours_problem(const std::string& typed);  // the first one
Json hours_json(const TypedHours& typed);                         // only of fields without a problem; null: nothing known

// Monday's hours for the other working days.
void copy_to_weekdays(TypedHours& typed);

}  // namespace constat::app
