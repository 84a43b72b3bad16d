// Base64 (RFC 4648, section 4), as bytes travel in JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace constat {

// None when it is not base64: padding is required, nothing else may stand in it, and unused bits must be 0.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace constat
