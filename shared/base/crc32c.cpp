#include "shared/base/crc32c.hpp"

#include <array>
#include <cstring>

#if defined(__x86_64__) && !defined(__EMSCRIPTEN__)
#include <cpuid.h>
#include <nmmintrin.h>
#endif

namespace constat {
namespace {

constexpr std::uint32_t kPolynomial = 0x82f63b78;  // 0x1EDC6F41 with its bits reversed

constexpr std::array<std::uint32_t, 256> make_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1) ? (value >> 1) ^ kPolynomial : value >> 1;
    table[i] = value;
  }
  return table;
}

constexpr std::array<std::uint32_t, 256> kTable = make_table();

std::uint32_t by_table(std::uint32_t crc, std::string_view bytes) {
  for (char c : bytes) crc = kTable[(crc ^ static_cast<unsigned char>(c)) & 0xff] ^ (crc >> 8);
  return crc;
}

#if defined(__x86_64__) && !defined(__EMSCRIPTEN__)

bool has_instruction() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  constexpr unsigned kSse42Bit = 1u << 20;
  return __get_cpuid(1, &a, &b, &c, &d) && (c & kSse42Bit) != 0;
}

// The processor's own instruction takes eight bytes at once.
__attribute__((target("sse4.2"))) std::uint32_t by_instruction(std::uint32_t crc, std::string_view bytes) {
  std::uint64_t wide = crc;
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
    std::uint64_t next = 0;
    std::memcpy(&next, bytes.data(), 8);
    wide = _mm_crc32_u64(wide, next);
  }
  return by_table(static_cast<std::uint32_t>(wide), bytes);
}

#else

bool has_instruction() { return false; }
std::uint32_t by_instruction(std::uint32_t crc, std::string_view bytes) { return by_table(crc, bytes); }

#endif

}  // namespace

std::uint32_t crc32c(std::string_view bytes, std::uint32_t earlier) {
  static const bool fast = has_instruction();
  return ~(fast ? by_instruction(~earlier, bytes) : by_table(~earlier, bytes));
}

}  // namespace constat
