// The inner loops of re-scoring: sums of table look-ups over columns of codes, and percentages, for many visits at once.
// One portable form, one with AVX2, one with WebAssembly's vectors; the same integers from each. Only fast_scores.cpp and
// the test use this.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace constat {

// A column whose codes are all below 16. Code c stands for the word low[c] + 256 * high[c].
struct NarrowColumn {
  const std::uint8_t* codes = nullptr;  // by visit
  std::array<std::uint8_t, 16> low{}, high{};
};

// A column of any codes.
struct WideColumn {
  const std::uint8_t* codes = nullptr;  // by visit
  std::array<std::uint16_t, 256> words{};
};

// Columns whose words add up to less than 2^16 for every visit.
struct LookupGroup {
  std::vector<NarrowColumn> narrow;
  std::vector<WideColumn> wide;
};

inline constexpr std::int32_t kNoScore = -1;  // where a score in micro-percent would stand

struct LookupKernels {
  // sums[v] = the sum over all columns of what visit first + v has there, for v < count.
  void (*sum)(const LookupGroup& group, std::size_t first, std::size_t count, std::uint16_t* sums);
  // out[v] = 100 * earned / possible in micro-percent, rounded half up, within 0 and 100 %; kNoScore where possible <= 0.
  // |earned| and possible are at most kMostPoints.
  void (*percent)(const std::int32_t* earned, const std::int32_t* possible, std::size_t count, std::int32_t* out);
};

// 2 * 10^8 * kMostPoints + kMostPoints < 2^53: the quotient of two such doubles, cut to an integer, is exact.
inline constexpr std::int64_t kMostPoints = 40'000'000;

LookupKernels portable_kernels();
LookupKernels best_kernels();  // of those that the processor has

}  // namespace constat
