#include "web/ui/theme/colour.hpp"

#include <cmath>

namespace constat::ui {
namespace {

// WCAG 2.2, "relative luminance".
double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
  return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

std::uint8_t blend(std::uint8_t a, std::uint8_t b, float share) {
  return static_cast<std::uint8_t>(std::lround(static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * share));
}

}  // namespace

Colour mix(Colour a, Colour b, float share) {
  return Colour{blend(a.r, b.r, share), blend(a.g, b.g, share), blend(a.b, b.b, share), 255};
}

double contrast_ratio(Colour a, Colour b) {
  const double first = luminance(a), second = luminance(b);
  const double lighter = first > second ? first : second, darker = first > second ? second : first;
  return (lighter + 0.05) / (darker + 0.05);
}

std::string css_hex(Colour colour) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text = "#";
  for (const std::uint8_t channel : {colour.r, colour.g, colour.b}) {
    text += kDigits[channel >> 4];
    text += kDigits[channel & 15];
  }
  return text;
}

}  // namespace constat::ui
