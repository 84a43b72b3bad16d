#include "shared/rescoring/lookup_sums.hpp"

#include <algorithm>

#include "shared/rescoring/lookup_loops.hpp"

namespace constat {

void add_wide(const LookupGroup& group, std::size_t first, std::size_t count, std::uint16_t* sums) {
  for (const WideColumn& column : group.wide) {
    const std::uint8_t* codes = column.codes + first;
    for (std::size_t v = 0; v < count; ++v) sums[v] = static_cast<std::uint16_t>(sums[v] + column.words[codes[v]]);
  }
}

void sum_narrow(const LookupGroup& group, std::size_t first, std::size_t count, std::uint16_t* sums) {
  std::fill_n(sums, count, std::uint16_t{0});
  for (const NarrowColumn& column : group.narrow) {
    std::array<std::uint16_t, 16> words;
    for (std::size_t c = 0; c < 16; ++c) words[c] = static_cast<std::uint16_t>(column.low[c] | column.high[c] << 8);
    const std::uint8_t* codes = column.codes + first;
    for (std::size_t v = 0; v < count; ++v) sums[v] = static_cast<std::uint16_t>(sums[v] + words[codes[v] & 15u]);
  }
}

void percent_portable(const std::int32_t* earned, const std::int32_t* possible, std::size_t count, std::int32_t* out) {
  for (std::size_t v = 0; v < count; ++v) {
    const std::int64_t most = std::max(possible[v], 1), got = std::clamp<std::int64_t>(earned[v], 0, most);
    const double twice = static_cast<double>(200'000'000 * got + most);
    const std::int32_t score = static_cast<std::int32_t>(twice / static_cast<double>(2 * most));
    out[v] = possible[v] > 0 ? score : kNoScore;
  }
}

void sum_portable(const LookupGroup& group, std::size_t first, std::size_t count, std::uint16_t* sums) {
  sum_narrow(group, first, count, sums);
  add_wide(group, first, count, sums);
}

LookupKernels portable_kernels() { return {sum_portable, percent_portable}; }

LookupKernels best_kernels() {
#if defined(__wasm_simd128__)
  return wasm_kernels();
#else
  return has_avx2() ? avx2_kernels() : portable_kernels();
#endif
}

}  // namespace constat
