// Real pictures of any size for the tests: PNG of noise, which no compression shrinks.
#pragma once

#include <cstdint>
#include <string>

namespace constat::test {

// About `bytes` long; another seed, another picture.
std::string png_of_noise(std::uint64_t seed, std::size_t bytes);

}  // namespace constat::test
