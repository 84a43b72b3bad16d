#include "tests/reliability/support/png.hpp"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "shared/base/rng.hpp"

namespace constat::test {
namespace {

void append_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
}

void append_chunk(std::string& out, std::string_view name, const std::string& data) {
  append_u32(out, static_cast<std::uint32_t>(data.size()));
  const std::string covered = std::string(name) + data;
  out += covered;
  append_u32(out, static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(covered.data()), static_cast<uInt>(covered.size()))));
}

}  // namespace

std::string png_of_noise(std::uint64_t seed, std::size_t bytes) {
  const auto side = static_cast<std::uint32_t>(std::max(1.0, std::sqrt(static_cast<double>(bytes) / 3)));
  Rng rng(seed + 1);
  std::string pixels;
  for (std::uint32_t y = 0; y < side; ++y) {
    pixels += '\0';  // the row's filter: none
    for (std::uint32_t x = 0; x < side * 3; x += 8) {
      const std::uint64_t noise = rng.next();
      for (std::uint32_t i = 0; i < std::min<std::uint32_t>(8, side * 3 - x); ++i) pixels += static_cast<char>(noise >> (8 * i) & 0xff);
    }
  }
  uLongf packed_size = compressBound(static_cast<uLong>(pixels.size()));
  std::string packed(packed_size, '\0');
  compress2(reinterpret_cast<Bytef*>(packed.data()), &packed_size, reinterpret_cast<const Bytef*>(pixels.data()), static_cast<uLong>(pixels.size()), 0);
  packed.resize(packed_size);

  std::string head;
  append_u32(head, side);
  append_u32(head, side);
  head += {8, 2, 0, 0, 0};  // 8 bits a channel, RGB
  std::string png("\x89PNG\r\n\x1a\n", 8);
  append_chunk(png, "IHDR", head);
  append_chunk(png, "IDAT", packed);
  append_chunk(png, "IEND", "");
  return png;
}

}  // namespace constat::test
