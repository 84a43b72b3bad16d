// What the soak runs set, and how a list of broken promises reads.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace constat::test {

inline std::uint64_t number_from(const char* environment, std::uint64_t otherwise) {
  const char* text = std::getenv(environment);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

// One line of what happens, when CONSTAT_SIMULATION_TRACE is set: for looking into a seed that failed.
inline void trace(const std::string& line) {
  static const bool wanted = std::getenv("CONSTAT_SIMULATION_TRACE") != nullptr;
  if (wanted) std::fprintf(stderr, "%s\n", line.c_str());
}

inline std::string lines(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& line : all) out += "\n  " + line;
  return out;
}

}  // namespace constat::test
