#include "backend/missions/france_time.hpp"

#include <chrono>

#include "backend/platform/clock.hpp"

namespace constat::server {
namespace {

namespace chrono = std::chrono;

constexpr std::int64_t kHourMs = 3'600'000, kMsADay = 24 * kHourMs;
constexpr int kWinter = 60, kSummer = 120;

std::int64_t change_in(chrono::year year, chrono::month month) {
  return chrono::sys_days(year / month / chrono::Sunday[chrono::last]).time_since_epoch().count() * kMsADay + kHourMs;
}

std::int64_t floor_day(std::int64_t ms) { return ms >= 0 ? ms / kMsADay : (ms - kMsADay + 1) / kMsADay; }

}  // namespace

int france_offset(std::int64_t unix_ms) {
  const chrono::year_month_day date{chrono::sys_days(chrono::days(floor_day(unix_ms)))};
  return unix_ms >= change_in(date.year(), chrono::March) && unix_ms < change_in(date.year(), chrono::October) ? kSummer : kWinter;
}

std::int64_t day_in_france(std::int64_t unix_ms) { return floor_day(unix_ms + france_offset(unix_ms) * std::int64_t{60'000}); }

std::string in_france(std::int64_t day, int minute) {
  const std::int64_t as_winter = day * kMsADay + (minute - kWinter) * std::int64_t{60'000};
  const int offset = france_offset(as_winter);
  return rfc3339(as_winter - (offset - kWinter) * std::int64_t{60'000}, offset);
}

}  // namespace constat::server
