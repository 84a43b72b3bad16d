// A paragraph broken into lines. Lines break after spaces, hyphens and slashes, never at no-break spaces (which keep
// « guillemets », figures and their signs together); a word longer than the line breaks where it must.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "web/ui/draw/fonts.hpp"
#include "web/ui/flat_map.hpp"

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
  bool foreign = false;         // the browser draws it
  bool right_to_left = false;   // of a foreign one: its lines end at one edge
};

// `text` must outlive the block. `max_width` <= 0: one line per paragraph.
TextBlock wrap_text(const Fonts& fonts, const TypeStyle& style, std::string_view text, float max_width);

// The widest word: what a narrow column must give.
float longest_word(const Fonts& fonts, const TypeStyle& style, std::string_view text);

// The lines of texts that were wrapped before: most frames show what the last one showed.
class WrapCache {
 public:
  TextBlock wrap(const Fonts& fonts, const TypeStyle& style, std::string_view text, float max_width);
  void clear() { known_.clear(); }

 private:
  static constexpr std::size_t kMost = 4096;
  struct Line {
    std::uint32_t at = 0, length = 0;
    float width = 0;
  };
  struct Block {
    std::vector<Line> lines;
    float width = 0, height = 0;
    bool foreign = false, right_to_left = false;
  };
  FlatMap<Block> known_;
};

}  // namespace constat::ui
