// What the soak runs set, and how a list of broken promises reads.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace constat::test {

inline std::uint64_t number_from(const char* environment, std::uint64_t otherwise) {
  const char* text = std::getenv(environment);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

inline std::string lines(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& line : all) out += "\n  " + line;
  return out;
}

}  // namespace constat::test
