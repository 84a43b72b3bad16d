#include "shared/base/ids.hpp"

namespace constat {
namespace {

constexpr char kHex[] = "0123456789abcdef";

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_dash_position(std::size_t at) { return at == 8 || at == 13 || at == 18 || at == 23; }

}  // namespace

bool is_id(std::string_view text) {
  if (text.empty() || text.size() > 64 || !is_lower(text[0])) return false;
  for (char c : text) {
    if (!is_lower(c) && !is_digit(c) && c != '_' && c != '-') return false;
  }
  return true;
}

bool is_uuid_v7(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_dash_position(i)) {
      if (text[i] != '-') return false;
    } else if (!is_digit(text[i]) && !(text[i] >= 'a' && text[i] <= 'f')) {
      return false;
    }
  }
  const char variant = text[19];
  return text[14] == '7' && (variant == '8' || variant == '9' || variant == 'a' || variant == 'b');
}

std::string make_uuid_v7(std::int64_t unix_milliseconds, const unsigned char (&random)[10]) {
  unsigned char bytes[16];
  const auto milliseconds = static_cast<std::uint64_t>(unix_milliseconds);
  for (int i = 0; i < 6; ++i) bytes[i] = static_cast<unsigned char>(milliseconds >> (8 * (5 - i)));
  for (int i = 0; i < 10; ++i) bytes[6 + i] = random[i];
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x70);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
  std::string out;
  for (int i = 0; i < 16; ++i) {
    if (is_dash_position(out.size())) out += '-';
    out += kHex[bytes[i] >> 4];
    out += kHex[bytes[i] & 0x0f];
  }
  return out;
}

}  // namespace constat
