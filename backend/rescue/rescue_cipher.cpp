#include "backend/rescue/rescue_cipher.hpp"

#include <array>
#include <memory>
#include <stdexcept>

#include <openssl/evp.h>

namespace constat::server {
namespace {

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* data_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* data_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// libcrypto fails here only without memory or without the algorithm.
void must(bool done) {
  if (!done) throw std::runtime_error("libcrypto cannot do AES-256-GCM or PBKDF2");
}

std::array<unsigned char, 12> nonce_of(std::uint32_t index, bool last) {
  std::array<unsigned char, 12> nonce{};
  for (std::size_t i = 0; i < 4; ++i) nonce[7 + i] = static_cast<unsigned char>(index >> (8 * (3 - i)));
  nonce[11] = last ? 1 : 0;
  return nonce;
}

}  // namespace

std::string rescue_key(std::string_view passphrase, std::string_view salt, int iterations) {
  std::string key(32, '\0');
  must(PKCS5_PBKDF2_HMAC(passphrase.data(), static_cast<int>(passphrase.size()), data_of(salt), static_cast<int>(salt.size()),
                         iterations, EVP_sha256(), 32, data_of(key)) == 1);
  return key;
}

std::optional<std::string> open_frame(const std::string& key, std::uint32_t index, bool last, std::string_view header,
                                      std::string_view sealed) {
  if (sealed.size() < kRescueTag) return std::nullopt;
  const Context context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  const auto nonce = nonce_of(index, last);
  std::string plain(sealed.size() - kRescueTag, '\0');
  std::string tag(sealed.substr(plain.size()));
  int count = 0;
  must(context && EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, data_of(std::string_view(key)), nonce.data()) == 1);
  must(EVP_DecryptUpdate(context.get(), nullptr, &count, data_of(header), static_cast<int>(header.size())) == 1);
  must(EVP_DecryptUpdate(context.get(), data_of(plain), &count, data_of(sealed), static_cast<int>(plain.size())) == 1);
  must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(kRescueTag), tag.data()) == 1);
  unsigned char none[kRescueTag];
  if (EVP_DecryptFinal_ex(context.get(), none, &count) != 1) return std::nullopt;
  return plain;
}

std::string seal_frame(const std::string& key, std::uint32_t index, bool last, std::string_view header, std::string_view plain) {
  const Context context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  const auto nonce = nonce_of(index, last);
  std::string sealed(plain.size() + kRescueTag, '\0');
  int count = 0;
  must(context && EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, data_of(std::string_view(key)), nonce.data()) == 1);
  must(EVP_EncryptUpdate(context.get(), nullptr, &count, data_of(header), static_cast<int>(header.size())) == 1);
  must(EVP_EncryptUpdate(context.get(), data_of(sealed), &count, data_of(plain), static_cast<int>(plain.size())) == 1);
  unsigned char none[kRescueTag];
  must(EVP_EncryptFinal_ex(context.get(), none, &count) == 1);
  must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(kRescueTag), data_of(sealed) + plain.size()) == 1);
  return sealed;
}

}  // namespace constat::server
