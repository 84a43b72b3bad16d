// The cipher of rescue files, by OpenSSL's libcrypto.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace constat::server {

inline constexpr std::size_t kRescueTag = 16;

// PBKDF2-HMAC-SHA256, 32 bytes.
std::string rescue_key(std::string_view passphrase, std::string_view salt, int iterations);

// AES-256-GCM with the nonce 0^7 | index as u32be | last; none when the tag does not fit.
std::optional<std::string> open_frame(const std::string& key, std::uint32_t index, bool last, std::string_view header,
                                      std::string_view sealed);
// For tests: the other direction.
std::string seal_frame(const std::string& key, std::uint32_t index, bool last, std::string_view header, std::string_view plain);

}  // namespace constat::server
