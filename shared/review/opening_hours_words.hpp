// Opening hours as a screen or a sentence says them.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "shared/review/opening_hours.hpp"
#include "shared/text/text.hpp"

namespace constat {

// Of one day, as day_text() writes it: "09:00-12:30, 14:00-19:00" -> "09:00–12:30, 14:00–19:00"; "closed" and "" in words.
std::string hours_words(Language language, std::string_view day_text);

// Of these days of the week (0 is Monday), those that are alike together: "Mon–Fri 09:00–19:00; Sun closed". Days of which
// nothing is known are left out; "" where that is all of them.
std::string hours_words(Language language, const OpeningHours& hours, const std::array<bool, 7>& days);

// Which days of the week lie between two dates or moments as written, both included; none where they are no dates.
std::array<bool, 7> weekdays_between(std::string_view from, std::string_view to);

}  // namespace constat
