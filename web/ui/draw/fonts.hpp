// The three fonts, at the density of the screen and the reader's text scale. Sizes are CSS font sizes (the em).
#pragma once

#include <string>
#include <string_view>

#include "web/ui/theme/type.hpp"

struct ImFont;

namespace constat::ui {

class Fonts {
 public:
  enum class Kind { regular = 0, medium = 1, icons = 2 };

  void add(Kind kind, std::string bytes);
  bool ready() const;

  // Once a frame, before anything is measured.
  void prepare(float density, float text_scale);

  // Fixed bars would fill a small screen at twice the text size: they keep to a smaller one.
  void limit_scale(float most) { scale_ = text_scale_ < most ? text_scale_ : most; }
  void unlimit_scale() { scale_ = text_scale_; }

  float scale() const { return scale_; }
  float size(const TypeStyle& style) const;         // whole CSS pixels, so that glyphs are rasterised exactly
  float line_height(const TypeStyle& style) const;
  float ascent(const TypeStyle& style) const;       // of the baseline under the top of a line box
  float advance(const TypeStyle& style, char32_t code_point) const;
  float width(const TypeStyle& style, std::string_view line) const;
  ImFont* font(Weight weight) const;
  ImFont* icons() const { return fonts_[2]; }

 private:
  ImFont* fonts_[3] = {};
  std::string bytes_[3];
  float text_scale_ = 1, scale_ = 1;
};

}  // namespace constat::ui
