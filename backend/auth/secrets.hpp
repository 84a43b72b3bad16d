// libsodium's part: random bytes, password hashes, the server's signing key. The only folder that includes sodium.h.
#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace constat::server {

void start_crypto();  // once, before anything else here; throws std::runtime_error

std::string random_token();                  // 256 bits, base64url
void random_bytes(unsigned char* out, std::size_t count);
std::string random_id(std::string_view prefix);  // prefix + 20 hex digits
bool same_bytes(std::string_view a, std::string_view b);  // in a time that does not tell where they differ
std::string base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

// argon2id. A hash takes kPasswordMemory bytes, so only two run at once: a flood of sign-ins is no flood of memory.
inline constexpr std::size_t kPasswordMemory = 19u << 20;
inline constexpr unsigned long long kPasswordPasses = 2;

class Passwords {
 public:
  Passwords();
  std::string hash(std::string_view password);
  enum class Verdict : unsigned char { right, wrong, busy };
  // An empty hash costs the same time and is always wrong, so that nobody learns which accounts exist.
  Verdict verify(std::string_view password, const std::string& hash);

 private:
  class Turn;
  bool enter(std::chrono::milliseconds patience);
  void leave();

  std::mutex mutex_;
  std::condition_variable free_;
  int running_ = 0, waiting_ = 0;
  std::string nobody_;  // a hash that no password has
};

// Signs receipts. The key is made at the first start, in a file of mode 0600.
class ServerKey {
 public:
  explicit ServerKey(const std::filesystem::path& file);  // throws FileFailure
  ~ServerKey();
  ServerKey(const ServerKey&) = delete;
  ServerKey& operator=(const ServerKey&) = delete;

  const std::string& id() const { return id_; }                  // first 16 hex digits of SHA-256 of the public key
  const std::string& public_key() const { return public_key_; }  // base64
  std::string sign(std::string_view bytes) const;                // base64

 private:
  std::string id_, public_key_;
  std::array<unsigned char, 64> secret_{};
};

bool verify_signature(std::string_view bytes, std::string_view signature_base64, std::string_view public_key_base64);

}  // namespace constat::server
