// A colour in sRGB and the contrast of two colours as WCAG 2.2 defines it.
#pragma once

#include <cstdint>
#include <string>

namespace constat::ui {

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
};

constexpr Colour rgb(std::uint32_t hex) {
  return Colour{static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>((hex >> 8) & 0xFF),
                static_cast<std::uint8_t>(hex & 0xFF), 255};
}

constexpr Colour with_alpha(Colour colour, std::uint8_t alpha) { return Colour{colour.r, colour.g, colour.b, alpha}; }

// `share` of `b` (0..1) over `a`; opaque.
Colour mix(Colour a, Colour b, float share);

// Relative luminance contrast, 1..21 (WCAG 2.2, "contrast ratio").
double contrast_ratio(Colour a, Colour b);

std::string css_hex(Colour colour);  // "#f6f5f2"

}  // namespace constat::ui
