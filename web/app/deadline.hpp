// How long a mission can still be made, told in days of the phone's calendar.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "web/app/documents.hpp"

namespace constat::app {

inline constexpr std::int64_t kSoonDays = 3;

struct Deadline {
  enum class Kind : std::uint8_t {
    later,    // nothing presses, or nothing is left to do
    soon,     // the window ends within kSoonDays
    today,    // on this day
    over      // it has ended
  } kind = Kind::later;
  std::int64_t days = 0;  // soon: until the last one
};

// `zone`: "+01:00".
Deadline deadline_of(const Mission& mission, std::int64_t now_ms, std::string_view zone);

// Still to be made: a draft, or assigned and not begun.
bool is_to_do(const Mission& mission);

// Those to do, the first to end in front.
std::vector<const Mission*> by_deadline(const std::vector<Mission>& missions);

}  // namespace constat::app
