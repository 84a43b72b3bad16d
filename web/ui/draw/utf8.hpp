// Decoding of UTF-8, one code point at a time. Malformed bytes decode as U+FFFD, one byte each.
#pragma once

#include <cstdint>
#include <string_view>

namespace constat::ui {

struct Decoded {
  char32_t code_point = 0;
  std::size_t length = 1;
};

Decoded decode_utf8(std::string_view text, std::size_t at);
std::size_t count_code_points(std::string_view text);

}  // namespace constat::ui
