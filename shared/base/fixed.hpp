// Exact decimals of the scoring core: thousandths for what a checklist writes, micro-percent for what Constat publishes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace constat {

// A decimal with at most 3 digits after the point, as an integer number of 0.001.
struct Thousandths {
  std::int64_t value = 0;
  friend constexpr bool operator==(Thousandths a, Thousandths b) { return a.value == b.value; }
  friend constexpr bool operator!=(Thousandths a, Thousandths b) { return a.value != b.value; }
  friend constexpr bool operator<(Thousandths a, Thousandths b) { return a.value < b.value; }
};

// A published score: an integer number of 1e-6 percent; 100 % is 100'000'000.
struct MicroPercent {
  std::int64_t value = 0;
  friend constexpr bool operator==(MicroPercent a, MicroPercent b) { return a.value == b.value; }
  friend constexpr bool operator!=(MicroPercent a, MicroPercent b) { return a.value != b.value; }
  friend constexpr bool operator<(MicroPercent a, MicroPercent b) { return a.value < b.value; }
};

inline constexpr MicroPercent kHundredPercent{100'000'000};

// numerator / denominator rounded half away from zero, saturated to int64; denominator > 0.
std::int64_t divide_rounded(__int128 numerator, __int128 denominator);

// "12.5" -> 12500. None when the text is no finite decimal, has more than 3 digits after the point, or exceeds int64.
std::optional<Thousandths> parse_thousandths(std::string_view text);

// Shortest decimal text: 12500 -> "12.5", -3000 -> "-3".
std::string to_string(Thousandths value);

// Percent with 6 decimals at most, trailing zeros dropped: 72'500'000 -> "72.5".
std::string to_string(MicroPercent value);

// The same text for any integer number of 0.000001, as E and B of a score: 1'500'000 -> "1.5".
std::string millionths_text(std::int64_t value);

// Display rounding to 0.1 %, half away from zero, always one decimal, '.' as separator: "72.5".
std::string display_percent(MicroPercent value);

}  // namespace constat
