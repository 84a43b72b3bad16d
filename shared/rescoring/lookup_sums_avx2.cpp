#include "shared/rescoring/lookup_loops.hpp"

#if defined(__x86_64__) && !defined(__EMSCRIPTEN__)

#include <immintrin.h>

namespace constat {
namespace {

#define CONSTAT_AVX2 __attribute__((target("avx2")))

constexpr std::size_t kVisits = 32;  // of one vector of codes

// Bytes of `low` and `high` interleave to words: of visits 0 to 7 and 16 to 23 in the first sum, of the others in the second.
CONSTAT_AVX2 void sum_avx2(const LookupGroup& group, std::size_t first, std::size_t count, std::uint16_t* sums) {
  const std::size_t whole = count / kVisits * kVisits;
  for (std::size_t v = 0; v < whole; v += kVisits) {
    __m256i some = _mm256_setzero_si256(), others = some;
    for (const NarrowColumn& column : group.narrow) {
      const __m256i codes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(column.codes + first + v));
      const __m256i low_table = _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(column.low.data())));
      const __m256i high_table = _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(column.high.data())));
      const __m256i low = _mm256_shuffle_epi8(low_table, codes), high = _mm256_shuffle_epi8(high_table, codes);
      some = _mm256_add_epi16(some, _mm256_unpacklo_epi8(low, high));
      others = _mm256_add_epi16(others, _mm256_unpackhi_epi8(low, high));
    }
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + v), _mm256_permute2x128_si256(some, others, 0x20));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + v + kVisits / 2), _mm256_permute2x128_si256(some, others, 0x31));
  }
  sum_narrow(group, first + whole, count - whole, sums + whole);
  add_wide(group, first, count, sums);
}

CONSTAT_AVX2 void percent_avx2(const std::int32_t* earned, const std::int32_t* possible, std::size_t count, std::int32_t* out) {
  const __m128i one = _mm_set1_epi32(1), zero = _mm_setzero_si128(), none = _mm_set1_epi32(kNoScore);
  const __m256d twice_hundred = _mm256_set1_pd(200'000'000.0);
  std::size_t v = 0;
  for (; v + 4 <= count; v += 4) {
    const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(possible + v));
    const __m128i most = _mm_max_epi32(b, one);
    const __m128i got = _mm_min_epi32(_mm_max_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(earned + v)), zero), most);
    const __m256d divisor = _mm256_cvtepi32_pd(most);
    const __m256d twice = _mm256_add_pd(_mm256_mul_pd(_mm256_cvtepi32_pd(got), twice_hundred), divisor);
    const __m128i score = _mm256_cvttpd_epi32(_mm256_div_pd(twice, _mm256_add_pd(divisor, divisor)));
    const __m128i known = _mm_cmpgt_epi32(b, zero);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + v), _mm_blendv_epi8(none, score, known));
  }
  percent_portable(earned + v, possible + v, count - v, out + v);
}

}  // namespace

bool has_avx2() { return __builtin_cpu_supports("avx2") != 0; }

LookupKernels avx2_kernels() { return {sum_avx2, percent_avx2}; }

}  // namespace constat

#else

namespace constat {

bool has_avx2() { return false; }
LookupKernels avx2_kernels() { return portable_kernels(); }

}  // namespace constat

#endif
