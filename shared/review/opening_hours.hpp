// When a site is open: weekly periods on its wall clock, several a day, past midnight where need be.
// JSON: {"mon": [["09:00", "12:30"], ["14:00", "19:00"]], "fri": [["18:00", "02:00"]], "sun": []}; see docs/formats.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json_reader.hpp"

namespace constat {

struct OpeningPeriod {
  int from_minute = 0;  // since midnight, 0..1439
  int to_minute = 0;    // 1..2880 and after from_minute; above 1440 it ends on the next day
};

struct OpeningHours {
  // Monday first. None: nobody said; an empty list: closed all day.
  std::array<std::optional<std::vector<OpeningPeriod>>, 7> days;
  bool is_known() const;  // on any day
};

std::string clock_text(int minute);  // "09:30"; "24:00" where the day ends, "01:00" of 1500

void sort_periods(std::vector<OpeningPeriod>& periods);
// The first of sorted periods that begins before the one before it has ended.
std::optional<OpeningPeriod> overlapping(const std::vector<OpeningPeriod>& periods);

// Problems: "opening-hours-day" (found), "opening-hours-period", "opening-hours-time" (found), "opening-hours-empty",
// "opening-hours-overlap".
OpeningHours read_opening_hours(const Json& json, const std::string& path, Problems& problems);
Json opening_hours_json(const OpeningHours& hours);
Parsed<OpeningHours> parse_opening_hours(std::string_view json);
std::string write_opening_hours(const OpeningHours& hours);  // canonical JSON

// How far, in minutes (rounded up), a visit that begins at `weekday` and `milliseconds` and lasts `duration_milliseconds`
// (0 or more) lies from the nearest period; 0 where they share a moment. None when the day it begins on, or a day that
// could decide (the day before, past midnight; those it runs into) is not known, or no period exists in the whole week.
std::optional<std::int64_t> minutes_outside(const OpeningHours& hours, int weekday, std::int64_t milliseconds,
                                            std::int64_t duration_milliseconds);

}  // namespace constat
