// Rotation and spreading as properties: whatever is allowed keeps the rule on every day that it may happen on.
#include <catch_amalgamated.hpp>

#include <map>
#include <set>

#include "backend/missions/france_time.hpp"
#include "backend/missions/rotation.hpp"
#include "backend/missions/spread.hpp"
#include "shared/base/calendar.hpp"
#include "shared/base/rng.hpp"

using namespace constat;
using namespace constat::server;

namespace {

std::int64_t day(const char* date) { return *day_of_date(date); }
std::string later(const char* date, int months) { return date_of_day(months_later(day(date), months)); }

Stay stay(std::string site, std::int64_t first, std::int64_t last, std::optional<GeoPoint> position = {}) {
  return {"", "", std::move(site), position, first, last};
}

Stay draw(Rng& rng) {
  const std::int64_t first = 20'000 + rng.between(0, 260);
  std::optional<GeoPoint> position;
  const std::size_t site = rng.index(4);
  if (site != 3) position = GeoPoint{43.0 + 2.0 * static_cast<double>(site), 1.0 + static_cast<double>(site)};  // some 235 km apart
  return stay("s" + std::to_string(site), first, first + (rng.chance(50) ? 0 : rng.between(1, 20)), position);
}

// The rule in other words, for one visit on one day each.
bool breaks(const RotationRules& rules, const Stay& a, std::int64_t on, const Stay& b, std::int64_t other_on) {
  if (a.site == b.site) return std::max(on, other_on) < months_later(std::min(on, other_on), rules.months);
  return on == other_on && a.position && b.position && distance_metres(*a.position, *b.position) > rules.far_metres;
}

}  // namespace

TEST_CASE("months later is the same day of the month, or its last") {
  CHECK(later("2026-08-15", 3) == "2026-11-15");
  CHECK(later("2026-11-30", 3) == "2027-02-28");
  CHECK(later("2027-11-30", 3) == "2028-02-29");
  CHECK(later("2026-01-31", 1) == "2026-02-28");
  CHECK(later("2026-12-01", 0) == "2026-12-01");
}

TEST_CASE("what rotation allows at one site keeps the months apart on every pair of days, and what it refuses does not") {
  const RotationRules rules;
  Rng rng(20261122);
  int allowed = 0, refused = 0;
  for (int round = 0; round < 4'000; ++round) {
    const Stay wanted = draw(rng), other = draw(rng);
    const auto refusal = rotation_refusal(rules, wanted, {other});
    bool some = false, all = true;
    for (std::int64_t on = wanted.first_day; on <= wanted.last_day; ++on)
      for (std::int64_t other_on = other.first_day; other_on <= other.last_day; ++other_on) {
        const bool broken = breaks(rules, wanted, on, other, other_on);
        some = some || broken;
        all = all && broken;
      }
    INFO(wanted.site << " " << wanted.first_day << "-" << wanted.last_day << ", " << other.site << " " << other.first_day << "-" << other.last_day);
    // Months: no day may break them. Distance: as long as one pair of days is possible, people arrange themselves.
    CHECK(refusal.has_value() == (wanted.site == other.site ? some : all));
    if (refusal) CHECK(refusal->rule == (wanted.site == other.site ? RotationRule::same_site : RotationRule::far_sites));
    ++(refusal ? refused : allowed);
  }
  CHECK(allowed > 100);
  CHECK(refused > 100);
}

TEST_CASE("a refusal names the latest of the visits that stand against it, and a mission is not against itself") {
  const RotationRules rules;
  Stay first = stay("lyon", day("2026-09-01"), day("2026-09-01")), second = stay("lyon", day("2026-10-01"), day("2026-10-01"));
  first.visit = "v1";
  second.visit = "v2";
  const auto refusal = rotation_refusal(rules, stay("lyon", day("2026-11-10"), day("2026-11-12")), {first, second});
  REQUIRE(refusal);
  CHECK(refusal->other.visit == "v2");
  Stay planned = stay("lyon", day("2026-11-10"), day("2026-11-10"));
  planned.mission = "m1";
  CHECK_FALSE(rotation_refusal(rules, planned, {planned}));
  CHECK_FALSE(rotation_refusal(rules, stay("lyon", day("2027-01-01"), day("2027-01-02")), {first, second}));
}

TEST_CASE("visits of a site are apart in time and on other days of the week, and every day gets its share") {
  const std::int64_t first = day("2026-12-01"), last = day("2026-12-31");
  const auto slots = spread(std::vector<std::size_t>(20, 0), std::vector<std::size_t>(20, 4), first, last);
  REQUIRE(slots.size() == 80);
  std::map<std::size_t, std::vector<std::int64_t>> of_site;
  std::map<std::int64_t, int> on_day;
  for (const Slot& slot : slots) {
    of_site[slot.site].push_back(slot.day);
    ++on_day[slot.day];
    CHECK(slot.day >= first);
    CHECK(slot.day <= last);
    CHECK(weekday_of(slot.day) != 6);
  }
  for (const auto& [site, days] : of_site) {
    REQUIRE(days.size() == 4);
    std::set<int> weekdays;
    for (const std::int64_t each : days) weekdays.insert(weekday_of(each));
    CHECK(weekdays.size() == 4);
    for (std::size_t i = 1; i < days.size(); ++i) CHECK(days[i] > days[i - 1]);
  }
  for (const auto& [each, count] : on_day) CHECK(count <= 4);  // 80 visits on 27 days
}

TEST_CASE("spreading gives exactly what is missing, within any window") {
  Rng rng(7);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::size_t> there(1 + rng.index(6));
    const std::size_t per_site = 1 + rng.index(9);
    std::size_t missing = 0;
    for (std::size_t& each : there) {
      each = rng.index(per_site + 1);
      missing += per_site - each;
    }
    const std::int64_t first = 20'000 + rng.between(0, 400), last = first + rng.between(0, 12);
    const auto slots = spread(there, std::vector<std::size_t>(there.size(), per_site), first, last);
    CHECK(slots.size() == missing);
    for (const Slot& slot : slots) CHECK((slot.day >= first && slot.day <= last));
  }
}

TEST_CASE("no visit is proposed on a day on which its site is closed") {
  Rng rng(11);
  for (int round = 0; round < 300; ++round) {
    std::vector<ClosedDays> closed(1 + rng.index(5));
    for (ClosedDays& days : closed)
      for (bool& day : days) day = rng.index(3) == 0;
    const std::vector<std::size_t> there(closed.size(), 0), wanted(closed.size(), 3);
    const std::int64_t first = 20'000 + rng.between(0, 400), last = first + rng.between(0, 12);
    const auto slots = spread(there, wanted, first, last, closed);
    for (const Slot& slot : slots) CHECK_FALSE(closed[slot.site][static_cast<std::size_t>(weekday_of(slot.day))]);
    for (std::size_t site = 0; site < closed.size(); ++site) {
      bool any = false;
      for (std::int64_t each = first; each <= last; ++each) any = any || !closed[site][static_cast<std::size_t>(weekday_of(each))];
      CHECK(std::count_if(slots.begin(), slots.end(), [&](const Slot& slot) { return slot.site == site; }) == (any ? 3 : 0));
    }
  }
}

TEST_CASE("windows are written on the clock of France, summer and winter") {
  CHECK(in_france(day("2026-12-01"), 8 * 60) == "2026-12-01T08:00:00+01:00");
  CHECK(in_france(day("2026-07-01"), 20 * 60) == "2026-07-01T20:00:00+02:00");
  CHECK(in_france(day("2026-03-29"), 8 * 60) == "2026-03-29T08:00:00+02:00");
  CHECK(in_france(day("2026-10-25"), 8 * 60) == "2026-10-25T08:00:00+01:00");
  CHECK(in_france(day("2026-10-24"), 20 * 60) == "2026-10-24T20:00:00+02:00");
  CHECK(day_in_france(day("2026-12-01") * 86'400'000 - 1'800'000) == day("2026-12-01"));
}
