// A paragraph broken into lines. Lines break after spaces, hyphens and slashes, never at no-break spaces (which keep
// « guillemets », figures and their signs together); a word longer than the line breaks where it must.
#pragma once

#include <string_view>
#include <vector>

#include "web/ui/draw/fonts.hpp"

namespace constat::ui {

struct TextLine {
  std::string_view text;  // a view into the paragraph
  float width = 0;
};

struct TextBlock {
  TypeStyle style = kBody;
  std::vector<TextLine> lines;  // at least one, perhaps empty
  float width = 0;              // of the widest line
  float height = 0;
};

// `text` must outlive the block. `max_width` <= 0: one line per paragraph.
TextBlock wrap_text(const Fonts& fonts, const TypeStyle& style, std::string_view text, float max_width);

// The widest word: what a narrow column must give.
float longest_word(const Fonts& fonts, const TypeStyle& style, std::string_view text);

}  // namespace constat::ui
