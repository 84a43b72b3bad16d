#include "web/ui/draw/text_block.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "web/ui/draw/scripts.hpp"
#include "web/ui/draw/utf8.hpp"
#include "web/ui/hash.hpp"

namespace constat::ui {
namespace {

// A line may end behind these; a space at the end of a line has no width.
bool breaks_after(char32_t c) { return c == ' ' || c == '-' || c == '/' || c == 0x2013 || c == 0x200B; }

class Wrapper {
 public:
  Wrapper(const Fonts& fonts, const TypeStyle& style, std::string_view text, float max_width)
      : font_(fonts.baked(style)), text_(text), max_width_(max_width) {}

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
    const float advance = font_->GetCharAdvance(static_cast<ImWchar>(decoded.code_point));
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

  ImFontBaked* font_;
  std::string_view text_;
  float max_width_;
  std::vector<TextLine> lines_;
  std::size_t start_ = 0, break_ = 0;  // of the current line, and where it can end
  float width_ = 0, width_at_break_ = 0, ink_at_break_ = 0;
};

// The same for text that the browser draws: its widths are those of whole lines, because letters change their shape beside others.
class ForeignWrapper {
 public:
  ForeignWrapper(const Fonts& fonts, const TypeStyle& style, std::string_view text, float max_width)
      : fonts_(fonts), style_(fonts.run_style(style)), text_(text), max_width_(max_width) {}

  std::vector<TextLine> run() {
    for (std::size_t start = 0;;) {
      const std::size_t end = std::min(text_.find('\n', start), text_.size());
      wrap_paragraph(start, end);
      if (end == text_.size()) return std::move(lines_);
      start = end + 1;
    }
  }

 private:
  float width(std::size_t from, std::size_t to) const { return fonts_.runs().width(trimmed(from, to), style_); }

  std::string_view trimmed(std::size_t from, std::size_t to) const {
    std::string_view line = text_.substr(from, to - from);
    while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    return line;
  }

  // Where a line may end next behind `at`: at a break between words, or (`anywhere`) between any two letters.
  std::size_t next_end(std::size_t at, std::size_t end, bool anywhere) const {
    Decoded before = decode_utf8(text_, at);
    for (std::size_t next = at + before.length; next < end;) {
      const Decoded after = decode_utf8(text_, next);
      if (anywhere ? !joins_previous(before.code_point, after.code_point) : breaks_between(before.code_point, after.code_point)) return next;
      before = after;
      next += after.length;
    }
    return end;
  }

  void wrap_paragraph(std::size_t start, std::size_t end) {
    while (max_width_ > 0 && start < end && width(start, end) > max_width_) {
      std::size_t fits = start;
      for (const bool anywhere : {false, true}) {
        for (std::size_t next = start; next < end;) {
          next = next_end(next, end, anywhere);
          if (width(start, next) > max_width_) break;
          fits = next;
        }
        if (fits > start) break;
      }
      if (fits == start) fits = next_end(start, end, true);  // not even one letter
      emit(start, fits);
      start = fits;
    }
    emit(start, end);
  }

  void emit(std::size_t from, std::size_t to) { lines_.push_back({trimmed(from, to), width(from, to)}); }

  const Fonts& fonts_;
  RunStyle style_;
  std::string_view text_;
  float max_width_;
  std::vector<TextLine> lines_;
};

}  // namespace

TextBlock wrap_text(const Fonts& fonts, const TypeStyle& style, std::string_view text, float max_width) {
  TextBlock block;
  block.style = style;
  block.foreign = fonts.lacks(style.weight, text);
  block.right_to_left = block.foreign && is_right_to_left(text);
  block.lines = block.foreign ? ForeignWrapper(fonts, style, text, max_width).run() : Wrapper(fonts, style, text, max_width).run();
  for (const TextLine& line : block.lines) block.width = std::max(block.width, line.width);
  block.width = std::ceil(block.width);
  block.height = fonts.line_height(style) * static_cast<float>(block.lines.size());
  return block;
}

float longest_word(const Fonts& fonts, const TypeStyle& style, std::string_view text) {
  float longest = 0;
  std::size_t start = 0;
  char32_t before = ' ';
  const bool foreign = fonts.lacks(style.weight, text);
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_utf8(text, at);
    const bool space = decoded.code_point == ' ' || decoded.code_point == '\n';
    if (space || breaks_after(before) || (foreign && breaks_between(before, decoded.code_point))) {
      longest = std::max(longest, fonts.width(style, text.substr(start, at - start)));
      start = space ? at + decoded.length : at;
    }
    before = decoded.code_point;
    at += decoded.length;
  }
  return std::ceil(std::max(longest, fonts.width(style, text.substr(start))));
}

TextBlock WrapCache::wrap(const Fonts& fonts, const TypeStyle& style, std::string_view text, float max_width) {
  const float sizes[] = {fonts.size(style), fonts.line_height(style), max_width, fonts.runs().density()};
  std::uint64_t halves[2];
  std::memcpy(halves, sizes, sizeof halves);
  const std::uint64_t key = hash_pair(hash_pair(hash_pair(hash_text(text), text.size() << 1 | static_cast<std::size_t>(style.weight)), halves[0]), halves[1]);
  TextBlock block;
  block.style = style;
  if (const Block* known = known_.find(key)) {
    block.width = known->width;
    block.height = known->height;
    block.foreign = known->foreign;
    block.right_to_left = known->right_to_left;
    block.lines.reserve(known->lines.size());
    for (const Line& line : known->lines) block.lines.push_back({text.substr(line.at, line.length), line.width});
    return block;
  }
  block = wrap_text(fonts, style, text, max_width);
  if (known_.size() >= kMost) known_.clear();
  Block& kept = known_.at(key);
  kept.width = block.width;
  kept.height = block.height;
  kept.foreign = block.foreign;
  kept.right_to_left = block.right_to_left;
  for (const TextLine& line : block.lines)
    kept.lines.push_back({static_cast<std::uint32_t>(line.text.empty() ? 0 : line.text.data() - text.data()), static_cast<std::uint32_t>(line.text.size()), line.width});
  return block;
}

}  // namespace constat::ui
