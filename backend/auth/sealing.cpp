#include "backend/auth/sealing.hpp"

#include <sodium.h>

namespace constat::server {
namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == std::tuple_size_v<SealingKey>);

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

void new_sealing_key(SealingKey& key) { randombytes_buf(key.data(), key.size()); }

std::string seal(const SealingKey& key, std::string_view context, std::string_view text) {
  std::string sealed(kNonce + text.size() + kTag, '\0');
  auto* out = reinterpret_cast<unsigned char*>(sealed.data());
  randombytes_buf(out, kNonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out + kNonce, nullptr, bytes_of(text), text.size(), bytes_of(context),
                                             context.size(), nullptr, out, key.data());
  return sealed;
}

std::optional<std::string> unseal(const SealingKey& key, std::string_view context, std::string_view sealed) {
  if (sealed.size() < kNonce + kTag) return std::nullopt;
  std::string text(sealed.size() - kNonce - kTag, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(text.data()), nullptr, nullptr,
                                                 bytes_of(sealed) + kNonce, sealed.size() - kNonce, bytes_of(context),
                                                 context.size(), bytes_of(sealed), key.data()) != 0)
    return std::nullopt;
  return text;
}

}  // namespace constat::server
