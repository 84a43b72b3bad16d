// The requests of a sync, as docs/protocol.md has them.
#pragma once

#include <string>

#include "shared/device/seams.hpp"

namespace constat {

HttpRequest push_request(const std::string& visit, std::int64_t revision, std::string body, const Now& now);
HttpRequest pull_request(const std::string& cursor);  // empty: from the beginning

// Everything but unreserved characters as %XX (RFC 3986).
std::string percent_encoded(const std::string& text);

}  // namespace constat
