// The colour tokens. Widgets use roles, never literal colours; every pair that carries text is listed in text_pairs() and
// tested at 4.5:1, every pair that carries a shape in shape_pairs() at 3:1.
#pragma once

#include <string_view>
#include <vector>

#include "web/ui/theme/colour.hpp"
#include "web/ui/ui.hpp"

namespace constat::ui {

struct ToneColours {
  Colour solid;     // fill of something selected or primary; also icons and thick lines
  Colour on_solid;  // text on it
  Colour text;      // text on background, surface and soft
  Colour soft;      // quiet fill: badges, banners
};

struct Palette {
  std::string_view name;  // "light", "dark", "contrast": what the page announces to the shell
  Colour background, surface, sunken;
  Colour border;          // separates surfaces, decorative
  Colour outline;         // edge of a control, 3:1 against surface
  Colour text, secondary, disabled;
  Colour scrim;           // over the page behind a dialog
  ToneColours neutral, accent, good, warning, bad;

  const ToneColours& of(Tone tone) const;
};

const Palette& light_palette();
const Palette& dark_palette();
const Palette& contrast_light_palette();
const Palette& contrast_dark_palette();

struct ColourPair {
  std::string_view what;
  Colour front, back;
};
std::vector<ColourPair> text_pairs(const Palette& palette);
std::vector<ColourPair> shape_pairs(const Palette& palette);

}  // namespace constat::ui
