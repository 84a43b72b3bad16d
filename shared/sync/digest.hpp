// Content-Digest (RFC 9530) with sha-256, the fingerprint that travels with every pushed body.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace constat {

using DigestBytes = std::array<std::uint8_t, 32>;

// "sha-256=:<base64>:"
std::string content_digest(std::string_view bytes);

// The sha-256 member of a Content-Digest field; none when there is none or it is damaged. Other algorithms are skipped.
std::optional<DigestBytes> parse_content_digest(std::string_view field);

}  // namespace constat
