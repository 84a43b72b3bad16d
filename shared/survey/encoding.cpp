#include "shared/survey/encoding.hpp"

#include <cstddef>
#include <cstdint>

namespace constat {
namespace {

using Byte = unsigned char;

// 0x80-0x9F; 0xA0-0xFF are Latin-1. The five open bytes map to themselves, as browsers do.
constexpr std::uint16_t kWindows1252[32] = {0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                            0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
                                            0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                            0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

constexpr std::uint16_t kCp850[128] = {
    0x00c7, 0x00fc, 0x00e9, 0x00e2, 0x00e4, 0x00e0, 0x00e5, 0x00e7, 0x00ea, 0x00eb, 0x00e8, 0x00ef, 0x00ee,
    0x00ec, 0x00c4, 0x00c5, 0x00c9, 0x00e6, 0x00c6, 0x00f4, 0x00f6, 0x00f2, 0x00fb, 0x00f9, 0x00ff, 0x00d6,
    0x00dc, 0x00f8, 0x00a3, 0x00d8, 0x00d7, 0x0192, 0x00e1, 0x00ed, 0x00f3, 0x00fa, 0x00f1, 0x00d1, 0x00aa,
    0x00ba, 0x00bf, 0x00ae, 0x00ac, 0x00bd, 0x00bc, 0x00a1, 0x00ab, 0x00bb, 0x2591, 0x2592, 0x2593, 0x2502,
    0x2524, 0x00c1, 0x00c2, 0x00c0, 0x00a9, 0x2563, 0x2551, 0x2557, 0x255d, 0x00a2, 0x00a5, 0x2510, 0x2514,
    0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x00e3, 0x00c3, 0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550,
    0x256c, 0x00a4, 0x00f0, 0x00d0, 0x00ca, 0x00cb, 0x00c8, 0x0131, 0x00cd, 0x00ce, 0x00cf, 0x2518, 0x250c,
    0x2588, 0x2584, 0x00a6, 0x00cc, 0x2580, 0x00d3, 0x00df, 0x00d4, 0x00d2, 0x00f5, 0x00d5, 0x00b5, 0x00fe,
    0x00de, 0x00da, 0x00db, 0x00d9, 0x00fd, 0x00dd, 0x00af, 0x00b4, 0x00ad, 0x00b1, 0x2017, 0x00be, 0x00b6,
    0x00a7, 0x00f7, 0x00b8, 0x00b0, 0x00a8, 0x00b7, 0x00b9, 0x00b3, 0x00b2, 0x25a0, 0x00a0};

std::uint16_t windows_1252(Byte byte) { return byte < 0xa0 ? kWindows1252[byte - 0x80] : byte; }

// The letters of French in CP850 whose Windows-1252 reading is punctuation or a foreign letter.
bool is_cp850_in_mixed_file(Byte byte) {
  return byte == 0x80 || (byte >= 0x82 && byte <= 0x85) || (byte >= 0x87 && byte <= 0x8c) || byte == 0x90 ||
         byte == 0x93 || byte == 0x96 || byte == 0x97;
}

bool is_ascii_letter(Byte byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

// Whether Windows-1252 alone cannot be meant. 0x82 (é) is a low quotation mark there, which hardly anybody types; the
// others count only inside a word, and the ellipsis, the dashes and OE never do: those stand inside words in
// Windows-1252 too.
bool mixes_cp850(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const Byte byte = static_cast<Byte>(bytes[i]);
    if (byte < 0x80 || !is_cp850_in_mixed_file(byte)) continue;
    if (byte == 0x85 || byte == 0x8c || byte == 0x96 || byte == 0x97) continue;
    const bool after_letter = i > 0 && is_ascii_letter(static_cast<Byte>(bytes[i - 1]));
    const bool before_letter = i + 1 < bytes.size() && is_ascii_letter(static_cast<Byte>(bytes[i + 1]));
    if (byte == 0x82 ? after_letter || before_letter : after_letter && before_letter) return true;
  }
  return false;
}

void append_utf8(std::string& out, std::uint16_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    out += static_cast<char>(0xe0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  }
}

template <class Decode>
std::string decode_bytes(std::string_view bytes, Decode decode) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  for (const char c : bytes) {
    const Byte byte = static_cast<Byte>(c);
    append_utf8(out, byte < 0x80 ? byte : decode(byte));
  }
  return out;
}

std::uint16_t cp850(Byte byte) { return kCp850[byte - 0x80]; }

// Length of the well-formed sequence at `at`, 0 if there is none (Unicode, table 3-7).
std::size_t utf8_sequence(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return at + i < bytes.size() ? static_cast<Byte>(bytes[at + i]) : Byte{0}; };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xc0) == 0x80; };
  const Byte first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return continues(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const bool second = first == 0xe0 ? byte(1) >= 0xa0 : first == 0xed ? byte(1) <= 0x9f : true;
    return second && continues(1) && continues(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const bool second = first == 0xf0 ? byte(1) >= 0x90 : first == 0xf4 ? byte(1) <= 0x8f : true;
    return second && continues(1) && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

// Offset of the first byte that is no UTF-8; bytes.size() if all is well.
std::size_t first_invalid(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t length = utf8_sequence(bytes, at);
    if (length == 0) return at;
    at += length;
  }
  return at;
}

}  // namespace

bool is_utf8(std::string_view bytes) { return first_invalid(bytes) == bytes.size(); }

Result<std::string> decode_csv(std::string_view bytes, CsvEncoding encoding) {
  const std::string_view mark = bytes.substr(0, 2);
  if (mark == "\xff\xfe" || mark == "\xfe\xff") return failure(ErrorCode::invalid, "problem.csv-utf16");
  const bool marked = bytes.substr(0, 3) == "\xef\xbb\xbf";
  if (marked) bytes.remove_prefix(3);
  switch (encoding) {
    case CsvEncoding::windows_1252:
      if (marked) break;
      return decode_bytes(bytes, windows_1252);
    case CsvEncoding::cp850:
      if (marked) break;
      return decode_bytes(bytes, cp850);
    case CsvEncoding::automatic:
      if (is_utf8(bytes)) return std::string(bytes);
      if (!mixes_cp850(bytes)) return decode_bytes(bytes, windows_1252);
      return decode_bytes(bytes, [](Byte b) { return is_cp850_in_mixed_file(b) ? cp850(b) : windows_1252(b); });
    case CsvEncoding::utf8:
      break;
  }
  // Declared as UTF-8, or a single-byte encoding contradicted by a UTF-8 mark: the mark is the stronger word.
  const std::size_t invalid = first_invalid(bytes);
  if (invalid == bytes.size()) return std::string(bytes);
  std::size_t line = 1;
  for (const char c : bytes.substr(0, invalid)) line += c == '\n' ? 1 : 0;
  return failure(ErrorCode::invalid, "problem.csv-not-utf8", {std::to_string(line)});
}

}  // namespace constat
