#include "shared/base/double_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <version>

#ifdef __cpp_lib_to_chars
#include <charconv>
#include <string_view>
#endif

namespace constat {
namespace {

// 15 digits always survive the way to a double and back, 17 always suffice. Both C libraries in use round correctly.
constexpr int kFewestDigits = 15, kMostDigits = 17;

}  // namespace

std::string shortest_text_by_trial(double value) {
  if (value == 0) return "0";
  char buffer[32];
  for (int digits = kFewestDigits; digits <= kMostDigits; ++digits) {
    std::snprintf(buffer, sizeof buffer, "%.*g", digits, value);
    if (std::strtod(buffer, nullptr) == value) break;
  }
  return buffer;
}

#ifdef __cpp_lib_to_chars
// Where the library knows the shortest digits they need only be laid out as printf's %g does; a tenth of the time.
std::string shortest_text(double value) {
  if (value == 0) return "0";
  // Below the normal numbers fewer digits would do, but the other way prints fifteen.
  if (!std::isfinite(value) || std::fabs(value) < std::numeric_limits<double>::min()) return shortest_text_by_trial(value);
  char buffer[40];
  const char* end = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(value), std::chars_format::scientific).ptr;
  std::string_view text(buffer, static_cast<std::size_t>(end - buffer));  // d[.ddd]e[+-]dd
  const auto e = text.find('e');
  const int exponent = std::atoi(std::string(text.substr(e + 1)).c_str());
  std::string digits(1, text[0]);
  if (e > 2) digits += text.substr(2, e - 2);
  const int count = static_cast<int>(digits.size());
  std::string out = std::signbit(value) ? "-" : "";
  if (exponent < -4 || exponent >= std::max(count, kFewestDigits)) return out += text;
  if (exponent < 0) return out += "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  if (count <= exponent + 1) return out += digits + std::string(static_cast<std::size_t>(exponent + 1 - count), '0');
  return out += digits.substr(0, static_cast<std::size_t>(exponent) + 1) + "." + digits.substr(static_cast<std::size_t>(exponent) + 1);
}
#else
std::string shortest_text(double value) { return shortest_text_by_trial(value); }
#endif

Json json_double(double value) { return std::isfinite(value) ? Json::of_number(shortest_text(value)) : Json{}; }

}  // namespace constat
