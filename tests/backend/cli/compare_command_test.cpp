#include "backend/cli/compare_command.hpp"

#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "tests/backend/cli/command_runner.hpp"

namespace constat {
namespace {

using Catch::Matchers::ContainsSubstring;

const char* const kChecklist = R"({"format": "constat.checklist/1", "id": "shop", "version": 1,
  "title": {"en": "Shop"}, "languages": ["en"], "scoring": {"mode": "points", "critical_policy": "flag"},
  "sections": [{"id": "welcome", "area": "reception", "title": {"en": "Welcome"}, "items": [
    {"id": "greeting", "type": "scale", "prompt": {"en": "Greeting"}, "min": 0, "max": 10, "required": true}]}]})";

const char* const kSurvey = R"({"format": "constat.survey/1", "id": "s", "title": {"en": "T"}, "csv": {"site": "site"},
  "questions": [{"column": "nps", "kpi": "nps", "scale": {"min": 0, "max": 10}}]})";

std::string visit(int number, const std::string& site, const std::string& answers, const std::string& wave = "w1") {
  const std::string digits = std::to_string(100000 + number);
  return R"({"format": "constat.visit/1", "id": "01936d2e-7c1b-7d0a-b1f2-3c4d5e)" + digits +
         R"(", "checklist": {"id": "shop", "version": 1}, "site": ")" + site + R"(", "wave": ")" + wave +
         R"(", "investigator": "inv", "mission": null, "contact_mode": "visit",
            "started_at": "2026-11-03T10:02:11+01:00", "ended_at": "2026-11-03T10:31:40+01:00", "answers": )" +
         answers + "}";
}

// JSON Lines want one line each.
std::string lines(const std::vector<std::string>& documents) {
  std::string out;
  for (const std::string& document : documents) {
    for (const char c : document) out += c == '\n' ? ' ' : c;
    out += '\n';
  }
  return out;
}

std::string greeting(int value) { return R"({"greeting": {"value": )" + std::to_string(value) + "}}"; }

std::string responses() {
  std::string csv = "site,nps\n";
  for (int i = 0; i < 40; ++i) csv += std::string("lyon,10\nmetz,") + (i % 2 ? "10" : "0") + "\n";
  return csv;
}

}  // namespace

TEST_CASE("compare puts visits and surveys side by side", "[cli][compare]") {
  const test::CommandRunner runner(compare_command());
  const std::string visits = runner.file(
      "v.jsonl", lines({visit(1, "lyon", greeting(9)), visit(2, "lyon", greeting(7)), visit(3, "metz", greeting(5)),
                        visit(4, "metz", greeting(6)), visit(5, "metz", "{}")}));
  const std::vector<std::string> args = {
      "--checklist", runner.file("c.json", kChecklist), "--visits",    visits,
      "--survey",    runner.file("s.json", kSurvey),    "--responses", runner.file("r.csv", responses())};
  const auto outcome = runner.run(args);
  REQUIRE(outcome.code == kExitGood);
  CHECK_THAT(outcome.err, ContainsSubstring("1 incomplete visit does not count"));
  const nlohmann::json comparison = nlohmann::json::parse(outcome.out);
  REQUIRE(comparison["sites"].size() == 2);
  CHECK(comparison["sites"][0]["site"] == "lyon");
  CHECK(comparison["sites"][0]["parts"][0]["kpi"] == "audit");
  CHECK(comparison["sites"][0]["parts"][0]["score"] == 80.0);
  CHECK(comparison["sites"][1]["parts"][0]["n"] == 2);
  CHECK(comparison["kpis"]["nps"]["sites"][0]["rank"] == nlohmann::json::array({1, 1}));
  CHECK(comparison["sites"][0]["index"]["coverage"] == 0.65);

  std::vector<std::string> table = args;
  table.insert(table.end(), {"--format", "table"});
  const auto shown = runner.run(table);
  CHECK(shown.code == kExitGood);
  CHECK_THAT(shown.out, ContainsSubstring("lyon is above metz by 100.0"));
  CHECK_THAT(shown.out, ContainsSubstring("What separates each site’s index"));
}

TEST_CASE("compare leaves out what is invalid, says so and still compares", "[cli][compare]") {
  const test::CommandRunner runner(compare_command());
  const std::string visits =
      runner.file("v.jsonl", lines({visit(1, "lyon", greeting(9)), visit(2, "metz", greeting(99)),
                                    visit(1, "lyon", greeting(1)), "{\"format\": \"constat.visit/1\"}"}));
  const auto outcome = runner.run({"--checklist", runner.file("c.json", kChecklist), "--visits", visits});
  CHECK(outcome.code == kExitBadInput);
  CHECK_THAT(outcome.err, ContainsSubstring(visits + ":2:answers.greeting"));
  CHECK_THAT(outcome.err, ContainsSubstring(visits + ":3:id: the visit"));
  CHECK_THAT(outcome.err, ContainsSubstring(visits + ":4"));
  const nlohmann::json comparison = nlohmann::json::parse(outcome.out);
  REQUIRE(comparison["kpis"]["audit"]["sites"].size() == 1);
  CHECK(comparison["kpis"]["audit"]["sites"][0]["value"] == 90.0);
}

TEST_CASE("compare keeps to one wave when told", "[cli][compare]") {
  const test::CommandRunner runner(compare_command());
  const std::string visits =
      runner.file("v.jsonl", lines({visit(1, "lyon", greeting(9), "w1"), visit(2, "lyon", greeting(3), "w2")}));
  const std::vector<std::string> args = {"--checklist", runner.file("c.json", kChecklist), "--visits", visits, "--wave",
                                         "w2"};
  const nlohmann::json comparison = nlohmann::json::parse(runner.run(args).out);
  CHECK(comparison["kpis"]["audit"]["sites"][0]["value"] == 30.0);
  std::vector<std::string> with_survey = args;
  with_survey.insert(with_survey.end(),
                     {"--survey", runner.file("s.json", kSurvey), "--responses", runner.file("r.csv", responses())});
  const auto outcome = runner.run(with_survey);
  CHECK(outcome.code == kExitBadInput);  // the survey names no column for the wave
  CHECK_THAT(outcome.err, ContainsSubstring("csv.wave"));
}

TEST_CASE("compare takes the weights of the index from a file", "[cli][compare]") {
  const test::CommandRunner runner(compare_command());
  const std::string checklist = runner.file("c.json", kChecklist);
  const std::string visits =
      runner.file("v.jsonl", lines({visit(1, "lyon", greeting(9)), visit(2, "lyon", greeting(8))}));
  const std::string rules = R"({"format": "constat.index/1", "weights": {"audit": 1}})";
  const auto outcome =
      runner.run({"--checklist", checklist, "--visits", visits, "--index", runner.file("i.json", rules)});
  REQUIRE(outcome.code == kExitGood);
  const nlohmann::json site = nlohmann::json::parse(outcome.out)["sites"][0];
  CHECK(site["index"]["value"] == 85.0);
  CHECK(site["index"]["coverage"] == 1.0);
  const std::string broken = runner.file("b.json", R"({"format": "constat.index/1", "weights": {"audit": 0}})");
  const auto refused = runner.run({"--checklist", checklist, "--visits", visits, "--index", broken});
  CHECK(refused.code == kExitBadInput);
  CHECK_THAT(refused.err, ContainsSubstring(broken + ":weights: no part has a weight"));
}

TEST_CASE("compare wants what belongs together", "[cli][compare]") {
  const test::CommandRunner runner(compare_command());
  CHECK(runner.run({}).code == kExitBadUsage);
  CHECK(runner.run({"--visits", "v"}).code == kExitBadUsage);
  CHECK(runner.run({"--checklist", "c"}).code == kExitBadUsage);
  CHECK(runner.run({"--survey", "s"}).code == kExitBadUsage);
  CHECK(runner.run({"--survey", "s", "--survey", "t", "--responses", "r"}).code == kExitBadUsage);
  CHECK(runner.run({"--survey", "s", "--responses", "r", "--format", "xml"}).code == kExitBadUsage);
}

}  // namespace constat
