// Dates and times of day as people and files write them (ISO 8601), as numbers that compare. No clock, no time zones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace constat {

// Days since 1970-01-01 of "2026-11-03", a day that exists in the Gregorian calendar; else none. Years 0000 to 9999.
std::optional<std::int64_t> day_of_date(std::string_view text);
std::string date_of_day(std::int64_t day);  // the reverse, within those years

// Seconds since midnight of "10:02" or "10:02:11"; else none.
std::optional<std::int64_t> second_of_time(std::string_view text);
std::string time_of_second(std::int64_t second);  // the reverse; seconds only when they are not 0

}  // namespace constat
