#include "shared/base/fixed.hpp"

#include <limits>

#include "shared/base/decimal.hpp"

namespace constat {
namespace {

// Unsigned 64-bit to text; the magnitude of INT64_MIN included.
std::string digits_of(std::uint64_t magnitude) { return std::to_string(magnitude); }

std::uint64_t magnitude_of(std::int64_t value) {
  return value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
}

// value * 10^-places as the shortest decimal text.
std::string scaled_text(std::int64_t value, std::size_t places) {
  std::string digits = digits_of(magnitude_of(value));
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  std::string fraction = digits.substr(digits.size() - places);
  digits.erase(digits.size() - places);
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  if (!fraction.empty()) digits += "." + fraction;
  return value < 0 ? "-" + digits : digits;
}

}  // namespace

std::int64_t divide_rounded(__int128 numerator, __int128 denominator) {
  using Limits = std::numeric_limits<std::int64_t>;
  // Nearly always 64 bits suffice: WebAssembly divides those by an instruction, 128 bits by a function.
  if (numerator > Limits::min() && numerator <= Limits::max() && denominator <= Limits::max()) {
    const std::uint64_t whole = magnitude_of(static_cast<std::int64_t>(numerator)), part = static_cast<std::uint64_t>(denominator);
    const std::uint64_t remainder = whole % part, rounded = whole / part + (remainder >= part - remainder ? 1 : 0);
    // At most 2^63 - 1: it is only rounded up where something was divided.
    return numerator < 0 ? -static_cast<std::int64_t>(rounded) : static_cast<std::int64_t>(rounded);
  }
  const bool negative = numerator < 0;
  const __int128 magnitude = negative ? -numerator : numerator;
  __int128 quotient = magnitude / denominator;
  const __int128 remainder = magnitude % denominator;
  if (remainder >= denominator - remainder) ++quotient;
  if (negative) quotient = -quotient;
  if (quotient > Limits::max()) return Limits::max();
  if (quotient < Limits::min()) return Limits::min();
  return static_cast<std::int64_t>(quotient);
}

std::optional<Thousandths> parse_thousandths(std::string_view text) {
  const std::optional<Decimal> decimal = Decimal::parse(text);
  if (!decimal || decimal->digits_after_point() > 3) return std::nullopt;
  const std::optional<std::int64_t> value = decimal->scaled_floor(3);
  if (!value) return std::nullopt;
  return Thousandths{*value};
}

std::string to_string(Thousandths value) { return scaled_text(value.value, 3); }

std::string to_string(MicroPercent value) { return scaled_text(value.value, 6); }

std::string millionths_text(std::int64_t value) { return scaled_text(value, 6); }

std::string display_percent(MicroPercent value) {
  const std::int64_t tenths = divide_rounded(value.value, 100'000);
  const std::uint64_t magnitude = magnitude_of(tenths);
  const std::string text = digits_of(magnitude / 10) + "." + digits_of(magnitude % 10);
  return tenths < 0 ? "-" + text : text;
}

}  // namespace constat
