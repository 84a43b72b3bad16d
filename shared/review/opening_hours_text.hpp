// Opening hours as people type them into a cell of a table or into a field.
//
//   week   = clause { ";" clause }            Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00; Su closed
//   clause = days times                       a day may stand in one clause only; what no clause names is not known
//   days   = day [ "-" day ] { "," ... }      Mo Tu We Th Fr Sa Su, or Lu Ma Me Je Ve Sa Di; longer names are read too
//   times  = "closed" | period { "," period } fermé and off mean closed
//   period = time "-" time                    09:00, 9:00, 9h, 9h30; up to 24:00; 18:00-02:00 ends on the next day
#pragma once

#include <string>
#include <string_view>

#include "shared/review/opening_hours.hpp"

namespace constat {

// Nothing: not known on any day. Problems, all at once: "opening-hours-clause", "opening-hours-day-text",
// "opening-hours-period-text", "opening-hours-time", "opening-hours-empty", "opening-hours-overlap", "opening-hours-twice".
Parsed<OpeningHours> parse_opening_text(std::string_view text);

// The same hours again when it is read; "" where no day is known. Neighbouring days that are alike stand together.
std::string opening_text(const OpeningHours& hours);

// Of one day: "09:00-12:30, 14:00-19:00", "closed" or, where nobody said, "".
using DayHours = std::optional<std::vector<OpeningPeriod>>;
Parsed<DayHours> parse_day_text(std::string_view text);
std::string day_text(const DayHours& day);

}  // namespace constat
