// A double as text that reads back as the same double, with the fewest digits; the same bytes on every platform.
#pragma once

#include <string>

#include "shared/base/json.hpp"

namespace constat {

// "39.839767", "1e-07"; -0 becomes "0". `value` is finite.
std::string shortest_text(double value);

// What shortest_text gives, found by trying 15, 16 and 17 digits: for platforms whose library cannot do better, and for tests.
std::string shortest_text_by_trial(double value);

// The same as a JSON number; null when it is not finite.
Json json_double(double value);

}  // namespace constat
