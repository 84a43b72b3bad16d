// Code points of the Material icons in use. web/ui/icons.json tells the build which glyphs the subset font keeps.
#pragma once

#include "web/ui/ui.hpp"

namespace constat::ui {

inline constexpr std::size_t kIconCount = static_cast<std::size_t>(Icon::phone) + 1;

struct IconGlyph {
  std::string_view name;  // Material's name
  char32_t code_point;    // 0 for Icon::none
};
const IconGlyph& glyph_of(Icon icon);

}  // namespace constat::ui
