// RFC 3339 timestamps of a visit: read as instants without a clock or a time zone database.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace constat {

// Milliseconds since 1970-01-01T00:00Z of "2026-11-03T10:02:11+01:00" (a fraction of a second is allowed, the offset is
// demanded); none when the text is no such instant.
std::optional<std::int64_t> unix_milliseconds(std::string_view rfc3339);

bool is_date(std::string_view text);  // "2026-11-03", a day that exists
bool is_time(std::string_view text);  // "10:02" or "10:02:11"

}  // namespace constat
