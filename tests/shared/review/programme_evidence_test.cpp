#include "shared/review/programme_evidence.hpp"

#include <algorithm>
#include <catch_amalgamated.hpp>

#include "shared/base/rng.hpp"
#include "tests/shared/review/visits.hpp"

namespace constat {
namespace {

// A programme in which every kind of reason occurs.
void fill(test::Programme& programme, Rng& rng, const OpeningHours& hours) {
  for (int i = 0; i < 120; ++i) {
    const int day = static_cast<int>(rng.between(1, 28)), hour = static_cast<int>(rng.between(0, 22));
    const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
    const std::string date = "2026-11-" + two(day) + "T";
    const std::string start = date + two(hour) + ":" + two(static_cast<int>(rng.below(30))) + ":00+01:00";
    const std::string end = date + two(hour + (rng.chance(5) ? 0 : 1)) + ":" + two(static_cast<int>(rng.below(60))) + ":00+01:00";
    VisitFacts& facts = programme.add("v" + std::to_string(i), "inv-" + std::to_string(rng.below(4)), start, end);
    facts.site_position = GeoPoint{43 + rng.uniform() * 6, 5};
    facts.opening_hours = &hours;
    if (rng.chance(10)) facts.clock = ClockFacts{static_cast<std::int64_t>(rng.below(3'600'000)), 0, 300'000};
    if (rng.chance(10)) facts.scores = ScoreFacts{MicroPercent{static_cast<std::int64_t>(rng.below(3))}, MicroPercent{1}};
    for (int p = 0; p < 3; ++p) facts.photos.push_back({"f" + std::to_string(rng.below(300)), rng.below(4096), rng.chance(5)});
    Answer answer;
    answer.comment = "Un commentaire assez long pour compter, du visiteur numéro " + std::to_string(rng.below(10'000)) + " de la semaine " + std::to_string(rng.below(99));
    programme.last().answers["greeted"] = answer;
    Answer place;
    place.value = LocationValue{43 + rng.uniform() * 6, 5, rng.uniform() * 100};
    if (rng.chance(30)) programme.last().answers["where"] = place;
  }
}

}  // namespace

TEST_CASE("the order in which visits are given changes nothing", "[review][property]") {
  const Parsed<OpeningHours> hours = parse_opening_hours(
      R"({"mon":[["09:00","19:00"]],"tue":[["09:00","19:00"]],"wed":[["09:00","19:00"]],"thu":[["09:00","19:00"]],"fri":[["09:00","19:00"]],"sat":[["09:00","19:00"]],"sun":[]})");
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Rng rng(seed);
    test::Programme programme;
    fill(programme, rng, *hours);
    const std::vector<VisitEvidence> evidence = programme_evidence(programme.facts);
    std::vector<std::size_t> order(programme.facts.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng.index(i)]);
    std::vector<VisitFacts> shuffled;
    for (const std::size_t i : order) shuffled.push_back(programme.facts[i]);
    const std::vector<VisitEvidence> again = programme_evidence(shuffled);
    bool seen[kEvidenceCodes] = {};
    for (std::size_t i = 0; i < order.size(); ++i) {
      REQUIRE(again[i].reasons == evidence[order[i]].reasons);
      REQUIRE(again[i].index == evidence[order[i]].index);
      for (const EvidenceReason& reason : again[i].reasons) seen[static_cast<std::size_t>(reason.code)] = true;
    }
    CHECK(std::count(std::begin(seen), std::end(seen), true) >= 10);
  }
}

TEST_CASE("visits of which nothing more is known give no reasons", "[review]") {
  test::Programme programme;
  for (int i = 0; i < 30; ++i) programme.add("v" + std::to_string(i), "inv-" + std::to_string(i), "2026-11-03T10:00:00+01:00", "");
  for (const VisitEvidence& visit : programme_evidence(programme.facts)) {
    CHECK(visit.reasons.empty());
    CHECK(visit.index == 0);
  }
  CHECK(programme_evidence({}).empty());
}

TEST_CASE("a visit is fast among those with the same version of its checklist", "[review]") {
  test::Programme programme;
  for (int i = 0; i < 20; ++i)
    programme.add("v" + std::to_string(i), "inv-" + std::to_string(i), "2026-11-03T10:00:00+01:00", "2026-11-03T10:" + std::to_string(20 + i) + ":00+01:00");
  programme.add("quick", "inv-x", "2026-11-03T10:00:00+01:00", "2026-11-03T10:01:00+01:00");
  std::vector<VisitEvidence> evidence = programme_evidence(programme.facts);
  CHECK(test::has_reason(evidence[20].reasons, EvidenceCode::too_fast));
  CHECK_FALSE(test::has_reason(evidence[0].reasons, EvidenceCode::too_fast));
  programme.last().checklist_version = 2;
  evidence = programme_evidence(programme.facts);
  CHECK_FALSE(test::has_reason(evidence[20].reasons, EvidenceCode::too_fast));
}

TEST_CASE("what weighs most stands first", "[review]") {
  test::Programme programme;
  VisitFacts& facts = programme.add("v", "inv-1", "2026-11-03T10:00:00+01:00", "2026-11-03T09:00:00+01:00");
  facts.photos = {{"f", {}, true}};
  facts.clock = ClockFacts{86'400'000, 0, 1000};
  const std::vector<EvidenceReason> reasons = own_reasons(facts);
  REQUIRE(reasons.size() == 3);
  CHECK(reasons[0].code == EvidenceCode::ends_before_start);
  CHECK(reasons[1].code == EvidenceCode::clock_moved);
  CHECK(reasons[2].code == EvidenceCode::photo_metadata);
}

}  // namespace constat
