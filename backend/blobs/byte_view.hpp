// Reading numbers out of foreign bytes: every read says whether the bytes were there.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace constat::server {

class ByteView {
 public:
  explicit ByteView(std::string_view bytes) : bytes_(bytes) {}

  std::size_t size() const { return bytes_.size(); }
  // Empty when it reaches behind the end.
  std::string_view part(std::size_t at, std::size_t count) const {
    if (at > bytes_.size() || count > bytes_.size() - at) return {};
    return bytes_.substr(at, count);
  }
  bool says(std::size_t at, std::string_view text) const { return part(at, text.size()) == text; }
  // Where `byte` stands next, at or behind `at`; size() when it does not.
  std::size_t find(char byte, std::size_t at) const {
    const auto found = bytes_.find(byte, at);
    return found == std::string_view::npos ? bytes_.size() : found;
  }
  bool has_only_zeros_from(std::size_t at) const {
    return at >= bytes_.size() || bytes_.find_first_not_of('\0', at) == std::string_view::npos;
  }

  std::optional<std::uint32_t> byte(std::size_t at) const { return big_endian(at, 1); }
  std::optional<std::uint32_t> big_endian(std::size_t at, std::size_t count) const {
    const std::string_view from = part(at, count);
    if (from.empty()) return std::nullopt;
    std::uint32_t value = 0;
    for (const char c : from) value = value << 8 | static_cast<unsigned char>(c);
    return value;
  }
  std::optional<std::uint32_t> little_endian(std::size_t at, std::size_t count) const {
    const std::string_view from = part(at, count);
    if (from.empty()) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = value << 8 | static_cast<unsigned char>(from[i]);
    return value;
  }

 private:
  std::string_view bytes_;
};

}  // namespace constat::server
