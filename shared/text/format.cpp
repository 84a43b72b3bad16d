// Numbers, dates and durations as each language writes them.
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "shared/text/text.hpp"

namespace constat {
namespace {

constexpr std::string_view kNarrowSpace = "\u202f";  // between groups of digits in French

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
  for (char c : text) {
    if (!is_digit(c)) return false;
  }
  return !text.empty();
}

// |value| with `decimals` digits, halves away from zero as they read in decimal: nine further digits are printed first,
// so that 72.25, which has no exact neighbour below, goes to 72.3.
std::string rounded_digits(double magnitude, int decimals) {
  char buffer[400];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals + 9, magnitude);
  std::string digits(buffer);
  digits.erase(digits.find('.'), 1);
  bool carry = digits[digits.size() - 9] >= '5';
  digits.erase(digits.size() - 9);
  for (std::size_t i = digits.size(); carry && i-- > 0;) {
    carry = digits[i] == '9';
    digits[i] = carry ? '0' : static_cast<char>(digits[i] + 1);
  }
  return carry ? "1" + digits : digits;
}

std::string two_digits(std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

std::string format_number(Language language, double value, int decimals) {
  if (!std::isfinite(value)) return std::string(text(language, "format.no_number"));
  const auto places = static_cast<std::size_t>(decimals);
  const std::string digits = rounded_digits(std::fabs(value), decimals);
  const std::size_t whole = digits.size() - places;
  const bool is_zero = digits.find_first_not_of('0') == std::string::npos;
  std::string out = value < 0 && !is_zero ? std::string(text(language, "format.minus")) : "";
  for (std::size_t i = 0; i < whole; ++i) {
    if (i > 0 && (whole - i) % 3 == 0) out += language == Language::french ? kNarrowSpace : std::string_view(",");
    out += digits[i];
  }
  if (places > 0) out += (language == Language::french ? "," : ".") + digits.substr(whole);
  return out;
}

std::string format_percent(Language language, double percent, int decimals) {
  return text(language, "format.percent", {format_number(language, percent, decimals)});
}

std::string format_date(Language language, std::string_view date) {
  const bool shaped = date.size() >= 10 && date[4] == '-' && date[7] == '-' && all_digits(date.substr(0, 4)) &&
                      all_digits(date.substr(5, 2)) && all_digits(date.substr(8, 2));
  const int month = shaped ? (date[5] - '0') * 10 + (date[6] - '0') : 0;
  if (month < 1 || month > 12) return std::string(date);
  const std::string day = std::to_string((date[8] - '0') * 10 + (date[9] - '0'));
  const std::string name(text(language, "format.month." + std::to_string(month)));
  return text(language, "format.date", {day, name, date.substr(0, 4)});
}

std::string format_duration(Language language, std::int64_t seconds) {
  const bool negative = seconds < 0;
  const std::int64_t magnitude = negative ? -seconds : seconds;
  const std::int64_t hours = magnitude / 3600, minutes = magnitude / 60 % 60, rest = magnitude % 60;
  std::string out = negative ? std::string(text(language, "format.minus")) : "";
  if (hours > 0) {
    out += text(language, "format.duration.hours", {std::to_string(hours), two_digits(minutes)});
  } else if (minutes > 0 && rest == 0) {
    out += text(language, "format.duration.whole_minutes", {std::to_string(minutes)});
  } else if (minutes > 0) {
    out += text(language, "format.duration.minutes", {std::to_string(minutes), std::to_string(rest)});
  } else {
    out += text(language, "format.duration.seconds", {std::to_string(rest)});
  }
  return out;
}

}  // namespace constat
