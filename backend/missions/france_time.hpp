// The wall clock of mainland France, which the windows of planned missions are written in.
#pragma once

#include <cstdint>
#include <string>

namespace constat::server {

// Minutes of the day in which a planned visit may be made.
inline constexpr int kWindowOpens = 8 * 60, kWindowCloses = 20 * 60;

// Minutes east of UTC at that instant (ms since 1970): summer time from the last Sunday of March to the last Sunday of
// October, both at 01:00 UTC (directive 2000/84/EC).
int france_offset(std::int64_t unix_ms);

std::int64_t day_in_france(std::int64_t unix_ms);  // since 1970

// RFC 3339 of that minute of that day; not of an hour that the change of the clock skips or repeats.
std::string in_france(std::int64_t day, int minute);

}  // namespace constat::server
