#include "backend/auth/secrets.hpp"

#include <sodium.h>

#include <stdexcept>

#include "backend/platform/data_directory.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server {
namespace {

constexpr int kHashesAtOnce = 2;
constexpr int kLongestQueue = 64;
constexpr std::chrono::milliseconds kPatience{5000};

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

void start_crypto() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

void random_bytes(unsigned char* out, std::size_t count) { randombytes_buf(out, count); }

std::string random_token() {
  unsigned char bytes[32];
  randombytes_buf(bytes, sizeof bytes);
  char text[sodium_base64_ENCODED_LEN(sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
  sodium_bin2base64(text, sizeof text, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text;
}

std::string random_id(std::string_view prefix) {
  unsigned char bytes[10];
  randombytes_buf(bytes, sizeof bytes);
  char text[2 * sizeof bytes + 1];
  sodium_bin2hex(text, sizeof text, bytes, sizeof bytes);
  return std::string(prefix) + text;
}

bool same_bytes(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminating zero
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                        &length, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
    return std::nullopt;
  bytes.resize(length);
  return bytes;
}

class Passwords::Turn {
 public:
  Turn(Passwords& passwords, std::chrono::milliseconds patience)
      : passwords_(passwords), granted_(passwords.enter(patience)) {}
  ~Turn() {
    if (granted_) passwords_.leave();
  }
  bool granted() const { return granted_; }

 private:
  Passwords& passwords_;
  bool granted_;
};

Passwords::Passwords() : nobody_(hash(random_token())) {}

bool Passwords::enter(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  if (waiting_ >= kLongestQueue) return false;
  ++waiting_;
  const bool granted = free_.wait_for(lock, patience, [this] { return running_ < kHashesAtOnce; });
  --waiting_;
  if (granted) ++running_;
  return granted;
}

void Passwords::leave() {
  {
    const std::lock_guard lock(mutex_);
    --running_;
  }
  free_.notify_one();
}

std::string Passwords::hash(std::string_view password) {
  const Turn turn(*this, std::chrono::minutes(1));
  if (!turn.granted()) throw std::runtime_error("no turn to hash a password");
  char text[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(text, password.data(), password.size(), kPasswordPasses, kPasswordMemory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::runtime_error("not enough memory to hash a password");
  return text;
}

Passwords::Verdict Passwords::verify(std::string_view password, const std::string& hash) {
  const Turn turn(*this, kPatience);
  if (!turn.granted()) return Verdict::busy;
  const std::string& against = hash.empty() ? nobody_ : hash;
  const bool right = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
  return right && !hash.empty() ? Verdict::right : Verdict::wrong;
}

ServerKey::ServerKey(const std::filesystem::path& file) {
  unsigned char seed[crypto_sign_SEEDBYTES];
  if (!std::filesystem::exists(file)) {
    randombytes_buf(seed, sizeof seed);
    create_private_file(file, std::string_view(reinterpret_cast<const char*>(seed), sizeof seed));
  }
  std::string bytes = read_file(file);
  if (bytes.size() != sizeof seed) throw FileFailure("server.key: 32 bytes expected in " + file.string());
  unsigned char public_key[crypto_sign_PUBLICKEYBYTES];
  static_assert(crypto_sign_SECRETKEYBYTES == 64);
  crypto_sign_seed_keypair(public_key, secret_.data(), bytes_of(bytes));
  sodium_memzero(bytes.data(), bytes.size());
  sodium_memzero(seed, sizeof seed);
  const std::string_view view(reinterpret_cast<const char*>(public_key), sizeof public_key);
  public_key_ = base64(view);
  id_ = sha256_hex(view).substr(0, 16);
}

ServerKey::~ServerKey() { sodium_memzero(secret_.data(), secret_.size()); }

std::string ServerKey::sign(std::string_view bytes) const {
  unsigned char signature[crypto_sign_BYTES];
  crypto_sign_detached(signature, nullptr, bytes_of(bytes), bytes.size(), secret_.data());
  return base64(std::string_view(reinterpret_cast<const char*>(signature), sizeof signature));
}

bool verify_signature(std::string_view bytes, std::string_view signature_base64, std::string_view public_key_base64) {
  const auto signature = from_base64(signature_base64);
  const auto key = from_base64(public_key_base64);
  return signature && key && signature->size() == crypto_sign_BYTES && key->size() == crypto_sign_PUBLICKEYBYTES &&
         crypto_sign_verify_detached(bytes_of(*signature), bytes_of(bytes), bytes.size(), bytes_of(*key)) == 0;
}

}  // namespace constat::server
