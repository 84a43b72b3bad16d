#include "backend/demo/calendar.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace constat::server::demo {
namespace {

namespace chrono = std::chrono;

chrono::year_month_day civil(std::int64_t day) { return chrono::sys_days(chrono::days(day)); }

std::int64_t last_sunday(chrono::year year, chrono::month month) {
  return chrono::sys_days(year / month / chrono::Sunday[chrono::last]).time_since_epoch().count();
}

}  // namespace

std::int64_t day_number(std::string_view date) {
  const std::string text(date);
  const int year = std::atoi(text.substr(0, 4).c_str());
  const unsigned month = static_cast<unsigned>(std::atoi(text.substr(5, 2).c_str()));
  const unsigned day = static_cast<unsigned>(std::atoi(text.substr(8, 2).c_str()));
  return chrono::sys_days(chrono::year(year) / static_cast<int>(month) / static_cast<int>(day)).time_since_epoch().count();
}

std::string date_of(std::int64_t day) {
  const auto date = civil(day);
  char text[24];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

// 1970-01-01 was a Thursday.
int weekday_of(std::int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7); }

int paris_offset(std::int64_t day) {
  const auto year = civil(day).year();
  return day >= last_sunday(year, chrono::March) && day < last_sunday(year, chrono::October) ? 120 : 60;
}

}  // namespace constat::server::demo
