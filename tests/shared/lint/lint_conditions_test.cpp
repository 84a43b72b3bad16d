// Each planted condition is reported, and its example, read by the real scorer, shows it.
#include "shared/scoring/checks.hpp"
#include "tests/shared/lint/planted.hpp"

namespace constat::test {
namespace {

Checklist with_conditions(const std::string& visible_if, const std::string& earlier = yes_no("a")) {
  std::vector<std::string> items = fillers(4);
  items.insert(items.begin(), earlier);
  items.push_back(yes_no("q", "\"visible_if\":\"" + visible_if + "\",\"required\":true"));
  return planted({.sections = {items}});
}

std::string check(const std::string& holds) {
  return R"([{"id":"k","assert":")" + holds + R"(","message":{"fr":"Message","en":"Message"}}])";
}

Checklist with_check(const std::string& holds, const std::vector<std::string>& items) {
  std::vector<std::string> all = fillers(4);
  all.insert(all.begin(), items.begin(), items.end());
  return planted({.sections = {all}, .checks = check(holds)});
}

const std::string kTimes[] = {R"("id":"start","type":"time")", R"("id":"end","type":"time")"};

}  // namespace

TEST_CASE("a question that nobody is asked is found, whatever the type it hangs on") {
  struct Row { const char* condition; const char* earlier; };
  for (const Row& row : {Row{"${a} = 'yes' and ${a} = 'no'", R"("id":"a","type":"choice","choices":[{"id":"yes",#LABEL},{"id":"no",#LABEL}])"},
                         Row{"${a} = 'maybe'", R"("id":"a","type":"choice","choices":[{"id":"yes",#LABEL},{"id":"no",#LABEL}])"},
                         Row{"selected(${a}, 'x') and count-selected(${a}) = 0", R"("id":"a","type":"multi_choice","choices":[{"id":"x",#LABEL},{"id":"y",#LABEL}])"},
                         Row{"${a} > 5", R"("id":"a","type":"scale","min":1,"max":5)"},
                         Row{"${a} * 2 = 7", R"("id":"a","type":"scale","min":1,"max":5)"},
                         Row{"${a} > 3 and ${a} < 2", R"("id":"a","type":"number")"},
                         Row{"${a} < 0", R"("id":"a","type":"duration")"},
                         Row{"${a} > '18:00' and ${a} < '09:00'", R"("id":"a","type":"time")"},
                         Row{"${a} < '2026-01-01' and ${a} >= '2026-01-01'", R"("id":"a","type":"date")"},
                         Row{"string-length(${a}) > 3 and ${a} = ''", R"("id":"a","type":"text")"},
                         Row{"is-na(${a})", R"("id":"a","type":"scale","min":1,"max":5)"}}) {
    INFO(row.condition);
    const Checklist checklist = with_conditions(row.condition, row.earlier);
    const Finding finding = only(checklist, "unreachable-item");
    CHECK(finding.severity == Finding::Severity::error);
    CHECK(finding.path == "sections[0].items[5].visible_if");
    const VisitScore score = score_visit(checklist, example_visit(checklist, finding));
    CHECK_FALSE(trace_of(checklist, score, "q").visible);
    CHECK(trace_of(checklist, score, "a").answered);
  }
}

TEST_CASE("a condition that can be true and false is no finding") {
  struct Row { const char* condition; const char* earlier; };
  for (const Row& row : {Row{"${a} = 'yes'", R"("id":"a","type":"choice","choices":[{"id":"yes",#LABEL},{"id":"no",#LABEL}])"},
                         Row{"${a} = '' or ${a} = 'yes'", R"("id":"a","type":"choice","choices":[{"id":"yes",#LABEL},{"id":"no",#LABEL}])"},
                         Row{"${a} > 3 and ${a} < 3.001", R"("id":"a","type":"number")"},
                         Row{"${a} = 120", R"("id":"a","type":"duration")"},
                         Row{"${a} > '2026-01-30' and ${a} < '2026-02-01'", R"("id":"a","type":"date")"},
                         Row{"string-length(${a}) = 12", R"("id":"a","type":"text")"},
                         Row{"is-na(${a})", R"("id":"a","type":"scale","min":1,"max":5,"na_allowed":true)"},
                         Row{"count-selected(${a}) >= 3", R"("id":"a","type":"photo")"}}) {
    INFO(row.condition);
    const Checklist checklist = with_conditions(row.condition, row.earlier);
    for (const Finding& finding : lint(checklist)) CHECK(finding.path.find("visible_if") == std::string::npos);
  }
}

TEST_CASE("a condition that is always true is found") {
  const Checklist checklist = with_conditions("${a} != 'maybe' or ${a} = ''");
  const Finding finding = only(checklist, "condition-always-true");
  CHECK(finding.severity == Finding::Severity::warning);
  CHECK(trace_of(checklist, score_visit(checklist, example_visit(checklist, finding)), "q").visible);
}

TEST_CASE("a question behind a question that is never asked is never asked either") {
  std::vector<std::string> items = fillers(4);
  items.insert(items.begin(), {yes_no("a"), yes_no("b", "\"visible_if\":\"${a} = 'x'\""), yes_no("c", "\"visible_if\":\"${b} = 'yes'\"")});
  CHECK(found(planted({.sections = {items}}), "unreachable-item").size() == 2);
}

TEST_CASE("what cannot be decided is said, not guessed") {
  const Checklist computed = with_conditions("${a} * ${a} = 2", R"("id":"a","type":"number")");
  CHECK(only(computed, "not-decided").severity == Finding::Severity::note);
  CHECK(found(computed, "unreachable-item").empty());

  std::vector<std::string> items;
  std::string all;
  for (int i = 0; i < 12; ++i) {
    items.push_back("\"id\":\"a" + std::to_string(i) + R"(","type":"scale","min":0,"max":10)");
    all += (i ? " and ${a" : "${a") + std::to_string(i) + "} > 10";
  }
  items.push_back(yes_no("q", "\"visible_if\":\"" + all + "\""));
  CHECK(only(planted({.sections = {items}}), "not-decided").path == "sections[0].items[12].visible_if");
}

TEST_CASE("a knock-out that cannot happen, and one that always does, are found") {
  const auto with_critical = [](const std::string& when) {
    std::vector<std::string> items = fillers(4);
    items.push_back(yes_no("k", R"("required":true,"critical":{"scope":"visit","when":")" + when + "\"}"));
    return planted({.sections = {items}});
  };
  const Checklist never = with_critical(". = 'maybe'");
  const Finding none = only(never, "critical-never");
  CHECK(none.severity == Finding::Severity::error);
  const VisitScore quiet = score_visit(never, example_visit(never, none));
  CHECK(trace_of(never, quiet, "k").answered);
  CHECK(quiet.critical.empty());

  const Checklist always = with_critical(". = 'yes' or . = 'no'");
  const Finding each = only(always, "critical-always");
  CHECK(score_visit(always, example_visit(always, each)).critical == std::vector<ItemId>{ItemId("k")});

  CHECK(found(with_critical(". = 'no'"), "critical-never").empty());
  CHECK(found(with_critical("${filler0} = 'yes' and . = 'no'"), "critical-never").empty());
}

TEST_CASE("a knock-out whose answer demands no evidence is found") {
  const std::string bare = R"("id":"k","type":"choice","required":true,"critical":{"scope":"visit","when":". != 'yes'"},)"
      R"("choices":[{"id":"yes","points":1,#LABEL},{"id":"no","points":0,"requires":["photo"],#LABEL},{"id":"rude","points":0,#LABEL}])";
  std::vector<std::string> items = fillers(4);
  items.push_back(bare);
  const Checklist checklist = planted({.sections = {items}});
  const Finding finding = only(checklist, "critical-without-evidence");
  const Visit visit = example_visit(checklist, finding);
  CHECK(score_visit(checklist, visit).critical == std::vector<ItemId>{ItemId("k")});
  CHECK_FALSE(missing_evidence(checklist.at(*checklist.find("k")), visit.answers.at("k")).any());
}

TEST_CASE("a check that can never be violated, always is, or is never asked is found") {
  const Checklist always = with_check("${start} < ${end} and ${start} > ${end}", {kTimes[0], kTimes[1]});
  const Finding wrong = only(always, "check-always-violated");
  CHECK(violated_checks(always, example_visit(always, wrong)).size() == 1);

  const Checklist never = with_check("${start} <= ${end} or ${start} >= ${end}", {kTimes[0], kTimes[1]});
  const Finding idle = only(never, "check-never-violated");
  CHECK(violated_checks(never, example_visit(never, idle)).empty());
  CHECK(idle.example.size() == 2);

  const Checklist apart = with_check("${b} = ${c}", {yes_no("a"), yes_no("b", "\"visible_if\":\"${a} = 'yes'\""), yes_no("c", "\"visible_if\":\"${a} = 'no'\"")});
  CHECK(found(apart, "check-never-asked").size() == 1);

  CHECK(found(with_check("${start} < ${end}", {kTimes[0], kTimes[1]}), "check-never-violated").empty());
  CHECK(found(with_check("${start} < ${end}", {kTimes[0], kTimes[1]}), "check-always-violated").empty());
}

}  // namespace constat::test
