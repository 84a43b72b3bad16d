// The requests of a sync, as docs/protocol.md has them.
#pragma once

#include <string>

#include "shared/device/seams.hpp"

namespace constat {

HttpRequest push_request(const std::string& visit, std::int64_t revision, std::string body, const Now& now);
HttpRequest pull_request(const std::string& cursor);  // empty: from the beginning

// How much of the photo does the server have?
HttpRequest photo_offset_request(const std::string& sha256);
HttpRequest photo_chunk_request(const std::string& sha256, std::int64_t offset, std::int64_t length, std::int64_t photo_bytes);

// Everything but unreserved characters as %XX (RFC 3986).
std::string percent_encoded(const std::string& text);

}  // namespace constat
