#if defined(__wasm_simd128__)

#include <wasm_simd128.h>

#include "shared/rescoring/lookup_loops.hpp"

namespace constat {
namespace {

constexpr std::size_t kVisits = 16;  // of one vector of codes

void sum_wasm(const LookupGroup& group, std::size_t first, std::size_t count, std::uint16_t* sums) {
  const std::size_t whole = count / kVisits * kVisits;
  const v128_t zero = wasm_i64x2_splat(0);
  for (std::size_t v = 0; v < whole; v += kVisits) {
    v128_t some = zero, others = zero;
    for (const NarrowColumn& column : group.narrow) {
      const v128_t codes = wasm_v128_load(column.codes + first + v);
      const v128_t low = wasm_i8x16_swizzle(wasm_v128_load(column.low.data()), codes);
      const v128_t high = wasm_i8x16_swizzle(wasm_v128_load(column.high.data()), codes);
      some = wasm_i16x8_add(some, wasm_i8x16_shuffle(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
      others = wasm_i16x8_add(others, wasm_i8x16_shuffle(low, high, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31));
    }
    wasm_v128_store(sums + v, some);
    wasm_v128_store(sums + v + kVisits / 2, others);
  }
  sum_narrow(group, first + whole, count - whole, sums + whole);
  add_wide(group, first, count, sums);
}

void percent_wasm(const std::int32_t* earned, const std::int32_t* possible, std::size_t count, std::int32_t* out) {
  const v128_t one = wasm_i32x4_splat(1), zero = wasm_i32x4_splat(0), none = wasm_i32x4_splat(kNoScore);
  const v128_t twice_hundred = wasm_f64x2_splat(200'000'000.0);
  const auto quotients = [&](v128_t got, v128_t most) {
    const v128_t divisor = wasm_f64x2_convert_low_i32x4(most);
    const v128_t twice = wasm_f64x2_add(wasm_f64x2_mul(wasm_f64x2_convert_low_i32x4(got), twice_hundred), divisor);
    return wasm_i32x4_trunc_sat_f64x2_zero(wasm_f64x2_div(twice, wasm_f64x2_add(divisor, divisor)));
  };
  std::size_t v = 0;
  for (; v + 4 <= count; v += 4) {
    const v128_t b = wasm_v128_load(possible + v);
    const v128_t most = wasm_i32x4_max(b, one);
    const v128_t got = wasm_i32x4_min(wasm_i32x4_max(wasm_v128_load(earned + v), zero), most);
    const v128_t first_two = quotients(got, most);
    const v128_t last_two = quotients(wasm_i32x4_shuffle(got, got, 2, 3, 2, 3), wasm_i32x4_shuffle(most, most, 2, 3, 2, 3));
    const v128_t score = wasm_i32x4_shuffle(first_two, last_two, 0, 1, 4, 5);
    wasm_v128_store(out + v, wasm_v128_bitselect(score, none, wasm_i32x4_gt(b, zero)));
  }
  percent_portable(earned + v, possible + v, count - v, out + v);
}

}  // namespace

LookupKernels wasm_kernels() { return {sum_wasm, percent_wasm}; }

}  // namespace constat

#endif
