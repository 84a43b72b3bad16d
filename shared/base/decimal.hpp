// A finite decimal as JSON or a person writes it ("-12.50", "1e3"), held exactly as digits and an exponent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace constat {

class Decimal {
 public:
  // JSON's number grammar, with leading zeros, a leading '+' and a bare point (".5", "5.") allowed too.
  // None for anything else, and for exponents beyond +-9999.
  static std::optional<Decimal> parse(std::string_view text);

  bool negative() const { return negative_; }
  bool is_zero() const { return digits_.empty(); }
  // Digits after the point without trailing zeros: 0 for an integer.
  std::size_t digits_after_point() const { return exponent_ < 0 ? static_cast<std::size_t>(-exponent_) : 0; }

  // floor(value * 10^places); none when it exceeds int64.
  std::optional<std::int64_t> scaled_floor(int places) const;
  // The value when it is an integer that fits.
  std::optional<std::int64_t> as_integer() const;

  // Plain notation without exponent, sign of zero or idle zeros ("1e3" -> "1000", "-0.50" -> "-0.5"). Beyond 40 digits
  // the text keeps an exponent ("1e300"), so that a short input cannot become a long text.
  std::string plain() const;

 private:
  bool negative_ = false;
  std::string digits_;  // without leading or trailing zeros; empty for 0
  int exponent_ = 0;    // value = digits * 10^exponent
};

}  // namespace constat
