// Timestamps as Constat writes them; reading them is shared/visit/timestamp.hpp.
#pragma once

#include <cstdint>
#include <string>

namespace constat {

// RFC 3339 with the offset of the place, to the second: 1793872923000, 60 -> "2026-11-05T10:02:03+01:00".
std::string rfc3339(std::int64_t unix_ms, int offset_minutes);

}  // namespace constat
