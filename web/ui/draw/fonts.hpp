// The three fonts, at the density of the screen and the reader's text scale. Sizes are CSS font sizes (the em). A line with a
// sign that they lack is the browser's, the whole of it (runs.hpp): signs of two sources on one line could not be put in order.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "web/ui/draw/runs.hpp"
#include "web/ui/theme/type.hpp"

struct ImFont;
struct ImFontBaked;

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
  ImFontBaked* baked(const TypeStyle& style) const;
  float width(const TypeStyle& style, std::string_view line) const;
  bool lacks(Weight weight, std::string_view text) const;  // a sign of it: the browser draws it
  Runs& runs() const { return *runs_; }
  RunStyle run_style(const TypeStyle& style) const { return {size(style), style.weight == Weight::medium}; }
  ImFont* font(Weight weight) const;
  ImFont* icons() const { return fonts_[2]; }

 private:
  ImFont* fonts_[3] = {};
  std::string bytes_[3];
  float text_scale_ = 1, scale_ = 1;
  std::unique_ptr<Runs> runs_ = std::make_unique<Runs>();
};

}  // namespace constat::ui
