#include "shared/review/itinerary.hpp"

#include <catch_amalgamated.hpp>
#include <cmath>

#include "shared/base/rng.hpp"
#include "tests/shared/review/visits.hpp"

namespace constat {
namespace {

using Catch::Matchers::WithinAbs;

std::string at(int minutes) {  // minutes after 08:00, within the day
  std::string text = "2026-11-03T00:00:00+01:00";
  const int m = 8 * 60 + minutes;
  text[11] = static_cast<char>('0' + m / 600);
  text[12] = static_cast<char>('0' + m / 60 % 10);
  text[14] = static_cast<char>('0' + m % 60 / 10);
  text[15] = static_cast<char>('0' + m % 10);
  return text;
}

std::vector<EvidenceReason> of(const std::vector<FoundReason>& found, std::size_t visit) {
  std::vector<EvidenceReason> reasons;
  for (const FoundReason& reason : found)
    if (reason.visit == visit) reasons.push_back(reason.reason);
  return reasons;
}

// So many metres north of a place in France.
GeoPoint north(double metres) { return {45 + metres / (6'371'008.8 * std::acos(-1.0) / 180), 5}; }

}  // namespace

TEST_CASE("visits that share a second overlap, visits that touch do not", "[review]") {
  test::Programme programme;
  programme.add("a", "inv-1", "2026-11-03T10:00:00+01:00", "2026-11-03T10:30:00+01:00");
  programme.add("b", "inv-1", "2026-11-03T10:30:00+01:00", "2026-11-03T11:00:00+01:00");
  CHECK(itinerary_reasons(programme.facts).empty());
  programme.visits[1].started_at = "2026-11-03T09:29:59Z";  // the same instant less a second
  const std::vector<FoundReason> found = itinerary_reasons(programme.facts);
  REQUIRE(found.size() == 2);
  CHECK(of(found, 0)[0].number("seconds") == 1);
  CHECK(of(found, 0)[0].text("other_visit") == "b");
  CHECK(of(found, 1)[0].text("other_visit") == "a");
  CHECK(of(found, 0)[0].number("others") == 1);
}

TEST_CASE("other investigators, conversations in writing and open visits do not overlap", "[review]") {
  test::Programme programme;
  programme.add("a");
  programme.add("b", "inv-2");
  programme.add("c").presence = Presence::in_writing;
  programme.add("d", "inv-1", "2026-11-03T10:00:00+01:00", "");
  programme.add("e", "");
  programme.add("f", "");
  CHECK(itinerary_reasons(programme.facts).empty());
  programme.add("g").presence = Presence::on_the_line;
  CHECK(itinerary_reasons(programme.facts).size() == 2);
}

TEST_CASE("of several overlaps the longest is named and all are counted", "[review]") {
  test::Programme programme;
  programme.add("long", "inv-1", at(0), at(120));
  programme.add("short", "inv-1", at(10), at(20));
  programme.add("longer", "inv-1", at(60), at(100));
  const std::vector<EvidenceReason> reasons = of(itinerary_reasons(programme.facts), 0);
  REQUIRE(reasons.size() == 1);
  CHECK(reasons[0].number("others") == 2);
  CHECK(reasons[0].number("seconds") == 2400);
  CHECK(reasons[0].text("other_visit") == "longer");
}

TEST_CASE("a journey above 130 km/h is implausible for both visits", "[review]") {
  test::Programme programme;
  programme.add("a", "inv-1", at(0), at(30)).site_position = north(0);
  programme.add("b", "inv-1", at(90), at(120)).site_position = north(129'900);
  CHECK(itinerary_reasons(programme.facts).empty());
  programme.facts[1].site_position = north(130'100);
  const std::vector<FoundReason> found = itinerary_reasons(programme.facts);
  REQUIRE(found.size() == 2);
  const EvidenceReason reason = of(found, 1)[0];
  CHECK(reason.code == EvidenceCode::implausible_speed);
  CHECK_THAT(reason.number("kilometres_per_hour"), WithinAbs(130.1, 1e-6));
  CHECK(reason.number("seconds") == 3600);
  CHECK(reason.text("other_visit") == "a");
  CHECK(of(found, 0)[0].text("other_visit") == "b");
}

TEST_CASE("neighbouring shops one right after the other are no race", "[review]") {
  test::Programme programme;
  programme.add("a", "inv-1", at(0), at(30)).site_position = north(0);
  programme.add("b", "inv-1", at(30), at(60)).site_position = north(2100);  // 126 km/h over the shortest journey
  CHECK(itinerary_reasons(programme.facts).empty());
  programme.facts[1].site_position = north(2200);
  CHECK(itinerary_reasons(programme.facts).size() == 2);
}

TEST_CASE("calls, unknown positions and other investigators make no journey", "[review]") {
  test::Programme programme;
  programme.add("a", "inv-1", at(0), at(30)).site_position = north(0);
  programme.add("b", "inv-1", at(31), at(60));
  VisitFacts& call = programme.add("c", "inv-1", at(61), at(90));
  call.site_position = north(900'000);
  call.presence = Presence::on_the_line;
  programme.add("d", "inv-2", at(31), at(60)).site_position = north(900'000);
  CHECK(itinerary_reasons(programme.facts).empty());
}

TEST_CASE("the journey begins at the last visit with a known position", "[review]") {
  test::Programme programme;
  programme.add("a", "inv-1", at(0), at(30)).site_position = north(0);
  programme.add("b", "inv-1", at(31), at(50));
  programme.add("c", "inv-1", at(60), at(90)).site_position = north(100'000);  // 200 km/h from a
  const std::vector<FoundReason> found = itinerary_reasons(programme.facts);
  REQUIRE(found.size() == 2);
  CHECK(of(found, 2)[0].text("other_visit") == "a");
}

TEST_CASE("whoever can travel every step can travel it all: no pair that is too fast goes unseen", "[review][property]") {
  Rng rng(130);
  int suspicious = 0;
  for (int round = 0; round < 300; ++round) {
    test::Programme programme;
    const int count = static_cast<int>(rng.between(2, 8));
    std::vector<std::pair<int, int>> times;
    for (int i = 0; i < count; ++i) {
      const int start = static_cast<int>(rng.between(0, 700)), end = start + static_cast<int>(rng.between(1, 60));
      times.push_back({start, end});
      programme.add("v" + std::to_string(i), "inv-1", at(start), at(end)).site_position = north(static_cast<double>(rng.below(200'000)));
    }
    const std::vector<FoundReason> found = itinerary_reasons(programme.facts);
    bool expected = false;
    for (int i = 0; i < count; ++i) {
      for (int j = 0; j < count; ++j) {
        const auto [from, to] = std::pair{times[static_cast<std::size_t>(i)], times[static_cast<std::size_t>(j)]};
        if (i < j && from.first < to.second && to.first < from.second) expected = true;  // at the same time
        if (i == j || from.second > to.first) continue;
        const double metres = distance_metres(*programme.facts[static_cast<std::size_t>(i)].site_position, *programme.facts[static_cast<std::size_t>(j)].site_position);
        if (metres / std::max(60.0, (to.first - from.second) * 60.0) * 3.6 > kFastestKmPerHour) expected = true;
      }
    }
    REQUIRE(found.empty() == !expected);
    suspicious += expected ? 1 : 0;
  }
  CHECK(suspicious > 50);
  CHECK(suspicious < 300);
}

}  // namespace constat
