#include "web/app/event_id.hpp"

#include "shared/base/ids.hpp"
#include "shared/base/sha256.hpp"

namespace constat::app {

std::string event_id(const std::string& user, const std::string& about, std::int64_t now_ms) {
  const std::string digest = sha256_hex(user + "\n" + about + "\n" + std::to_string(now_ms));
  unsigned char bytes[10];
  for (std::size_t i = 0; i < 10; ++i) {
    const auto digit = [&](char c) { return static_cast<unsigned char>(c <= '9' ? c - '0' : c - 'a' + 10); };
    bytes[i] = static_cast<unsigned char>(digit(digest[2 * i]) * 16 + digit(digest[2 * i + 1]));
  }
  return make_uuid_v7(now_ms, bytes);
}

}  // namespace constat::app
