// What the fuzz targets share. A target is one function of bytes; it may refuse them, and must do nothing else: no crash,
// no undefined behaviour, no endless work, and what it accepts must keep the property that the target states.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace constat::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// A property that does not hold ends the process, so that the fuzzer keeps the input in a file.
inline void demand(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "property broken: %s\n", property);
  std::abort();
}

}  // namespace constat::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
