// What every format writes of a cell in the same way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/report/table.hpp"

namespace constat::server::exports {

// The clock on the wall where it happened: what a spreadsheet, which knows no offsets, can hold.
struct WallClock {
  std::int64_t day = 0;     // since 1970-01-01
  std::int64_t second = 0;  // since midnight
};
std::optional<WallClock> wall_clock(std::string_view rfc3339);

// Texts as they are, numbers with a point, dates and times by ISO 8601, moments as "2026-11-03 10:02:11", blank as "".
std::string plain_text(const report::Cell& cell);

}  // namespace constat::server::exports
