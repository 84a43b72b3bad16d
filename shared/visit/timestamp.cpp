#include "shared/visit/timestamp.hpp"

namespace constat {
namespace {

// The number written in exactly `length` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t length) {
  if (at + length > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + length; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

// Days since 1970-01-01 in the Gregorian calendar; years from 0 on.
std::int64_t day_number(int year, int month, int day) {
  std::int64_t days = 0;
  const int before = year - 1;
  days += std::int64_t{365} * year + (year > 0 ? before / 4 - before / 100 + before / 400 + 1 : 0);
  for (int m = 1; m < month; ++m) days += days_in(year, m);
  return days + day - 1 - 719'528;  // 719 528 days lie between 0000-01-01 and 1970-01-01
}

}  // namespace

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

bool is_time(std::string_view text) {
  if (text.size() != 5 && text.size() != 8) return false;
  const int hour = digits(text, 0, 2), minute = digits(text, 3, 2);
  const int second = text.size() == 8 ? digits(text, 6, 2) : 0;
  const bool colons = text[2] == ':' && (text.size() == 5 || text[5] == ':');
  return colons && hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
}

std::optional<std::int64_t> unix_milliseconds(std::string_view text) {
  if (text.size() < 20 || !is_date(text.substr(0, 10)) || (text[10] != 'T' && text[10] != 't')) return std::nullopt;
  if (!is_time(text.substr(11, 8))) return std::nullopt;
  const std::int64_t days = day_number(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
  std::int64_t seconds = days * 86'400 + digits(text, 11, 2) * 3600 + digits(text, 14, 2) * 60 + digits(text, 17, 2);
  std::size_t at = 19;
  std::int64_t milliseconds = 0;
  if (text[at] == '.') {
    std::int64_t unit = 100;
    const std::size_t first = ++at;
    for (; at < text.size() && digits(text, at, 1) >= 0; ++at, unit /= 10) milliseconds += unit * digits(text, at, 1);
    if (at == first) return std::nullopt;
  }
  if (at >= text.size()) return std::nullopt;
  if (text[at] == 'Z' || text[at] == 'z') {
    if (at + 1 != text.size()) return std::nullopt;
  } else {
    const std::string_view offset = text.substr(at + 1);
    if ((text[at] != '+' && text[at] != '-') || offset.size() != 5 || !is_time(offset)) return std::nullopt;
    const std::int64_t shift = digits(offset, 0, 2) * 3600 + digits(offset, 3, 2) * 60;
    seconds += text[at] == '+' ? -shift : shift;
  }
  return seconds * 1000 + milliseconds;
}

}  // namespace constat
