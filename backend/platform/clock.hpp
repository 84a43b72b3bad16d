// Time as the server writes it. Services take a Clock, so that tests can move it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace constat::server {

using Clock = std::function<std::int64_t()>;  // ms since 1970, UTC

Clock system_clock();

std::string rfc3339(std::int64_t unix_ms);                       // "2026-11-03T09:02:11.250Z"
std::string rfc3339(std::int64_t unix_ms, int offset_minutes);   // "2026-11-03T10:02:11+01:00", whole seconds

}  // namespace constat::server
