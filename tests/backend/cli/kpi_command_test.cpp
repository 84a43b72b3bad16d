#include "backend/cli/kpi_command.hpp"

#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "tests/backend/cli/command_runner.hpp"
#include "tests/support/shared_data.hpp"

namespace constat {
namespace {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

const char* const kSurvey = R"({"format": "constat.survey/1", "id": "s", "title": {"en": "Visitors", "fr": "Visiteurs"},
  "csv": {"site": "site"}, "questions": [
    {"column": "nps", "kpi": "nps", "scale": {"min": 0, "max": 10}},
    {"column": "happy", "kpi": "csat", "scale": {"min": 1, "max": 5}}]})";

std::string responses() {
  std::string csv = "site;nps;happy\n";
  for (int i = 0; i < 40; ++i) csv += std::string("lyon;") + (i % 4 ? "10" : "3") + ";5\n";
  for (int i = 0; i < 5; ++i) csv += "metz;9;4\n";
  return csv + "lyon;99;\n";
}

}  // namespace

TEST_CASE("kpi prints the report as JSON in full precision", "[cli][kpi]") {
  const test::CommandRunner runner(kpi_command());
  const auto outcome = runner.run(
      {"--survey", runner.file("s.json", kSurvey), "--responses", runner.file("r.csv", responses()), "--by", "site"});
  REQUIRE(outcome.code == kExitGood);
  CHECK(outcome.err.empty());
  const nlohmann::json report = nlohmann::json::parse(outcome.out);
  CHECK(report["rows"]["read"] == 46);
  CHECK(report["rows"]["accepted"] == 45);
  CHECK(report["rows"]["blank"] == 1);
  CHECK(report["rows"]["rejected"] == nlohmann::json::parse(R"([{"row": 46, "column": "nps", "value": "99"}])"));
  CHECK(report["sites"]["lyon"]["kpis"][0]["value"] == 50.0);
  CHECK(report["sites"]["metz"]["kpis"][0]["suppressed"] == true);
  CHECK(report["sites"]["metz"]["kpis"][0]["value"].is_null());
}

TEST_CASE("kpi prints a table with n, the interval and what is hidden", "[cli][kpi]") {
  const test::CommandRunner runner(kpi_command());
  const std::string survey = runner.file("s.json", kSurvey), csv = runner.file("r.csv", responses());
  const auto english = runner.run({"--survey", survey, "--responses", csv, "--by", "site", "--format", "table"});
  REQUIRE(english.code == kExitGood);
  CHECK_THAT(english.out, ContainsSubstring("46 rows read: 45 accepted, 1 with a rejected value; 1 blank answers"));
  CHECK_THAT(english.out, ContainsSubstring("NPS, 0–10"));
  CHECK_THAT(english.out, ContainsSubstring("hidden, too few answers"));
  CHECK_THAT(english.out, ContainsSubstring("row 46, nps: “99”"));
  const auto french = runner.run({"--survey", survey, "--responses", csv, "--format", "table", "--lang", "fr"});
  CHECK_THAT(french.out, ContainsSubstring("Visiteurs (s)"));
  CHECK_THAT(french.out, ContainsSubstring("Satisfaction, 1–5, dès 4"));
}

TEST_CASE("kpi tells bad input from bad usage", "[cli][kpi]") {
  const test::CommandRunner runner(kpi_command());
  const std::string survey = runner.file("s.json", kSurvey), csv = runner.file("r.csv", "site;happy\nlyon;5\n");
  const auto missing = runner.run({"--survey", survey, "--responses", csv});
  CHECK(missing.code == kExitBadInput);
  CHECK(missing.out.empty());
  CHECK_THAT(missing.err, ContainsSubstring(csv + ":header: the column “nps” is missing"));
  const auto broken = runner.run({"--survey", runner.file("b.json", "{}"), "--responses", csv});
  CHECK(broken.code == kExitBadInput);
  CHECK_THAT(broken.err, ContainsSubstring("b.json"));
  const auto no_wave =
      runner.run({"--survey", survey, "--responses", runner.file("g.csv", responses()), "--by", "wave"});
  CHECK(no_wave.code == kExitBadInput);
  CHECK_THAT(no_wave.err, ContainsSubstring("csv.wave"));
  CHECK(runner.run({"--survey", survey, "--responses", runner.file("s.json", kSurvey) + ".none"}).code ==
        kExitBadInput);
  CHECK(runner.run({"--survey", survey}).code == kExitBadUsage);
  CHECK(runner.run({"--survey", survey, "--responses", csv, "--by", "moon"}).code == kExitBadUsage);
  CHECK(runner.run({"--help"}).code == kExitGood);
}

TEST_CASE("kpi gives the published figures of the airport", "[cli][kpi][data]") {
  test::shared_data_or_skip("sfo_2017.csv");
  const test::CommandRunner runner(kpi_command());
  const auto outcome = runner.run({"--survey", std::string(CONSTAT_SOURCE_DIR) + "/docs/examples/surveys/sfo-2017.json",
                                   "--responses", test::shared_data_path("sfo_2017.csv")});
  REQUIRE(outcome.code == kExitGood);
  const nlohmann::json nps = nlohmann::json::parse(outcome.out)["all"]["kpis"][0];
  CHECK_THAT(nps["value"].get<double>(), WithinAbs(39.839767, 5e-7));
  CHECK_THAT(nps["margin"].get<double>(), WithinAbs(2.614861, 5e-7));
}

}  // namespace constat
