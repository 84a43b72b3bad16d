#include "shared/scoring/checks.hpp"

#include <algorithm>

#include <catch_amalgamated.hpp>

#include "shared/base/json.hpp"
#include "shared/checklist/parse.hpp"
#include "shared/scoring/score.hpp"
#include "tests/support/random_checklist.hpp"

namespace constat::test {
namespace {

// arrived, left: times; met, gone: dates; tip: a number, N/A allowed; why: asked after "no"; liked: a choice.
Checklist checklist_with(const std::string& checks) {
  const std::string label = R"("prompt":{"fr":"x","en":"x"})";
  const std::string choices = R"("choices":[{"id":"yes","label":{"fr":"x","en":"x"}},{"id":"no","label":{"fr":"x","en":"x"}}])";
  const std::string json = R"({"format":"constat.checklist/1","id":"c","version":1,"title":{"fr":"x","en":"x"},"languages":["fr","en"],)"
      R"("scoring":{"mode":"points"},"sections":[{"id":"s","area":"other","title":{"fr":"x","en":"x"},"items":[)"
      R"({"id":"arrived","type":"time",)" + label + R"(},{"id":"left","type":"time",)" + label +
      R"(},{"id":"met","type":"date",)" + label + R"(},{"id":"gone","type":"date",)" + label + R"(}]},)"
      R"({"id":"t","area":"other","title":{"fr":"x","en":"x"},"items":[{"id":"liked","type":"choice",)" + choices + "," + label +
      R"(},{"id":"why","type":"number","visible_if":"${liked} = 'no'",)" + label +
      R"(},{"id":"tip","type":"number","na_allowed":true,)" + label + R"(}]}],"checks":)" + checks + "}";
  Parsed<Checklist> checklist = parse_checklist(json);
  if (!checklist) FAIL(checklist.error().front().path << " " << checklist.error().front().code);
  return std::move(*checklist);
}

std::string check(const std::string& id, const std::string& holds, const std::string& more = {}) {
  return R"({"id":")" + id + R"(","assert":")" + holds + R"(","message":{"fr":"x","en":"x"})" + more + "}";
}

Visit visit_with(const std::string& answers) {
  Parsed<Visit> visit = parse_visit(
      R"({"format":"constat.visit/1","id":"01936d2e-7c1b-7d0a-b1f2-3c4d5e6f7a8b","checklist":{"id":"c","version":1},"site":"s",)"
      R"("investigator":"i","started_at":"2026-11-03T10:00:00Z","answers":)" + answers + "}");
  REQUIRE(visit);
  return std::move(*visit);
}

std::vector<std::string> violated(const Checklist& checklist, const std::string& answers) {
  std::vector<std::string> ids;
  for (const Check* one : violated_checks(checklist, visit_with(answers))) ids.push_back(one->id.value);
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a check that does not hold is told, in the checklist's order") {
  const Checklist checklist = checklist_with("[" + check("day", "${met} <= ${gone}") + "," + check("hour", "${arrived} < ${left}") + "]");
  CHECK(violated(checklist, R"({"arrived":{"value":"10:30"},"left":{"value":"10:02"},"met":{"value":"2026-11-04"},"gone":{"value":"2026-11-03"}})") ==
        Ids{"day", "hour"});
  CHECK(violated(checklist, R"({"arrived":{"value":"10:02"},"left":{"value":"10:02:01"},"met":{"value":"2026-11-03"},"gone":{"value":"2026-11-03"}})").empty());
}

TEST_CASE("a check says nothing of a blank, N/A or hidden answer") {
  const Checklist checklist = checklist_with("[" + check("tips", "${tip} > 100") + "," + check("why", "${why} > 100 and ${liked} = 'yes'") + "]");
  CHECK(violated(checklist, "{}").empty());
  CHECK(violated(checklist, R"({"tip":{"na":true}})").empty());
  CHECK(violated(checklist, R"({"tip":{"value":3}})") == Ids{"tips"});
  CHECK(violated(checklist, R"({"liked":{"value":"yes"},"why":{"value":3}})").empty());
  CHECK(violated(checklist, R"({"liked":{"value":"no"},"why":{"value":3}})") == Ids{"why"});
}

TEST_CASE("a check may name items in any order and of any section") {
  const Checklist checklist = checklist_with("[" + check("late", "${tip} < 10 or ${left} > '20:00'") + "]");
  CHECK(violated(checklist, R"({"left":{"value":"19:00"},"tip":{"value":10}})") == Ids{"late"});
  REQUIRE(checklist.checks.size() == 1);
  CHECK(checklist.checks[0].items == std::vector<ItemId>{ItemId("left"), ItemId("tip")});
  CHECK(checklist.checks[0].severity == Check::Severity::error);
}

TEST_CASE("a check is told once in each section, at the last of its items that the visit shows") {
  const Checklist checklist = checklist_with("[" + check("a", "${arrived} < ${left}") + "," +
                                             check("b", "${arrived} < ${left}", R"(,"items":["tip","arrived"],"severity":"warning")") + "," +
                                             check("c", "${arrived} < ${left}", R"(,"items":["why"])") + "]");
  std::vector<bool> visible(checklist.item_count(), true);
  const auto told_at = [&](std::size_t at) {
    Ids ids;
    for (const ItemRef ref : places_of(checklist.checks[at], checklist, visible)) ids.push_back(checklist.at(ref).id.value);
    return ids;
  };
  CHECK(told_at(0) == Ids{"left"});
  CHECK(told_at(1) == Ids{"arrived", "tip"});
  CHECK(told_at(2) == Ids{"why"});
  CHECK(checklist.checks[1].severity == Check::Severity::warning);
  visible[5] = visible[6] = false;  // why, tip
  CHECK(told_at(1) == Ids{"arrived"});
  CHECK(told_at(2) == Ids{"left"});
}

TEST_CASE("checks never change a score, and a blank never triggers one") {
  Rng rng(20'261'122);
  std::ptrdiff_t told = 0, told_of_blanks = 0;
  for (int round = 0; round < 300; ++round) {
    const std::string json = random_checklist_json(rng, {});
    const Parsed<Checklist> plain = parse_checklist(json);
    REQUIRE(plain);
    std::vector<std::string> names;
    for (const auto& [id, ref] : plain->index) names.push_back(id);
    std::string checks;
    for (int i = 0; i < 5; ++i) {
      const std::string& a = names[rng.index(names.size())];
      const std::string& b = names[rng.index(names.size())];
      static const char* const kSigns[] = {"=", "!=", "<", ">="};
      checks += (i ? "," : "") + check("k" + std::to_string(i), "${" + a + "} " + kSigns[rng.index(4)] + " ${" + b + "}");
    }
    const Parsed<Checklist> checked = parse_checklist(json.substr(0, json.size() - 1) + ",\"checks\":[" + checks + "]}");
    REQUIRE(checked);
    const Visit visit = random_visit(rng, *plain);
    CHECK(write_score(*plain, visit, score_visit(*plain, visit), true) == write_score(*checked, visit, score_visit(*checked, visit), true));
    const std::vector<const Check*> found = violated_checks(*checked, visit);
    told += static_cast<std::ptrdiff_t>(found.size());
    for (const Check* one : found) {
      for (const std::string& name : one->holds.names()) {
        Visit without = visit;
        without.answers.erase(name);
        const std::vector<const Check*> fewer = violated_checks(*checked, without);
        told_of_blanks += std::count(fewer.begin(), fewer.end(), one);
      }
    }
  }
  CHECK(told > 100);
  CHECK(told_of_blanks == 0);
}

}  // namespace constat::test
