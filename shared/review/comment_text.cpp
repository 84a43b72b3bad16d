#include "shared/review/comment_text.hpp"

#include <algorithm>

namespace constat {
namespace {

// U+00C0..U+017F without their accents, one letter each; '?' is taken apart below, ' ' is no letter.
constexpr char kLatin[] =
    "aaaaaa?ceeeeiiiidnooooo ouuuuy??aaaaaa?ceeeeiiiidnooooo ouuuuy?y"  // 00C0..00FF
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllllllllnnnnnnnnnoooooo??rrrrrrssssssss"  // 0100..0161
    "ttttttuuuuuuuuuuuuwwyyyzzzzzzs";  // 0162..017F
static_assert(sizeof kLatin == 0x180 - 0xC0 + 1);

std::u32string_view ligature(char32_t c) {
  switch (c) {
    case 0xC6: case 0xE6: return U"ae";
    case 0xDE: case 0xFE: return U"th";
    case 0xDF: return U"ss";
    case 0x132: case 0x133: return U"ij";
    case 0x152: case 0x153: return U"oe";
    default: return U" ";
  }
}

// The code point at `at`, which moves behind it; 0 for a byte that starts none.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at++);
  if (first < 0x80) return first;
  const int more = first >= 0xC2 && first < 0xE0 ? 1 : first >= 0xE0 && first < 0xF0 ? 2 : first >= 0xF0 && first < 0xF5 ? 3 : 0;
  if (more == 0 || at + static_cast<std::size_t>(more) > text.size()) return 0;
  char32_t point = first & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    if ((byte(at + static_cast<std::size_t>(i)) & 0xC0) != 0x80) return 0;
    point = point << 6 | (byte(at + static_cast<std::size_t>(i)) & 0x3F);
  }
  at += static_cast<std::size_t>(more);
  return point;
}

bool is_combining_mark(char32_t c) { return c >= 0x300 && c <= 0x36F; }

// Punctuation, symbols, spaces and pictures outside ASCII; what is left counts as letters of some script.
bool is_separator(char32_t c) {
  return c < 0xC0 || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
         c == 0xFFFD || (c >= 0x1F000 && c <= 0x1FAFF);
}

void append(std::u32string& out, char32_t c) {
  const bool ascii_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  if (ascii_letter) out += c;
  else if (c >= 'A' && c <= 'Z') out += c + ('a' - 'A');
  else if (c >= 0xC0 && c < 0x180) {
    const char plain = kLatin[c - 0xC0];
    if (plain == '?') out += ligature(c);
    else append(out, static_cast<unsigned char>(plain));
  } else if (is_combining_mark(c)) return;
  else if (!is_separator(c)) out += c;
  else if (!out.empty() && out.back() != ' ') out += ' ';
}

std::uint64_t mix(std::uint64_t x) {  // the finaliser of SplitMix64
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

}  // namespace

std::u32string normalised_comment(std::string_view utf8) {
  std::u32string out;
  for (std::size_t at = 0; at < utf8.size() && out.size() < kLongestComment;) append(out, next_code_point(utf8, at));
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::vector<std::uint64_t> comment_grams(const std::u32string& normalised) {
  std::vector<std::uint64_t> grams;
  if (normalised.size() < kGram) return grams;
  grams.reserve(normalised.size() - kGram + 1);
  for (std::size_t i = 0; i + kGram <= normalised.size(); ++i) {
    std::uint64_t hash = 0x9e3779b97f4a7c15ULL;
    for (std::size_t k = 0; k < kGram; ++k) hash = mix(hash + normalised[i + k]);
    grams.push_back(hash);
  }
  std::sort(grams.begin(), grams.end());
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  return grams;
}

double jaccard(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) ++shared, ++i, ++j;
    else if (a[i] < b[j]) ++i;
    else ++j;
  }
  const std::size_t either = a.size() + b.size() - shared;
  return either == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(either);
}

}  // namespace constat
