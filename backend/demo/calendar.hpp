// Days and hours of the demonstration, in the local time of mainland France.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace constat::server::demo {

std::int64_t day_number(std::string_view date);  // "2026-10-01" -> days since 1970-01-01
std::string date_of(std::int64_t day);
int weekday_of(std::int64_t day);                 // 0 is Monday
// Minutes east of UTC on that day: summer time from the last Sunday of March to the last Sunday of October.
int paris_offset(std::int64_t day);

}  // namespace constat::server::demo
