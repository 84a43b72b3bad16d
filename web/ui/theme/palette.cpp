#include "web/ui/theme/palette.hpp"

namespace constat::ui {

const ToneColours& Palette::of(Tone tone) const {
  switch (tone) {
    case Tone::accent: return accent;
    case Tone::good: return good;
    case Tone::warning: return warning;
    case Tone::bad: return bad;
    case Tone::neutral: break;
  }
  return neutral;
}

const Palette& light_palette() {
  static const Palette palette{
      "light",
      rgb(0xF6F5F2), rgb(0xFFFFFF), rgb(0xEFEDE8),
      rgb(0xE1DED7), rgb(0x8A867C),
      rgb(0x1D1B18), rgb(0x5D5951), rgb(0x77736A),
      Colour{20, 18, 15, 115},
      {rgb(0x5D5951), rgb(0xFFFFFF), rgb(0x4B4841), rgb(0xEFEDE8)},
      {rgb(0x0F6B5C), rgb(0xFFFFFF), rgb(0x0B5D50), rgb(0xDFF0EB)},
      {rgb(0x23783F), rgb(0xFFFFFF), rgb(0x1C6A36), rgb(0xE3F2E6)},
      {rgb(0x8F5B00), rgb(0xFFFFFF), rgb(0x7D4F00), rgb(0xFBF0D9)},
      {rgb(0xB3261E), rgb(0xFFFFFF), rgb(0xA8211A), rgb(0xFBE9E7)}};
  return palette;
}

const Palette& dark_palette() {
  static const Palette palette{
      "dark",
      rgb(0x141413), rgb(0x1F1E1D), rgb(0x2A2927),
      rgb(0x363431), rgb(0x8B877E),
      rgb(0xEFECE6), rgb(0xB9B4AA), rgb(0x8F8A80),
      Colour{0, 0, 0, 160},
      {rgb(0xB9B4AA), rgb(0x1B1A18), rgb(0xCFCAC0), rgb(0x2A2927)},
      {rgb(0x6BD0BB), rgb(0x06231D), rgb(0x7FDAC7), rgb(0x15352E)},
      {rgb(0x7DCF90), rgb(0x08240F), rgb(0x8FD8A0), rgb(0x18321E)},
      {rgb(0xE9BA5A), rgb(0x2A1D02), rgb(0xEDC573), rgb(0x392C10)},
      {rgb(0xFF9C90), rgb(0x370805), rgb(0xFFACA2), rgb(0x431D19)}};
  return palette;
}

const Palette& contrast_light_palette() {
  static const Palette palette{
      "contrast",
      rgb(0xFFFFFF), rgb(0xFFFFFF), rgb(0xF2F2F2),
      rgb(0x000000), rgb(0x000000),
      rgb(0x000000), rgb(0x1A1A1A), rgb(0x4A4A4A),
      Colour{0, 0, 0, 160},
      {rgb(0x000000), rgb(0xFFFFFF), rgb(0x000000), rgb(0xF2F2F2)},
      {rgb(0x00463B), rgb(0xFFFFFF), rgb(0x00463B), rgb(0xEDF7F4)},
      {rgb(0x0B4A1E), rgb(0xFFFFFF), rgb(0x0B4A1E), rgb(0xEFF8F1)},
      {rgb(0x5A3700), rgb(0xFFFFFF), rgb(0x5A3700), rgb(0xFFF8E8)},
      {rgb(0x86100A), rgb(0xFFFFFF), rgb(0x86100A), rgb(0xFFF1EF)}};
  return palette;
}

const Palette& contrast_dark_palette() {
  static const Palette palette{
      "contrast",
      rgb(0x000000), rgb(0x000000), rgb(0x161616),
      rgb(0xFFFFFF), rgb(0xFFFFFF),
      rgb(0xFFFFFF), rgb(0xEDEDED), rgb(0xBDBDBD),
      Colour{0, 0, 0, 190},
      {rgb(0xFFFFFF), rgb(0x000000), rgb(0xFFFFFF), rgb(0x161616)},
      {rgb(0x8FF0DC), rgb(0x000000), rgb(0x8FF0DC), rgb(0x06211C)},
      {rgb(0x9FF0B2), rgb(0x000000), rgb(0x9FF0B2), rgb(0x08210F)},
      {rgb(0xFFDD7A), rgb(0x000000), rgb(0xFFDD7A), rgb(0x241A00)},
      {rgb(0xFFBDB5), rgb(0x000000), rgb(0xFFBDB5), rgb(0x2B0805)}};
  return palette;
}

std::vector<ColourPair> text_pairs(const Palette& p) {
  std::vector<ColourPair> pairs = {
      {"text on background", p.text, p.background},         {"text on surface", p.text, p.surface},
      {"text on sunken", p.text, p.sunken},                 {"secondary on background", p.secondary, p.background},
      {"secondary on surface", p.secondary, p.surface},     {"secondary on sunken", p.secondary, p.sunken},
      {"disabled on surface", p.disabled, p.surface},
  };
  const struct { std::string_view what; Tone tone; } tones[] = {
      {"neutral", Tone::neutral}, {"accent", Tone::accent}, {"good", Tone::good}, {"warning", Tone::warning}, {"bad", Tone::bad}};
  for (const auto& [what, tone] : tones) {
    const ToneColours& colours = p.of(tone);
    pairs.push_back({what, colours.on_solid, colours.solid});
    pairs.push_back({what, colours.text, colours.soft});
    pairs.push_back({what, colours.text, p.surface});
    pairs.push_back({what, colours.text, p.background});
    pairs.push_back({what, p.text, colours.soft});
    pairs.push_back({what, p.secondary, colours.soft});
  }
  return pairs;
}

std::vector<ColourPair> shape_pairs(const Palette& p) {
  return {{"outline on surface", p.outline, p.surface},       {"outline on background", p.outline, p.background},
          {"accent on surface", p.accent.solid, p.surface},   {"accent on background", p.accent.solid, p.background},
          {"good on surface", p.good.solid, p.surface},       {"warning on surface", p.warning.solid, p.surface},
          {"bad on surface", p.bad.solid, p.surface},         {"neutral on surface", p.neutral.solid, p.surface},
          {"accent on sunken", p.accent.solid, p.sunken}};
}

}  // namespace constat::ui
