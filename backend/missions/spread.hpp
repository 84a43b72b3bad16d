// Days for the visits of a plan: at one site far apart and on different days of the week, over all sites evenly. Pure.
#pragma once

#include <cstdint>
#include <cstddef>
#include <vector>

namespace constat::server {

struct Slot {
  std::size_t site = 0;  // its place in the list
  std::int64_t day = 0;  // since 1970
};

int weekday_of(std::int64_t day);  // 0 is Monday

// `there[i]` visits of site i are planned already: it gets what is missing to `per_site`. Days from first to last, both
// included, Mondays to Saturdays (Sundays only where there is nothing else). By day, then by site.
std::vector<Slot> spread(const std::vector<std::size_t>& there, std::size_t per_site, std::int64_t first, std::int64_t last);

}  // namespace constat::server
