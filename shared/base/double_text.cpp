#include "shared/base/double_text.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace constat {

std::string shortest_text(double value) {
  if (value == 0) return "0";
  // 15 digits always survive the way to a double and back, 17 always suffice. Both C libraries in use round correctly.
  char buffer[32];
  for (int digits = 15; digits <= 17; ++digits) {
    std::snprintf(buffer, sizeof buffer, "%.*g", digits, value);
    if (std::strtod(buffer, nullptr) == value) break;
  }
  return buffer;
}

Json json_double(double value) { return std::isfinite(value) ? Json::of_number(shortest_text(value)) : Json{}; }

}  // namespace constat
