// The wall clock of a visit's own timestamps: no time zone database, the offset is the one that was written.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace constat {

inline constexpr std::int64_t kMinutesPerDay = 24 * 60;
inline constexpr std::int64_t kMinutesPerWeek = 7 * kMinutesPerDay;

struct LocalMoment {
  int weekday = 0;                // 0 is Monday
  std::int64_t milliseconds = 0;  // since midnight there
};

// Of "2026-11-03T10:02:11+01:00": Tuesday, 10:02:11. None when the text is no RFC 3339 timestamp.
std::optional<LocalMoment> local_moment(std::string_view rfc3339);

}  // namespace constat
