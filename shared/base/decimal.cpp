#include "shared/base/decimal.hpp"

#include <limits>

namespace constat {
namespace {

constexpr int kLargestExponent = 9999;
constexpr std::size_t kLongestPlain = 40;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads "e+12" at `at`; true when there is no exponent or a good one, with `at` moved behind it.
bool read_exponent(std::string_view text, std::size_t& at, int& exponent) {
  if (at == text.size() || (text[at] != 'e' && text[at] != 'E')) return true;
  ++at;
  bool negative = false;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) negative = text[at++] == '-';
  if (at == text.size()) return false;
  for (; at < text.size() && is_digit(text[at]); ++at) {
    exponent = exponent * 10 + (text[at] - '0');
    if (exponent > kLargestExponent) return false;
  }
  if (negative) exponent = -exponent;
  return is_digit(text[at - 1]);
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  Decimal out;
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) out.negative_ = text[at++] == '-';
  std::size_t count = 0;
  for (; at < text.size() && is_digit(text[at]); ++at, ++count) out.digits_ += text[at];
  int fraction = 0;
  if (at < text.size() && text[at] == '.') {
    for (++at; at < text.size() && is_digit(text[at]); ++at, ++count, ++fraction) out.digits_ += text[at];
  }
  if (count == 0 || count > 10'000) return std::nullopt;
  if (!read_exponent(text, at, out.exponent_) || at != text.size()) return std::nullopt;
  out.exponent_ -= fraction;
  while (!out.digits_.empty() && out.digits_.back() == '0') {
    out.digits_.pop_back();
    ++out.exponent_;
  }
  out.digits_.erase(0, out.digits_.find_first_not_of('0'));
  if (out.digits_.empty()) {
    out.exponent_ = 0;
    out.negative_ = false;
  }
  return out;
}

std::optional<std::int64_t> Decimal::scaled_floor(int places) const {
  if (is_zero()) return 0;
  const long long length = static_cast<long long>(digits_.size()) + exponent_ + places;  // digits of the integer part
  if (length > 19) return std::nullopt;
  __int128 value = 0;
  for (long long i = 0; i < length; ++i) {
    const auto at = static_cast<std::size_t>(i);
    value = value * 10 + (at < digits_.size() ? digits_[at] - '0' : 0);
  }
  const bool cut = length < static_cast<long long>(digits_.size());
  if (negative_) value = -value - (cut ? 1 : 0);
  if (value > std::numeric_limits<std::int64_t>::max() || value < std::numeric_limits<std::int64_t>::min()) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(value);
}

std::optional<std::int64_t> Decimal::as_integer() const {
  if (digits_after_point() > 0) return std::nullopt;
  return scaled_floor(0);
}

std::string Decimal::plain() const {
  if (is_zero()) return "0";
  const long long point = static_cast<long long>(digits_.size()) + exponent_;  // digits before the point
  const std::string sign = negative_ ? "-" : "";
  if (point > static_cast<long long>(kLongestPlain) || exponent_ < -static_cast<long long>(kLongestPlain)) {
    return sign + digits_ + "e" + std::to_string(exponent_);
  }
  if (exponent_ >= 0) return sign + digits_ + std::string(static_cast<std::size_t>(exponent_), '0');
  if (point <= 0) return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits_;
  const auto split = static_cast<std::size_t>(point);
  return sign + digits_.substr(0, split) + "." + digits_.substr(split);
}

}  // namespace constat
