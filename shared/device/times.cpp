#include "shared/device/times.hpp"

#include <cstdio>
#include <cstdlib>

namespace constat {
namespace {

// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": civil_from_days.
struct Civil {
  std::int64_t year;
  int month, day;
};

Civil civil_from_days(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t of_era = days - era * 146097;
  const std::int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const std::int64_t shifted = (5 * of_year + 2) / 153;
  const int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  return {year + era * 400 + (month <= 2), month, static_cast<int>(of_year - (153 * shifted + 2) / 5 + 1)};
}

constexpr std::int64_t kDaySeconds = 86400;

}  // namespace

std::string rfc3339(std::int64_t unix_ms, int offset_minutes) {
  std::int64_t seconds = (unix_ms - (unix_ms % 1000 + 1000) % 1000) / 1000 + std::int64_t{offset_minutes} * 60;
  std::int64_t days = seconds / kDaySeconds;
  if (seconds % kDaySeconds < 0) --days;
  const int of_day = static_cast<int>(seconds - days * kDaySeconds);
  const Civil date = civil_from_days(days);
  const int offset = std::abs(offset_minutes);
  char text[64];
  std::snprintf(text, sizeof text, "%04lld-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", static_cast<long long>(date.year),
                date.month, date.day, of_day / 3600, of_day / 60 % 60, of_day % 60, offset_minutes < 0 ? '-' : '+',
                offset / 60, offset % 60);
  return text;
}

}  // namespace constat
