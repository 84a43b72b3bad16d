// Golden cases: tests/golden/visits/<case>/visit.json scores as score.json says, to the last digit. The expected figures
// were worked out apart from the scorer; changing one needs a reason in docs/scoring.md.
#include <catch_amalgamated.hpp>

#include <set>

#include "shared/base/json.hpp"
#include "shared/checklist/parse.hpp"
#include "shared/scoring/score.hpp"
#include "shared/visit/validate.hpp"
#include "tests/shared/checklists/shipped_files.hpp"

using namespace constat;
using namespace constat::test;

namespace {

Visit golden_visit(const std::string& name) {
  const Parsed<Visit> visit = parse_visit(golden_json(name, "visit.json"));
  INFO(name << (visit ? "" : ": " + visit.error().front().path + " " + visit.error().front().code));
  REQUIRE(visit.has_value());
  return *visit;
}

Checklist checklist_of(const Visit& visit) {
  const Parsed<Checklist> checklist = parse_checklist(checklist_json(visit.checklist.value));
  INFO(visit.checklist.value);
  REQUIRE(checklist.has_value());
  REQUIRE(checklist->version == visit.checklist_version);
  return *checklist;
}

}  // namespace

TEST_CASE("every golden visit scores as expected", "[golden]") {
  for (const std::string& name : golden_visits()) {
    const Visit visit = golden_visit(name);
    const Checklist checklist = checklist_of(visit);
    const Parsed<Json> expected = parse_json(golden_json(name, "score.json"));
    const Parsed<Json> actual = parse_json(write_score(checklist, visit, score_visit(checklist, visit), false));
    INFO(name);
    REQUIRE(expected.has_value());
    REQUIRE(actual.has_value());
    CHECK(canonical_json(*actual) == canonical_json(*expected));
  }
}

TEST_CASE("every shipped checklist has a golden visit", "[golden]") {
  std::set<std::string> seen;
  for (const std::string& name : golden_visits()) seen.insert(golden_visit(name).checklist.value);
  for (const std::string& id : shipped_checklists()) {
    INFO(id);
    CHECK(seen.count(id) == 1);
  }
}

TEST_CASE("the golden visits meet every status but a checklist without points, and every critical policy", "[golden]") {
  std::set<VisitStatus> statuses;
  std::set<CriticalPolicy::Kind> policies;
  for (const std::string& name : golden_visits()) {
    const Visit visit = golden_visit(name);
    const Checklist checklist = checklist_of(visit);
    const VisitScore score = score_visit(checklist, visit);
    statuses.insert(score.status);
    if (score.score != score.uncapped) policies.insert(checklist.scoring.critical_policy.kind);
  }
  CHECK(statuses == std::set<VisitStatus>{VisitStatus::complete, VisitStatus::incomplete, VisitStatus::invalid});
  CHECK(policies == std::set<CriticalPolicy::Kind>{CriticalPolicy::Kind::zero, CriticalPolicy::Kind::cap});
}

TEST_CASE("no valid golden visit lacks a comment that its answers demand", "[golden]") {
  for (const std::string& name : golden_visits()) {
    const Visit visit = golden_visit(name);
    const Checklist checklist = checklist_of(visit);
    if (!validate_visit(checklist, visit).empty()) continue;
    for (const auto& [id, answer] : visit.answers) {
      INFO(name << ": " << id);
      CHECK_FALSE(missing_evidence(checklist.at(*checklist.find(id)), answer).any());
    }
  }
}
