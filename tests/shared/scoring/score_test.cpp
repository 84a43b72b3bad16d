#include <catch_amalgamated.hpp>

#include "shared/scoring/score.hpp"
#include "tests/support/small_checklist.hpp"

namespace constat::test {

TEST_CASE("each type earns what docs/scoring.md says") {
  struct Row { const char* item; const char* answer; const char* earned; const char* possible; };
  const char* choice = R"("type":"choice","choices":[{"id":"a","points":3},{"id":"b","points":1.5},{"id":"c","points":-2}])";
  const char* multi = R"("type":"multi_choice","choices":[{"id":"a","points":1},{"id":"b","points":2},{"id":"c","points":-1}])";
  const char* scale = R"("type":"scale","min":1,"max":5)";
  const char* reversed = R"("type":"scale","min":1,"max":5,"reversed":true)";
  const char* bands = R"("type":"number","bands":[{"below":-1,"points":0},{"below":10.5,"points":4},{"points":2}])";
  const char* bonus = R"("type":"scale","min":0,"max":10,"role":"bonus")";
  const char* malus = R"("type":"choice","role":"malus","choices":[{"id":"a","points":-3},{"id":"b","points":0}])";
  for (const Row& row : {Row{choice, "\"b\"", "1.5", "3"}, Row{choice, "\"c\"", "-2", "3"},
                         Row{multi, "[\"a\",\"c\"]", "0", "3"}, Row{multi, "[\"a\",\"b\"]", "3", "3"}, Row{multi, "[]", "0", "3"},
                         Row{scale, "4", "3", "4"}, Row{scale, "1", "0", "4"}, Row{scale, "5.0", "4", "4"}, Row{reversed, "2", "3", "4"},
                         Row{bands, "10.4999", "4", "4"}, Row{bands, "10.5", "2", "4"}, Row{bands, "-1", "4", "4"},
                         Row{bands, "-1.0001", "0", "4"}, Row{bands, "1e9", "2", "4"}, Row{bonus, "7", "7", "0"},
                         Row{malus, "\"a\"", "-3", "0"}}) {
    INFO(row.item << " answered " << row.answer);
    const VisitScore score = score_of({}, {row.item}, {row.answer});
    REQUIRE(score.status != VisitStatus::invalid);
    CHECK(to_string(score.trace[0].earned) == row.earned);
    CHECK(to_string(score.trace[0].possible) == row.possible);
  }
}

TEST_CASE("weights multiply both sides, and rounding happens once") {
  const VisitScore score = score_of({}, {R"("type":"scale","min":0,"max":3,"weight":2)", R"("type":"scale","min":0,"max":3)"}, {"1", "1"});
  CHECK(millionths_text(score.earned) == "3");
  CHECK(millionths_text(score.possible) == "9");
  CHECK(score.score == MicroPercent{33'333'333});
}

TEST_CASE("a bonus lifts the score to 100 at most and a malus lowers it to 0 at least, while raw says how far") {
  const char* base = R"("type":"scale","min":0,"max":10)";
  const VisitScore high = score_of({}, {base, R"("type":"scale","role":"bonus","min":0,"max":10)"}, {"9", "5"});
  CHECK(high.score == kHundredPercent);
  CHECK(high.sections[0].raw == MicroPercent{140'000'000});
  const VisitScore low = score_of({}, {base, R"("type":"choice","role":"malus","choices":[{"id":"a","points":-30}])"}, {"9", "\"a\""});
  CHECK(low.score == MicroPercent{0});
  CHECK(low.sections[0].raw == MicroPercent{-210'000'000});
}

TEST_CASE("a visit of bonuses alone is complete but not assessable") {
  const VisitScore score = score_of({}, {R"("type":"scale","role":"bonus","min":0,"max":10)"}, {"5"});
  CHECK(score.status == VisitStatus::not_assessable);
  CHECK_FALSE(score.score);
  CHECK_FALSE(score.passed);
}

TEST_CASE("weighted mode averages the sections that have a score") {
  const Checklist checklist = checklist_of({"weighted"}, {{R"("type":"scale","min":0,"max":10)"}, {R"("type":"scale","min":0,"max":10)"},
                                                          {R"("type":"scale","min":0,"max":10)"}}, {"1", "3", "2"});
  const VisitScore score = score_visit(checklist, visit_of(checklist, {"10", "5", ""}));
  CHECK(score.score == MicroPercent{62'500'000});
  CHECK_FALSE(score.sections[2].score);
}

TEST_CASE("a triggered critical does what its policy and its scope say") {
  struct Row { const char* mode; const char* policy; const char* scope; const char* score; const char* first_section; };
  // Section 1: 6 of 10 with the critical; section 2: 8 of 10.
  for (const Row& row : {Row{"points", "\"flag\"", "visit", "70", "60"}, Row{"points", "\"zero\"", "visit", "0", "60"},
                         Row{"points", "{\"cap\":50}", "visit", "50", "60"}, Row{"points", "\"zero\"", "section", "40", "0"},
                         Row{"points", "{\"cap\":50}", "section", "65", "50"}, Row{"points", "{\"cap\":90}", "section", "70", "60"},
                         Row{"weighted", "\"zero\"", "section", "40", "0"}, Row{"weighted", "{\"cap\":50}", "section", "65", "50"},
                         Row{"weighted", "{\"cap\":20}", "visit", "20", "60"}}) {
    INFO(row.mode << " " << row.policy << " " << row.scope);
    const std::string critical = R"("type":"scale","min":0,"max":10,"critical":{"scope":")" + std::string(row.scope) + R"(","when":". < 7"})";
    const Checklist checklist = checklist_of({row.mode, row.policy}, {{critical}, {R"("type":"scale","min":0,"max":10)"}});
    const VisitScore score = score_visit(checklist, visit_of(checklist, {"6", "8"}));
    CHECK(to_string(*score.score) == row.score);
    CHECK(to_string(*score.sections[0].score) == row.first_section);
    CHECK(to_string(*score.uncapped) == "70");
    CHECK(score.passed == false);
    CHECK(score.grade == GradeId("C"));
    CHECK(score.critical == std::vector<ItemId>{ItemId("i0")});
  }
}

TEST_CASE("a critical is triggered neither by a blank nor by N/A") {
  const char* item = R"("type":"choice","na_allowed":true,"choices":[{"id":"yes","points":1},{"id":"no","points":0}],"critical":{"scope":"visit","when":". != 'yes'"})";
  for (const char* answer : {"", "na"}) CHECK(score_of({}, {item, R"("type":"scale","min":0,"max":1)"}, {answer, "1"}).critical.empty());
  CHECK(score_of({}, {item, R"("type":"scale","min":0,"max":1)"}, {"\"no\"", "1"}).critical.size() == 1);
}

TEST_CASE("a hidden item counts for nothing, and what depends on it reads it as blank") {
  const std::vector<std::string> items = {R"("type":"choice","choices":[{"id":"yes","points":1},{"id":"no","points":0}])",
                                          R"("type":"choice","required":true,"visible_if":"${i0} = 'yes'","choices":[{"id":"a","points":1},{"id":"b","points":0}])",
                                          R"("type":"scale","min":0,"max":4,"required":true,"visible_if":"${i1} = 'a'")"};
  const Checklist checklist = checklist_of({}, {items});
  const VisitScore hidden = score_visit(checklist, visit_of(checklist, {"\"no\"", "\"a\"", "4"}));
  CHECK(hidden.status == VisitStatus::complete);
  CHECK(hidden.score == MicroPercent{0});
  CHECK(visible_items(checklist, visit_of(checklist, {"\"no\"", "\"a\"", "4"})) == std::vector<bool>{true, false, false});
  const VisitScore shown = score_visit(checklist, visit_of(checklist, {"\"yes\"", "\"a\"", ""}));
  CHECK(shown.status == VisitStatus::incomplete);
  CHECK(shown.required_open == 1);
  REQUIRE(shown.bounds);
  CHECK(to_string(shown.bounds->low) == "33.333333");
  CHECK(to_string(shown.bounds->high) == "100");
}

TEST_CASE("pass marks hold for the visit and for each section that has a score") {
  const Checklist checklist = checklist_of({"points", "\"flag\"", "50"}, {{R"("type":"scale","min":0,"max":10)"}, {R"("type":"scale","min":0,"max":10)"}}, {}, {"", "60"});
  const auto passed = [&](const char* a, const char* b) { return score_visit(checklist, visit_of(checklist, {a, b})).passed; };
  CHECK(passed("4", "6") == true);
  CHECK(passed("3", "6") == false);
  CHECK(passed("10", "5") == false);
  CHECK(passed("5", "") == true);
  CHECK_FALSE(passed("", ""));
}

TEST_CASE("grades compare the exact score, never its display") {
  const std::vector<std::vector<std::string>> items = {{R"("type":"scale","min":0,"max":100000)"}};
  const Checklist checklist = checklist_of({}, items);
  const auto grade = [&](const char* value) { return score_visit(checklist, visit_of(checklist, {value})).grade->value; };
  CHECK(grade("90000") == "A");
  CHECK(grade("89999") == "B");  // shown as 90.0 %
  CHECK(grade("0") == "C");
}

TEST_CASE("an invalid visit has no score and lists its problems") {
  const VisitScore score = score_of({}, {R"("type":"scale","min":0,"max":10)"}, {"11"});
  CHECK(score.status == VisitStatus::invalid);
  CHECK_FALSE(score.score);
  CHECK(score.problems.size() == 1);
}

TEST_CASE("the largest checklist that loads sums without overflow") {
  std::vector<std::string> items, answers;
  for (int i = 0; i < 2; ++i) {
    items.push_back(R"("type":"choice","weight":1000000,"choices":[{"id":"a","points":1000000},{"id":"b","points":-1000000}])");
    answers.push_back(i == 0 ? "\"a\"" : "\"b\"");
  }
  const VisitScore score = score_of({}, items, answers);
  CHECK(score.score == MicroPercent{0});
  CHECK(score.possible == 2'000'000'000'000'000'000);
}

}  // namespace constat::test
