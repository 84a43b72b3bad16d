#include "shared/base/sha256_compress.hpp"

#if defined(__x86_64__) && !defined(__EMSCRIPTEN__)

#include <cpuid.h>
#include <immintrin.h>

namespace constat {

bool has_sha_instructions() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  constexpr unsigned kShaBit = 1u << 29, kSse41Bit = 1u << 19;  // leaf 7 EBX, leaf 1 ECX
  if (!__get_cpuid(1, &a, &b, &c, &d) || (c & kSse41Bit) == 0) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & kShaBit) != 0;
}

// The instructions keep the eight words as ABEF and CDGH; each does two rounds, so four rounds take two of them and one
// vector of four message words.
__attribute__((target("sha,sse4.1"))) void sha256_compress_x86(Sha256State& state, const unsigned char* blocks,
                                                               std::size_t count) {
  const __m128i big_endian = _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
  const __m128i badc = _mm_shuffle_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(state.data())), 0xb1);
  const __m128i hgfe = _mm_shuffle_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(state.data() + 4)), 0x1b);
  __m128i abef = _mm_alignr_epi8(badc, hgfe, 8), cdgh = _mm_blend_epi16(hgfe, badc, 0xf0);
  for (; count > 0; --count, blocks += kSha256Block) {
    const __m128i abef_before = abef, cdgh_before = cdgh;
    __m128i w[4];
    for (int group = 0; group < 16; ++group) {
      __m128i& words = w[group % 4];
      if (group < 4) {
        words = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(blocks + 16 * group)), big_endian);
      } else {
        const __m128i last = w[(group + 3) % 4], before_last = w[(group + 2) % 4];
        const __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(words, w[(group + 1) % 4]), _mm_alignr_epi8(last, before_last, 4));
        words = _mm_sha256msg2_epu32(sum, last);
      }
      const __m128i added = _mm_add_epi32(words, _mm_loadu_si128(reinterpret_cast<const __m128i*>(kSha256Round + 4 * group)));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, added);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(added, 0x0e));
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  const __m128i feba = _mm_shuffle_epi32(abef, 0x1b), dchg = _mm_shuffle_epi32(cdgh, 0xb1);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data()), _mm_blend_epi16(feba, dchg, 0xf0));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data() + 4), _mm_alignr_epi8(dchg, feba, 8));
}

}  // namespace constat

#else

namespace constat {

bool has_sha_instructions() { return false; }
void sha256_compress_x86(Sha256State& state, const unsigned char* blocks, std::size_t count) {
  sha256_compress_portable(state, blocks, count);
}

}  // namespace constat

#endif
