#include "backend/demo/picture.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace constat::server::demo {
namespace {

using Colour = std::array<std::uint8_t, 3>;

Colour shade(const Colour& colour, int by) {
  Colour out{};
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = static_cast<std::uint8_t>(std::clamp(static_cast<int>(colour[i]) + by, 0, 255));
  return out;
}

// Muted: the three parts lie close together.
Colour draw_colour(Rng& rng, int from, int to) {
  const std::int64_t level = rng.between(from, to);
  Colour colour{};
  for (auto& part : colour) part = static_cast<std::uint8_t>(std::clamp<std::int64_t>(level + rng.between(-24, 24), 0, 255));
  return colour;
}

void fill(Picture& picture, std::uint32_t x0, std::uint32_t y0, std::uint32_t x1, std::uint32_t y1, const Colour& colour) {
  for (std::uint32_t y = y0; y < std::min(y1, picture.height); ++y)
    for (std::uint32_t x = x0; x < std::min(x1, picture.width); ++x)
      std::copy(colour.begin(), colour.end(), picture.rgb.begin() + 3 * (std::size_t{y} * picture.width + x));
}

void put_number(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
}

void put_chunk(std::string& out, const std::string& name, const std::string& data) {
  put_number(out, static_cast<std::uint32_t>(data.size()));
  const std::string named = name + data;
  out += named;
  put_number(out, static_cast<std::uint32_t>(
                      crc32(0, reinterpret_cast<const Bytef*>(named.data()), static_cast<uInt>(named.size()))));
}

}  // namespace

Picture draw_scene(Rng& rng, std::uint32_t width, std::uint32_t height) {
  Picture picture{width, height, std::vector<std::uint8_t>(std::size_t{3} * width * height)};
  const Colour above = draw_colour(rng, 150, 235), wall = draw_colour(rng, 90, 200), floor = draw_colour(rng, 40, 120);
  const std::uint32_t horizon = height / 4, ground = height - height / 5;
  for (std::uint32_t y = 0; y < horizon; ++y) fill(picture, 0, y, width, y + 1, shade(above, -static_cast<int>(y * 40 / height)));
  fill(picture, 0, horizon, width, ground, wall);
  for (std::uint32_t y = ground; y < height; ++y) fill(picture, 0, y, width, y + 1, shade(floor, static_cast<int>((y - ground) * 60 / height)));
  const std::uint32_t columns = 3 + static_cast<std::uint32_t>(rng.below(4)), rows = 1 + static_cast<std::uint32_t>(rng.below(3));
  const std::uint32_t cell_width = width / columns, cell_height = (ground - horizon) / rows;
  for (std::uint32_t row = 0; row < rows; ++row)
    for (std::uint32_t column = 0; column < columns; ++column) {
      const std::uint32_t x = column * cell_width + cell_width / 8, y = horizon + row * cell_height + cell_height / 8;
      fill(picture, x, y, x + cell_width * 3 / 4, y + cell_height * 3 / 4, draw_colour(rng, 60, 250));
    }
  return picture;
}

std::string gradient_hash(const Picture& picture) {
  constexpr std::uint32_t kColumns = 9, kRows = 8;
  std::array<std::uint64_t, kColumns * kRows> sums{}, counts{};
  for (std::uint32_t y = 0; y < picture.height; ++y)
    for (std::uint32_t x = 0; x < picture.width; ++x) {
      const std::size_t cell = std::size_t{y * kRows / picture.height} * kColumns + x * kColumns / picture.width;
      const std::size_t at = 3 * (std::size_t{y} * picture.width + x);
      sums[cell] += std::uint64_t{picture.rgb[at]} * 299 + std::uint64_t{picture.rgb[at + 1]} * 587 + std::uint64_t{picture.rgb[at + 2]} * 114;
      ++counts[cell];
    }
  std::string digits;
  unsigned bits = 0;
  for (std::uint32_t bit = 0; bit < 64; ++bit) {
    const std::size_t cell = std::size_t{bit / 8} * kColumns + bit % 8;
    const auto mean = [&](std::size_t at) { return counts[at] == 0 ? 0 : sums[at] / counts[at]; };
    bits = bits << 1 | (mean(cell) < mean(cell + 1) ? 1u : 0u);
    if (bit % 4 != 3) continue;
    digits += "0123456789abcdef"[bits & 15];
    bits = 0;
  }
  return digits;
}

std::string write_png(const Picture& picture) {
  std::string rows;
  const std::size_t row_bytes = std::size_t{3} * picture.width;
  for (std::uint32_t y = 0; y < picture.height; ++y) {
    rows += '\0';  // no filter
    rows.append(reinterpret_cast<const char*>(picture.rgb.data()) + y * row_bytes, row_bytes);
  }
  uLongf size = compressBound(static_cast<uLong>(rows.size()));
  std::string packed(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()),
                static_cast<uLong>(rows.size()), 6) != Z_OK)
    throw std::runtime_error("a picture could not be packed");
  packed.resize(size);

  std::string header;
  put_number(header, picture.width);
  put_number(header, picture.height);
  header += std::string("\x08\x02\x00\x00\x00", 5);  // eight bits, RGB, no interlacing
  std::string png = "\x89PNG\r\n\x1a\n";
  put_chunk(png, "IHDR", header);
  put_chunk(png, "IDAT", packed);
  put_chunk(png, "IEND", "");
  return png;
}

}  // namespace constat::server::demo
