#include "web/ui/draw/text_block.hpp"

#include <algorithm>
#include <cmath>

#include "web/ui/draw/utf8.hpp"

namespace constat::ui {
namespace {

// A line may end behind these; a space at the end of a line has no width.
bool breaks_after(char32_t c) { return c == ' ' || c == '-' || c == '/' || c == 0x2013 || c == 0x200B; }

class Wrapper {
 public:
  Wrapper(const Fonts& fonts, const TypeStyle& style, std::string_view text, float max_width)
      : fonts_(fonts), style_(style), text_(text), max_width_(max_width) {}

  std::vector<TextLine> run() {
    for (std::size_t at = 0; at < text_.size();) {
      const Decoded decoded = decode_utf8(text_, at);
      if (decoded.code_point == '\n') {
        emit(at, width_);
        start_ = break_ = at + 1;
        width_ = width_at_break_ = ink_at_break_ = 0;
      } else {
        take(at, decoded);
      }
      at += decoded.length;
    }
    emit(text_.size(), width_);
    return std::move(lines_);
  }

 private:
  void take(std::size_t at, Decoded decoded) {
    const float advance = fonts_.advance(style_, decoded.code_point);
    const bool space = decoded.code_point == ' ';
    if (max_width_ > 0 && !space && width_ + advance > max_width_ && at > start_) {
      if (break_ > start_) {
        emit(break_, ink_at_break_);
        start_ = break_;
        width_ -= width_at_break_;
      } else {
        emit(at, width_);
        start_ = break_ = at;
        width_ = 0;
      }
    }
    if (space) ink_at_break_ = width_;
    width_ += advance;
    if (breaks_after(decoded.code_point)) {
      break_ = at + decoded.length;
      width_at_break_ = width_;
      if (!space) ink_at_break_ = width_;
    }
  }

  void emit(std::size_t end, float width) {
    std::string_view line = text_.substr(start_, end - start_);
    while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    lines_.push_back({line, width});
  }

  const Fonts& fonts_;
  const TypeStyle& style_;
  std::string_view text_;
  float max_width_;
  std::vector<TextLine> lines_;
  std::size_t start_ = 0, break_ = 0;  // of the current line, and where it can end
  float width_ = 0, width_at_break_ = 0, ink_at_break_ = 0;
};

}  // namespace

TextBlock wrap_text(const Fonts& fonts, const TypeStyle& style, std::string_view text, float max_width) {
  TextBlock block;
  block.style = style;
  block.lines = Wrapper(fonts, style, text, max_width).run();
  for (const TextLine& line : block.lines) block.width = std::max(block.width, line.width);
  block.width = std::ceil(block.width);
  block.height = fonts.line_height(style) * static_cast<float>(block.lines.size());
  return block;
}

float longest_word(const Fonts& fonts, const TypeStyle& style, std::string_view text) {
  float longest = 0, word = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_utf8(text, at);
    const bool space = decoded.code_point == ' ' || decoded.code_point == '\n';
    word = space ? 0 : word + fonts.advance(style, decoded.code_point);
    longest = std::max(longest, word);
    if (breaks_after(decoded.code_point)) word = 0;
    at += decoded.length;
  }
  return std::ceil(longest);
}

}  // namespace constat::ui
