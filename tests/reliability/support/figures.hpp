// What every reliability test shares: its size from the environment, its seed, and the line with its figure.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

namespace constat::test {

// The variable `name` as a whole number, or `otherwise`.
inline std::int64_t setting(const char* name, std::int64_t otherwise) {
  const char* text = std::getenv(name);
  return text && *text ? std::strtoll(text, nullptr, 10) : otherwise;
}

// CONSTAT_SEED when it is set; else a new one each run, so that CI looks at new cases every time. It goes into every
// figure and every failure.
inline std::uint64_t seed_of_run() {
  static const std::uint64_t seed = [] {
    const std::int64_t wanted = setting("CONSTAT_SEED", 0);
    return wanted > 0 ? static_cast<std::uint64_t>(wanted) : std::uint64_t{std::random_device()()};
  }();
  return seed;
}

inline void print_figure(const std::string& text) { std::cout << "# figure " << text << std::endl; }

}  // namespace constat::test
