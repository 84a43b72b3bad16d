#include "shared/sync/digest.hpp"

#include <cstddef>
#include <cstring>

#include "shared/base/sha256.hpp"

namespace constat {
namespace {

constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string base64(const DigestBytes& digest) {
  std::string out;
  for (std::size_t i = 0; i < digest.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) group = group << 8 | (i + j < digest.size() ? digest[i + j] : 0u);
    for (std::size_t j = 0; j < 4; ++j)
      out += i + j > digest.size() ? '=' : kBase64[group >> (18 - 6 * j) & 63];
  }
  return out;
}

std::optional<DigestBytes> sha256_from_base64(std::string_view text) {
  if (text.size() != 44 || text[43] != '=') return std::nullopt;
  DigestBytes digest{};
  std::uint32_t bits = 0;
  int count = 0;
  std::size_t at = 0;
  for (char c : text.substr(0, 43)) {
    const char* found = c ? std::strchr(kBase64, c) : nullptr;
    if (!found) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(found - kBase64);
    count += 6;
    if (count >= 8) {
      count -= 8;
      digest[at++] = static_cast<unsigned char>(bits >> count);
    }
  }
  return digest;
}

}  // namespace

std::string content_digest(std::string_view bytes) {
  Sha256 digest;
  digest.update(bytes);
  return "sha-256=:" + base64(digest.finish()) + ":";
}

std::optional<DigestBytes> parse_content_digest(std::string_view field) {
  constexpr std::string_view kName = "sha-256=:";
  while (!field.empty()) {
    const std::size_t comma = field.find(',');
    std::string_view entry = field.substr(0, comma);
    field = comma == std::string_view::npos ? std::string_view() : field.substr(comma + 1);
    while (!entry.empty() && (entry.front() == ' ' || entry.front() == '\t')) entry.remove_prefix(1);
    while (!entry.empty() && (entry.back() == ' ' || entry.back() == '\t')) entry.remove_suffix(1);
    if (entry.substr(0, kName.size()) != kName || entry.back() != ':' || entry.size() <= kName.size()) continue;
    return sha256_from_base64(entry.substr(kName.size(), entry.size() - kName.size() - 1));
  }
  return std::nullopt;
}

}  // namespace constat
