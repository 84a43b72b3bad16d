// Photos of the demonstration: drawn by code, written as PNG, the same from the same draws.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/rng.hpp"

namespace constat::server::demo {

struct Picture {
  std::uint32_t width = 0, height = 0;
  std::vector<std::uint8_t> rgb;  // three bytes a pixel, rows from the top
};

// A shop's front or inside: sky or ceiling, a wall with windows or shelves, a floor.
Picture draw_scene(Rng& rng, std::uint32_t width, std::uint32_t height);

// The hash by gradients: 9 by 8 means of brightness, one bit for each that is darker than its right neighbour;
// 16 hexadecimal digits.
std::string gradient_hash(const Picture& picture);

std::string write_png(const Picture& picture);

}  // namespace constat::server::demo
