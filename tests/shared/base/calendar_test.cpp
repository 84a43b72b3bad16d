#include "shared/base/calendar.hpp"

#include <catch_amalgamated.hpp>

namespace constat {

TEST_CASE("dates are days of the Gregorian calendar, and days are dates again") {
  CHECK(day_of_date("1970-01-01") == 0);
  CHECK(day_of_date("1969-12-31") == -1);
  CHECK(day_of_date("2026-11-03") == 20'760);
  CHECK(day_of_date("0000-01-01") == -719'528);
  for (const char* wrong : {"", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-01", "2026/01/01", "10:02"}) {
    INFO(wrong);
    CHECK_FALSE(day_of_date(wrong).has_value());
  }
  std::int64_t wrong = 0;
  const std::int64_t last = *day_of_date("9999-12-31");
  for (std::int64_t day = *day_of_date("0000-01-01"); day <= last; ++day) wrong += day_of_date(date_of_day(day)) != day;
  CHECK(wrong == 0);
  CHECK(date_of_day(last + 1) == "9999-12-31");
  CHECK(date_of_day(-800'000) == "0000-01-01");
}

TEST_CASE("times of day are seconds, and seconds are times again") {
  CHECK(second_of_time("10:02") == 36'120);
  CHECK(second_of_time("10:02:11") == 36'131);
  for (const char* wrong : {"24:00", "9:00", "10:60", "10:02:60", "10-02", "", "2026-11-03"}) CHECK_FALSE(second_of_time(wrong).has_value());
  for (std::int64_t second = 0; second < 86'400; ++second)
    if (second_of_time(time_of_second(second)) != second) FAIL(second);
  CHECK(time_of_second(86'400) == "23:59:59");
}

}  // namespace constat
