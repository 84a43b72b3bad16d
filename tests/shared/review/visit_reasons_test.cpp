// What one visit says of itself: thresholds from both sides, and no reason from missing facts.
#include "shared/review/visit_reasons.hpp"

#include <catch_amalgamated.hpp>
#include <cmath>

#include "shared/review/evidence_words.hpp"
#include "tests/shared/review/visits.hpp"
#include "tests/support/small_checklist.hpp"

namespace constat {
namespace {

using Catch::Matchers::WithinAbs;

std::string choice() { return R"("type": "choice", "na_allowed": true, "choices": [{"id": "a", "points": 2}, {"id": "b", "points": 1}, {"id": "c", "points": 0}])"; }
std::string scale() { return R"("type": "scale", "min": 1, "max": 3)"; }

std::optional<EvidenceReason> lined(const std::vector<std::string>& items, const std::vector<std::string>& answers) {
  const Checklist checklist = test::checklist_of({}, {items});
  const Visit visit = test::visit_of(checklist, answers);
  VisitFacts facts;
  facts.visit = &visit;
  CHECK_FALSE(straight_lining(facts).has_value());  // the checklist is not known yet
  facts.checklist = &checklist;
  return straight_lining(facts);
}

std::vector<std::string> times(std::size_t n, const std::string& text) { return std::vector<std::string>(n, text); }

VisitFacts lasting(test::Programme& programme, const std::string& end) {
  return programme.add("v", "inv-1", "2026-11-03T10:00:00+01:00", end);
}

}  // namespace

TEST_CASE("nine answers of ten in a row are a straight line, and eight are not", "[review]") {
  std::vector<std::string> answers = times(10, "\"a\"");
  answers[9] = "\"b\"";
  const std::optional<EvidenceReason> nine = lined(times(10, choice()), answers);
  REQUIRE(nine.has_value());
  CHECK(nine->number("run") == 9);
  CHECK(nine->number("items") == 10);
  CHECK(nine->strength == 0.5);
  answers[8] = "\"b\"";
  CHECK_FALSE(lined(times(10, choice()), answers).has_value());
  CHECK(lined(times(10, choice()), times(10, "\"c\""))->strength == 1);
}

TEST_CASE("under ten answers there is no straight line", "[review]") {
  CHECK_FALSE(lined(times(9, choice()), times(9, "\"a\"")).has_value());
  std::vector<std::string> answers = times(12, "\"a\"");
  answers[0] = answers[5] = "";
  CHECK(lined(times(12, choice()), answers)->number("items") == 10);
  answers[1] = "";
  CHECK_FALSE(lined(times(12, choice()), answers).has_value());
}

TEST_CASE("ticks in one place of scales and choices are one line, texts and numbers do not belong to it", "[review]") {
  std::vector<std::string> items = times(6, choice()), answers = times(6, "\"b\"");
  for (int i = 0; i < 6; ++i) items.push_back(scale()), answers.push_back("2");
  items.push_back(R"("type": "text")");
  answers.push_back("\"bonjour\"");
  CHECK(lined(items, answers)->number("run") == 12);
  CHECK(lined(items, answers)->number("items") == 12);
  for (int i = 6; i < 12; ++i) answers[static_cast<std::size_t>(i)] = "1";
  CHECK_FALSE(lined(items, answers).has_value());
}

TEST_CASE("not applicable all the way is a straight line too", "[review]") {
  CHECK(lined(times(10, choice()), times(10, "na")).has_value());
}

TEST_CASE("a visit is too fast below three robust deviations of the logarithm", "[review]") {
  // Ten visits of e^6, e^6.1 ... e^6.9 seconds: median log 6.45, deviations .05 .05 .15 .15 .25 ..., MAD 0.25.
  std::vector<double> seconds;
  for (int i = 0; i < 10; ++i) seconds.push_back(std::exp(6 + i * 0.1));
  const std::optional<UsualDuration> usual = usual_duration(seconds);
  REQUIRE(usual.has_value());
  CHECK_THAT(usual->median_log_seconds, WithinAbs(6.45, 1e-9));
  CHECK_THAT(usual->spread, WithinAbs(1.4826 * 0.25, 1e-9));
  const double limit = std::exp(6.45 - 3 * 1.4826 * 0.25);  // 208.19... seconds
  REQUIRE(limit > 208);
  REQUIRE(limit < 209);
  test::Programme programme;
  CHECK_FALSE(too_fast(lasting(programme, "2026-11-03T10:03:29+01:00"), *usual).has_value());
  const std::optional<EvidenceReason> fast = too_fast(lasting(programme, "2026-11-03T10:03:28+01:00"), *usual);
  REQUIRE(fast.has_value());
  CHECK(fast->number("seconds") == 208);
  CHECK_THAT(fast->number("median_seconds"), WithinAbs(std::exp(6.45), 1e-9));
  CHECK(fast->number("robust_z") < -3);
  CHECK(too_fast(lasting(programme, "2026-11-03T10:00:00+01:00"), *usual)->strength == 1);  // no time at all
  CHECK_FALSE(too_fast(lasting(programme, ""), *usual).has_value());
  CHECK_FALSE(too_fast(lasting(programme, "2026-11-03T09:59:00+01:00"), *usual).has_value());  // that is another reason
}

TEST_CASE("what is usual takes ten visits that differ", "[review]") {
  CHECK_FALSE(usual_duration(std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9}).has_value());
  CHECK(usual_duration(std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}).has_value());
  CHECK_FALSE(usual_duration(std::vector<double>(20, 600)).has_value());
}

TEST_CASE("a visit that ends before it starts says by how much", "[review]") {
  test::Programme programme;
  CHECK(ends_before_start(lasting(programme, "2026-11-03T09:59:59+01:00"))->number("seconds") == 1);
  CHECK_FALSE(ends_before_start(lasting(programme, "2026-11-03T10:00:00+01:00")).has_value());
  CHECK_FALSE(ends_before_start(lasting(programme, "2026-11-03T09:30:00Z")).has_value());  // 10:30 there
  CHECK_FALSE(ends_before_start(lasting(programme, "")).has_value());
}

TEST_CASE("a place counts as far beyond 150 metres after its accuracy", "[review]") {
  test::Programme programme;
  VisitFacts& facts = programme.add("v");
  const double degree = 6'371'008.8 * std::acos(-1.0) / 180;  // metres along a meridian
  const auto answer = [&](double metres, double accuracy) {
    Answer value;
    value.value = LocationValue{45 + metres / degree, 5, accuracy};
    programme.last().answers["where"] = value;
  };
  answer(300, 20);
  CHECK_FALSE(far_from_site(facts).has_value());  // nobody knows where the site is
  facts.site_position = GeoPoint{45, 5};
  CHECK(far_from_site(facts)->number("accuracy_metres") == 20);
  CHECK_THAT(far_from_site(facts)->number("distance_metres"), WithinAbs(300, 1e-6));
  answer(169.9, 20);
  CHECK_FALSE(far_from_site(facts).has_value());
  answer(170.1, 20);
  CHECK(far_from_site(facts).has_value());
  // A second answer that is at the site settles it.
  Answer near;
  near.value = LocationValue{45, 5, 10};
  programme.last().answers["later"] = near;
  CHECK_FALSE(far_from_site(facts).has_value());
  programme.last().answers.clear();
  CHECK_FALSE(far_from_site(facts).has_value());
}

TEST_CASE("distances on the globe are the published ones", "[review]") {
  // Lyon Part-Dieu to Paris Gare de Lyon, about 391 km; a quarter of a meridian is R pi / 2.
  CHECK_THAT(distance_metres({45.7605, 4.8596}, {48.8443, 2.3743}), WithinAbs(391'000, 2000));
  CHECK_THAT(distance_metres({0, 0}, {90, 0}), WithinAbs(10'007'557.2, 0.1));
  CHECK_THAT(distance_metres({0, 0}, {0, 180}), WithinAbs(20'015'114.4, 0.1));
  CHECK_THAT(distance_metres({0, 179.9995}, {0, -179.9995}), WithinAbs(111.195, 0.001));
  CHECK(distance_metres({45, 5}, {45, 5}) == 0);
}

TEST_CASE("a visit at night is outside opening hours, by the clock of the place", "[review]") {
  const Parsed<OpeningHours> hours = parse_opening_hours(R"({"mon": [["09:00", "19:00"]], "tue": [["09:00", "19:00"]]})");
  test::Programme programme;
  const auto at = [&](const std::string& start, const std::string& end) {
    VisitFacts facts = programme.add("v", "inv-1", start, end);
    facts.opening_hours = &*hours;
    return outside_opening_hours(facts);
  };
  const std::optional<EvidenceReason> late = at("2026-11-03T21:00:00+01:00", "2026-11-03T21:20:00+01:00");
  REQUIRE(late.has_value());
  CHECK(late->number("minutes") == 121);
  CHECK(late->number("weekday") == 1);
  CHECK(late->text("hours") == "09:00-19:00");
  CHECK(late->text("ended_at") == "2026-11-03T21:20:00+01:00");
  CHECK(evidence_fact(Language::english, *late, {}).rfind("Visit on 3 Nov 2026 from 21:00 to 21:20; open that day: 09:00–19:00. 2", 0) == 0);
  CHECK_FALSE(at("2026-11-03T08:50:00+01:00", "2026-11-03T09:20:00+01:00").has_value());
  CHECK_FALSE(at("2026-11-03T20:30:00Z", "2026-11-04T11:00:00Z").has_value());  // runs into a day nobody told about
  CHECK_FALSE(at("2026-11-08T21:00:00+01:00", "").has_value());                // Sunday: not known
  CHECK(at("2026-11-03T21:00:00+01:00", "").has_value());                      // still open: the start decides
  CHECK_FALSE(at("yesterday", "").has_value());
  CHECK_FALSE(outside_opening_hours(programme.add("v")).has_value());
}

TEST_CASE("a clock counts as moved beyond the bound, in both directions", "[review]") {
  test::Programme programme;
  VisitFacts& facts = programme.add("v");
  CHECK_FALSE(clock_moved(facts).has_value());
  facts.clock = ClockFacts{1'000'000 + 300'000, 1'000'000, 300'000};
  CHECK_FALSE(clock_moved(facts).has_value());
  facts.clock->phone_ms += 1;
  CHECK(clock_moved(facts)->number("seconds_ahead") == 300.001);
  facts.clock->phone_ms = 1'000'000 - 300'001;
  CHECK(clock_moved(facts)->number("seconds_ahead") == -300.001);
  facts.clock->bound_ms = 600'000;
  CHECK_FALSE(clock_moved(facts).has_value());
}

TEST_CASE("scores differ to the last digit, and no score agrees with no score", "[review]") {
  test::Programme programme;
  VisitFacts& facts = programme.add("v");
  CHECK_FALSE(score_differs(facts).has_value());
  facts.scores = ScoreFacts{MicroPercent{72'500'000}, MicroPercent{72'500'000}};
  CHECK_FALSE(score_differs(facts).has_value());
  facts.scores->server = MicroPercent{72'500'001};
  CHECK(score_differs(facts)->number("server_percent") == 72.500001);
  facts.scores->server.reset();
  CHECK(score_differs(facts)->find("server_percent") == nullptr);
  facts.scores->phone.reset();
  CHECK_FALSE(score_differs(facts).has_value());
}

TEST_CASE("photos with metadata are counted, unknown ones are not", "[review]") {
  test::Programme programme;
  VisitFacts& facts = programme.add("v");
  facts.photos = {{"bb", {}, true}, {"aa", {}, true}, {"cc", {}, false}, {"dd", {}, std::nullopt}};
  CHECK(photo_metadata(facts)->number("photos") == 2);
  CHECK(photo_metadata(facts)->text("photo") == "aa");
  facts.photos = {{"cc", {}, false}, {"dd", {}, std::nullopt}};
  CHECK_FALSE(photo_metadata(facts).has_value());
}

TEST_CASE("contact modes say where the investigator was", "[review]") {
  CHECK(presence_of("visit") == Presence::on_site);
  CHECK(presence_of("shop") == Presence::on_site);
  CHECK(presence_of("") == Presence::on_site);
  CHECK(presence_of("telephone") == Presence::on_the_line);
  CHECK(presence_of("chat") == Presence::in_writing);
}

TEST_CASE("a dHash is 16 hexadecimal digits", "[review]") {
  CHECK(dhash_of("0123456789abcdef") == 0x0123456789abcdefULL);
  CHECK_FALSE(dhash_of("0123456789abcde").has_value());
  CHECK_FALSE(dhash_of("0123456789abcdeg").has_value());
}

}  // namespace constat
