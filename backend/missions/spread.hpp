// Days for the visits of a plan: at one site far apart and on different days of the week, over all sites evenly. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <cstddef>
#include <vector>

namespace constat::server {

struct Slot {
  std::size_t site = 0;  // its place in the list
  std::int64_t day = 0;  // since 1970
};

using ClosedDays = std::array<bool, 7>;  // Monday first

int weekday_of(std::int64_t day);  // 0 is Monday

// `there[i]` visits of site i are planned already: it gets what is missing to `wanted[i]`. Days from first to last, both
// included, Mondays to Saturdays (Sundays only where there is nothing else), never one on which the site is closed: a visit
// for which that leaves no day is left out. `closed` is by site; what it does not reach is never closed. By day, then by site.
std::vector<Slot> spread(const std::vector<std::size_t>& there, const std::vector<std::size_t>& wanted, std::int64_t first, std::int64_t last,
                         const std::vector<ClosedDays>& closed = {});

}  // namespace constat::server
