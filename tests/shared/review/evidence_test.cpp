// The queue: its index, its order, and the words for every reason.
#include "shared/review/evidence.hpp"

#include <catch_amalgamated.hpp>

#include "shared/base/rng.hpp"
#include "shared/review/evidence_words.hpp"

namespace constat {
namespace {

using Catch::Matchers::WithinAbs;

EvidenceReason random_reason(Rng& rng) {
  return {static_cast<EvidenceCode>(rng.below(kEvidenceCodes)), 0.5 + rng.uniform() / 2, {EvidenceFact::of("seconds", rng.uniform())}};
}

// One reason of every code with the facts that its sentence needs.
std::vector<EvidenceReason> one_of_each() {
  const auto n = [](const char* name, double number) { return EvidenceFact::of(name, number); };
  const auto t = [](const char* name, const char* text) { return EvidenceFact::of(name, std::string(text)); };
  return {{EvidenceCode::straight_lining, 1, {n("run", 19), n("items", 20)}},
          {EvidenceCode::too_fast, 0.6, {n("seconds", 95), n("median_seconds", 1500), n("robust_z", -3.6)}},
          {EvidenceCode::ends_before_start, 1, {n("seconds", 172'800)}},
          {EvidenceCode::overlapping_visits, 0.7, {n("seconds", 600), t("other_visit", "v2"), n("others", 1)}},
          {EvidenceCode::implausible_speed, 0.7, {n("kilometres_per_hour", 480), n("distance_metres", 160'000), n("seconds", 1200), t("other_visit", "v2")}},
          {EvidenceCode::far_from_site, 0.7, {n("distance_metres", 420), n("accuracy_metres", 20)}},
          {EvidenceCode::outside_opening_hours, 0.6, {n("minutes", 95), t("started_at", "2026-11-03T21:35:00+01:00"), n("weekday", 1)}},
          {EvidenceCode::clock_moved, 0.6, {n("seconds_ahead", 7200), n("bound_seconds", 300)}},
          {EvidenceCode::clock_moved, 0.6, {n("seconds_ahead", -7200), n("bound_seconds", 300)}},
          {EvidenceCode::same_photo, 1, {t("photo", "ab"), t("other_visit", "v2"), n("others", 3)}},
          {EvidenceCode::similar_photo, 0.9, {t("photo", "ab"), t("other_visit", "v2"), n("bits", 2), n("same_site", 0)}},
          {EvidenceCode::similar_photo, 0.5, {t("photo", "ab"), t("other_visit", "v2"), n("bits", 2), n("same_site", 1)}},
          {EvidenceCode::repeated_comment, 0.9, {t("item", "greeted"), n("similarity", 0.93), t("other_visit", "v2")}},
          {EvidenceCode::score_differs, 1, {n("phone_percent", 72.5)}},
          {EvidenceCode::photo_metadata, 1, {n("photos", 1)}},
          {EvidenceCode::photo_metadata, 1, {n("photos", 4)}}};
}

}  // namespace

TEST_CASE("a visit without reasons has the index 0, and the index stays below 100", "[review]") {
  CHECK(evidence_index({}) == 0);
  const double all = evidence_index(one_of_each());
  CHECK(all > 99);
  CHECK(all < 100);
}

TEST_CASE("the index is the documented formula", "[review]") {
  // 100 (1 - (1 - 0.7 * 0.7) (1 - 0.9 * 1)) = 94.9; the weaker of two photos does not count.
  const std::vector<EvidenceReason> reasons = {{EvidenceCode::same_photo, 0.5, {}}, {EvidenceCode::far_from_site, 0.7, {}}, {EvidenceCode::same_photo, 1, {}}};
  CHECK_THAT(evidence_index(reasons), WithinAbs(94.9, 1e-12));
  CHECK_THAT(evidence_index({{EvidenceCode::photo_metadata, 1, {}}}), WithinAbs(30, 1e-12));
}

TEST_CASE("the index does not depend on the order of reasons, and one more never lowers it", "[review][property]") {
  Rng rng(7);
  for (int round = 0; round < 500; ++round) {
    std::vector<EvidenceReason> reasons;
    double before = 0;
    for (int i = 0; i < 8; ++i) {
      reasons.push_back(random_reason(rng));
      const double now = evidence_index(reasons);
      REQUIRE(now >= before);
      before = now;
    }
    REQUIRE(evidence_index({reasons.rbegin(), reasons.rend()}) == before);
  }
}

TEST_CASE("strength runs from a half at the threshold to one where it is certain", "[review]") {
  CHECK(strength_between(150, 150, 1500) == 0.5);
  CHECK(strength_between(825, 150, 1500) == 0.75);
  CHECK(strength_between(9000, 150, 1500) == 1);
  CHECK(strength_between(-4.5, -3, -6) == 0.75);
}

TEST_CASE("the queue shows the highest index first, then who waits longest, then by id", "[review]") {
  std::vector<QueueEntry> queue = {{"d", 10, 5}, {"a", 0, 1}, {"c", 80, 9}, {"b", 10, 5}, {"e", 10, 2}};
  order_queue(queue);
  std::string order;
  for (const QueueEntry& entry : queue) order += entry.visit;
  CHECK(order == "cebda");
}

TEST_CASE("a reason survives the way through JSON", "[review]") {
  for (const EvidenceReason& reason : one_of_each()) {
    const Parsed<Json> json = parse_json(write_json(evidence_json(reason)));
    REQUIRE(json.has_value());
    Problems problems;
    CHECK(read_evidence(*json, "", problems) == reason);
    CHECK(problems.empty());
  }
}

TEST_CASE("a broken reason is reported where it is broken", "[review]") {
  Problems problems;
  read_evidence(*parse_json(R"({"code": "psychic", "strength": 2, "facts": {"a": []}, "more": 1})"), "r", problems);
  REQUIRE(problems.size() == 4);
  CHECK(problems[0].path == "r.code");
  CHECK(problems[0].code == "unknown-evidence");
  CHECK(problems[1].path == "r.strength");
  CHECK(problems[2].path == "r.facts.a");
  CHECK(problems[3].code == "unknown-field");
  for (const Problem& problem : problems) CHECK(describe(Language::french, problem).find("problem.") == std::string::npos);
}

TEST_CASE("codes are read back", "[review]") {
  for (std::size_t i = 0; i < kEvidenceCodes; ++i) CHECK(evidence_code(to_string(static_cast<EvidenceCode>(i))) == static_cast<EvidenceCode>(i));
  CHECK_FALSE(evidence_code("psychic").has_value());
}

TEST_CASE("every reason has a title, a meaning and a sentence with its fact, in both languages", "[review]") {
  for (const Language language : {Language::french, Language::english}) {
    for (const EvidenceReason& reason : one_of_each()) {
      for (const std::string& words : {evidence_title(language, reason.code), evidence_meaning(language, reason.code), evidence_fact(language, reason)}) {
        INFO(words);
        CHECK(words.find("evidence.") == std::string::npos);
        CHECK(words.find('{') == std::string::npos);
        CHECK_FALSE(words.empty());
      }
    }
  }
  const std::vector<EvidenceReason> reasons = one_of_each();
  CHECK(evidence_fact(Language::english, reasons[0]) == "19 answers in a row in the same place, out of 20.");
  CHECK(evidence_fact(Language::english, reasons[2]) == "The end is 2.0 days before the start.");
  CHECK(evidence_fact(Language::english, reasons[4]) == "160.0 km in " + format_duration(Language::english, 1200) + ", that is 480 km/h, between this visit and the visit v2.");
  CHECK(evidence_fact(Language::english, reasons[5]) == "The location was 420 m from the site (accuracy 20 m).");
  const EvidenceNames names{[](Language language, std::string_view) { return evidence_visit_name(language, "2026-11-14T10:02:11+01:00", "Lyon Centre"); }, {}};
  CHECK(evidence_fact(Language::english, reasons[4], names).find("and the visit of 14 Nov 2026 (Lyon Centre).") != std::string::npos);
  CHECK(evidence_fact(Language::french, reasons[4], names).find("et la visite du 14 nov. 2026 (Lyon Centre).") != std::string::npos);
  CHECK(evidence_fact(Language::english, reasons[13]) == "Phone: 72.5%; server: no score.");
}

}  // namespace constat
