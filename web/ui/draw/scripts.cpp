#include "web/ui/draw/scripts.hpp"

#include <algorithm>
#include <iterator>

#include "web/ui/draw/utf8.hpp"

namespace constat::ui {
namespace {

struct Range {
  char32_t from, to;
};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], char32_t c) {
  return std::any_of(std::begin(ranges), std::end(ranges), [c](const Range& range) { return c >= range.from && c <= range.to; });
}

// Combining marks, joiners, variation selectors, skin tones and tags.
constexpr Range kMarks[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05C7}, {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670},
    {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8}, {0x06EA, 0x06ED}, {0x0711, 0x0711}, {0x0730, 0x074A}, {0x07A6, 0x07B0},
    {0x07EB, 0x07F3}, {0x0816, 0x082D}, {0x08CA, 0x0903}, {0x0E31, 0x0E31}, {0x0E33, 0x0E3A}, {0x0E47, 0x0E4E}, {0x0EB1, 0x0EB1},
    {0x0EB3, 0x0EBC}, {0x0EC8, 0x0ECE}, {0x0F71, 0x0F87}, {0x0F8D, 0x0FBC}, {0x102B, 0x103E}, {0x1056, 0x1059}, {0x135D, 0x135F},
    {0x17B4, 0x17D3}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200C, 0x200D}, {0x20D0, 0x20FF}, {0x302A, 0x302F}, {0x3099, 0x309A},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F}, {0xE0100, 0xE01EF}};
constexpr Range kWide[] = {{0x2E80, 0xA4CF}, {0xAC00, 0xD7AF}, {0xF900, 0xFAFF}, {0xFF01, 0xFF60}, {0x1F000, 0x1FAFF}, {0x20000, 0x3FFFF}};
constexpr Range kRightToLeft[] = {{0x0590, 0x065F}, {0x066A, 0x06EF}, {0x06FA, 0x08FF}, {0xFB1D, 0xFDFF}, {0xFE70, 0xFEFE}, {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF}};
// Signs without a direction of their own.
constexpr Range kNeutral[] = {{0x0000, 0x0040}, {0x005B, 0x0060}, {0x007B, 0x00A9}, {0x00AB, 0x00B4}, {0x00B6, 0x00B9}, {0x00BB, 0x00BF},
                              {0x00D7, 0x00D7}, {0x00F7, 0x00F7}, {0x0660, 0x0669}, {0x06F0, 0x06F9}, {0x2000, 0x2BFF}, {0x3000, 0x3004},
                              {0x3008, 0x3020}, {0xFE00, 0xFE0F}, {0xFF01, 0xFF20}, {0x1F000, 0x1FAFF}};

constexpr char32_t kClosing[] = {',', '.', ':', ';', '!', '?', ')', ']', '}', '%', 0xBB, 0x2019, 0x201D, 0x2026, 0x3001, 0x3002, 0x3005,
                                 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x301C, 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063,
                                 0x3083, 0x3085, 0x3087, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30FB,
                                 0x30FC, 0xFF01, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D};
constexpr char32_t kOpening[] = {'(', '[', '{', 0xAB, 0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0xFF08, 0xFF3B, 0xFF5B};
constexpr char32_t kNeverBroken[] = {0x00A0, 0x2011, 0x202F, 0x2060, 0xFEFF};

template <std::size_t N>
bool holds(const char32_t (&list)[N], char32_t c) {
  return std::find(std::begin(list), std::end(list), c) != std::end(list);
}

// The blocks of Devanagari to Malayalam are laid out alike.
bool is_indic_mark(char32_t c) {
  if (c < 0x0900 || c > 0x0D7F) return false;
  const char32_t place = c & 0x7F;
  return place <= 0x03 || place == 0x3C || (place >= 0x3E && place <= 0x4D) || (place >= 0x51 && place <= 0x57) || place == 0x62 || place == 0x63;
}

// A virama binds the next consonant to this one.
bool is_virama(char32_t c) { return c >= 0x0900 && c <= 0x0D7F && (c & 0x7F) == 0x4D; }

bool is_flag_letter(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

}  // namespace

bool joins_previous(char32_t previous, char32_t code_point) {
  constexpr char32_t kJoiner = 0x200D;
  return is_in(kMarks, code_point) || is_indic_mark(code_point) || previous == kJoiner || is_virama(previous) ||
         (is_flag_letter(previous) && is_flag_letter(code_point));
}

bool breaks_between(char32_t before, char32_t after) {
  if (joins_previous(before, after) || holds(kNeverBroken, before) || holds(kNeverBroken, after)) return false;
  if (before == ' ' || before == '-' || before == '/' || before == 0x2013 || before == 0x200B || before == 0x3000) return after != ' ';
  if (after == ' ' || holds(kClosing, after) || holds(kOpening, before)) return false;
  return is_in(kWide, before) || is_in(kWide, after);
}

bool is_right_to_left(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_utf8(text, at);
    if (is_in(kRightToLeft, decoded.code_point)) return true;
    if (!is_in(kNeutral, decoded.code_point) && decoded.code_point != 0xFFFD) return false;
    at += decoded.length;
  }
  return false;
}

}  // namespace constat::ui
