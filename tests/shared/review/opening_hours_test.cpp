#include "shared/review/opening_hours.hpp"

#include <catch_amalgamated.hpp>

#include "shared/review/local_time.hpp"

namespace constat {
namespace {

constexpr int kMonday = 0, kTuesday = 1, kFriday = 4, kSaturday = 5, kSunday = 6;

OpeningHours hours_of(const std::string& json) {
  const Parsed<OpeningHours> hours = parse_opening_hours(json);
  REQUIRE(hours.has_value());
  return *hours;
}

OpeningHours shop() {
  return hours_of(R"({"mon": [], "tue": [["09:00", "12:30"], ["14:00", "19:00"]], "wed": [["09:00", "19:00"]], "thu": [["09:00", "19:00"]],
                      "fri": [["18:00", "02:00"]], "sat": [["00:00", "24:00"]], "sun": []})");
}

// Minutes outside for a visit at hh:mm:ss that lasts so many seconds.
std::optional<std::int64_t> outside(const OpeningHours& hours, int day, int hour, int minute, int second, std::int64_t lasts) {
  return minutes_outside(hours, day, ((hour * 60 + minute) * 60 + second) * std::int64_t{1000}, lasts * 1000);
}

}  // namespace

TEST_CASE("a visit that shares a moment with a period is inside, to the second", "[review][hours]") {
  const OpeningHours hours = shop();
  CHECK(outside(hours, kTuesday, 8, 30, 0, 1801) == 0);  // ends a second after opening
  CHECK(outside(hours, kTuesday, 8, 30, 0, 1800) == 1);  // ends as it opens
  CHECK(outside(hours, kTuesday, 18, 59, 59, 3600) == 0);
  CHECK(outside(hours, kTuesday, 19, 0, 0, 60) == 1);
  CHECK(outside(hours, kTuesday, 9, 0, 0, 0) == 0);      // a moment at the opening
  CHECK(outside(hours, kTuesday, 12, 30, 0, 0) == 1);    // a moment at the closing
}

TEST_CASE("between two periods of a day the nearer one counts", "[review][hours]") {
  const OpeningHours hours = shop();
  CHECK(outside(hours, kTuesday, 12, 40, 0, 1200) == 11);  // 10 minutes after closing, rounded up from the closing moment
  CHECK(outside(hours, kTuesday, 13, 0, 0, 1800) == 30);
}

TEST_CASE("a period runs past midnight into the next day", "[review][hours]") {
  const OpeningHours hours = hours_of(R"({"fri": [["18:00", "02:00"]], "sat": [], "sun": []})");
  CHECK(outside(hours, kSaturday, 1, 59, 0, 30) == 0);
  CHECK(outside(hours, kSaturday, 2, 0, 0, 60) == 1);
  CHECK(outside(hours, kSaturday, 12, 0, 0, 60) == 601);
}

TEST_CASE("a day open round the clock is never outside", "[review][hours]") {
  const OpeningHours hours = shop();
  CHECK(outside(hours, kSaturday, 0, 0, 0, 1) == 0);
  CHECK(outside(hours, kSaturday, 23, 59, 59, 0) == 0);
  CHECK(outside(hours, kSunday, 0, 0, 0, 60) == 1);
}

TEST_CASE("the week is a circle", "[review][hours]") {
  const OpeningHours hours = hours_of(R"({"sun": [["22:00", "01:00"]], "mon": []})");
  CHECK(outside(hours, kMonday, 0, 30, 0, 60) == 0);
  CHECK(outside(hours, kMonday, 1, 30, 0, 60) == 31);
}

TEST_CASE("a visit that runs over days is inside when any of them is open meanwhile", "[review][hours]") {
  const OpeningHours hours = shop();
  CHECK(outside(hours, kSunday, 20, 0, 0, 2 * 86'400) == 0);
  CHECK(outside(hours, kSunday, 20, 0, 0, 20 * 86'400) == 0);
}

TEST_CASE("days that nobody told about give no verdict", "[review][hours]") {
  CHECK_FALSE(outside(OpeningHours{}, kTuesday, 3, 0, 0, 60).has_value());
  // Tuesday is known, but Monday might run past midnight.
  CHECK_FALSE(outside(hours_of(R"({"tue": [["09:00", "12:00"]]})"), kTuesday, 3, 0, 0, 60).has_value());
  CHECK(outside(hours_of(R"({"mon": [], "tue": [["09:00", "12:00"]]})"), kTuesday, 3, 0, 0, 60) == 360 - 1);
  // Closed all week: there is no nearest period.
  CHECK_FALSE(outside(hours_of(R"({"mon":[],"tue":[],"wed":[],"thu":[],"fri":[],"sat":[],"sun":[]})"), kTuesday, 3, 0, 0, 60).has_value());
}

TEST_CASE("opening hours survive the way through JSON", "[review][hours]") {
  const std::string written = write_opening_hours(shop());
  CHECK(written == R"({"fri":[["18:00","02:00"]],"mon":[],"sat":[["00:00","24:00"]],"sun":[],"thu":[["09:00","19:00"]],)"
                   R"("tue":[["09:00","12:30"],["14:00","19:00"]],"wed":[["09:00","19:00"]]})");
  CHECK(write_opening_hours(hours_of(written)) == written);
}

TEST_CASE("every fault of opening hours is reported at once", "[review][hours]") {
  const Parsed<OpeningHours> hours =
      parse_opening_hours(R"({"lundi": [], "mon": [["9:00", "12:00"]], "tue": [["09:00"]], "wed": [["08:00", "08:00"]], "thu": 7, "fri": [["24:00", "25:00"]]})");
  REQUIRE_FALSE(hours.has_value());
  std::vector<std::string> found;
  for (const Problem& problem : hours.error()) found.push_back(problem.path + " " + problem.code);
  CHECK(found == std::vector<std::string>{"lundi opening-hours-day", "mon[0][0] opening-hours-time", "tue[0] opening-hours-period",
                                          "wed[0] opening-hours-empty", "thu not-a-list", "fri[0][0] opening-hours-time", "fri[0][1] opening-hours-time"});
}

TEST_CASE("the wall clock is the one of the timestamp", "[review][hours]") {
  const std::optional<LocalMoment> moment = local_moment("2026-11-03T00:30:15.5+01:00");  // still Monday in UTC
  REQUIRE(moment.has_value());
  CHECK(moment->weekday == kTuesday);
  CHECK(moment->milliseconds == 1'815'500);
  CHECK(local_moment("2026-11-06T23:30:00-05:00")->weekday == kFriday);
  CHECK(local_moment("1969-12-31T23:00:00Z")->weekday == 2);
  CHECK(local_moment("1969-12-31T23:00:00Z")->milliseconds == 23 * 3'600'000);
  CHECK_FALSE(local_moment("2026-11-03 10:00").has_value());
}

}  // namespace constat
