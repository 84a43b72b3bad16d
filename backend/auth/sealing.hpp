// Encryption of texts at rest: XChaCha20-Poly1305, a random nonce before each text. `context` is authenticated, not kept.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace constat::server {

using SealingKey = std::array<unsigned char, 32>;

void new_sealing_key(SealingKey& key);
std::string seal(const SealingKey& key, std::string_view context, std::string_view text);
std::optional<std::string> unseal(const SealingKey& key, std::string_view context, std::string_view sealed);

}  // namespace constat::server
