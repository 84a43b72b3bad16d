#include "shared/base/calendar.hpp"

#include <cstdio>

namespace constat {
namespace {

constexpr int kLastYear = 9999;

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

// The first of January, in days since 1970-01-01 in the Gregorian calendar; years from 0 on.
std::int64_t new_year(int year) {
  const int before = year - 1;
  const std::int64_t leap_days = year > 0 ? before / 4 - before / 100 + before / 400 + 1 : 0;
  return std::int64_t{365} * year + leap_days - 719'528;  // 719 528 days lie between 0000-01-01 and 1970-01-01
}

}  // namespace

std::optional<std::int64_t> day_of_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > days_in(year, month)) return std::nullopt;
  std::int64_t out = new_year(year) + day - 1;
  for (int m = 1; m < month; ++m) out += days_in(year, m);
  return out;
}

std::string date_of_day(std::int64_t day) {
  if (day < new_year(0)) day = new_year(0);
  if (day >= new_year(kLastYear + 1)) day = new_year(kLastYear + 1) - 1;
  int year = static_cast<int>((day + 719'528) / 366);  // never too late
  while (new_year(year + 1) <= day) ++year;
  int rest = static_cast<int>(day - new_year(year)), month = 1;
  while (rest >= days_in(year, month)) rest -= days_in(year, month++);
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, rest + 1);
  return buffer;
}

std::optional<std::int64_t> second_of_time(std::string_view text) {
  if (text.size() != 5 && text.size() != 8) return std::nullopt;
  const int hour = digits(text, 0, 2), minute = digits(text, 3, 2);
  const int second = text.size() == 8 ? digits(text, 6, 2) : 0;
  const bool colons = text[2] == ':' && (text.size() == 5 || text[5] == ':');
  const bool good = colons && hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
  if (!good) return std::nullopt;
  return hour * 3600 + minute * 60 + second;
}

std::string time_of_second(std::int64_t second) {
  const int all = static_cast<int>(second < 0 ? 0 : second >= 86'400 ? 86'399 : second);
  char buffer[40];
  if (all % 60 == 0) std::snprintf(buffer, sizeof buffer, "%02d:%02d", all / 3600, all / 60 % 60);
  else std::snprintf(buffer, sizeof buffer, "%02d:%02d:%02d", all / 3600, all / 60 % 60, all % 60);
  return buffer;
}

}  // namespace constat
