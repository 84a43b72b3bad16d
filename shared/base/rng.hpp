// A small deterministic generator for property tests and demonstration data: the same numbers from a seed everywhere.
// xoshiro256** of Blackman and Vigna, seeded by SplitMix64. Not for secrets.
#pragma once

#include <cstddef>
#include <cstdint>

namespace constat {

// One step of SplitMix64: also a good way to derive a seed from an index.
constexpr std::uint64_t splitmix64(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15ULL;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

class Rng {
 public:
  explicit constexpr Rng(std::uint64_t seed) {
    for (std::uint64_t& word : state_) word = splitmix64(seed);
  }

  constexpr std::uint64_t next() {
    const std::uint64_t result = rotate(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotate(state_[3], 45);
    return result;
  }

  // Uniform over [0, bound), without bias; bound > 0.
  constexpr std::uint64_t below(std::uint64_t bound) {
    const std::uint64_t refused = (0 - bound) % bound;  // 2^64 mod bound
    std::uint64_t value = next();
    while (value < refused) value = next();
    return value % bound;
  }

  // A place in a list of `count` elements.
  constexpr std::size_t index(std::size_t count) { return static_cast<std::size_t>(below(count)); }

  // Uniform over [low, high], both included.
  constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }

  constexpr double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }  // [0, 1)
  constexpr bool chance(std::uint64_t percent) { return below(100) < percent; }

 private:
  static constexpr std::uint64_t rotate(std::uint64_t x, int n) { return (x << n) | (x >> (64 - n)); }
  std::uint64_t state_[4]{};
};

}  // namespace constat
