// What every form of the loops needs for the visits that fill no whole vector, and for columns of many codes.
#pragma once

#include "shared/rescoring/lookup_sums.hpp"

namespace constat {

void sum_narrow(const LookupGroup& group, std::size_t first, std::size_t count, std::uint16_t* sums);  // of the narrow columns
void percent_portable(const std::int32_t* earned, const std::int32_t* possible, std::size_t count, std::int32_t* out);
void add_wide(const LookupGroup& group, std::size_t first, std::size_t count, std::uint16_t* sums);    // of the wide ones

bool has_avx2();
LookupKernels avx2_kernels();  // only where it has
LookupKernels wasm_kernels();  // only in a build with WebAssembly's vectors

}  // namespace constat
