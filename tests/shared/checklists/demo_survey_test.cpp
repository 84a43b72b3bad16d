// The description of the demonstration survey, read as any organisation's would be.
#include <catch_amalgamated.hpp>

#include "shared/survey/survey.hpp"
#include "tests/support/shared_data.hpp"

using namespace constat;

TEST_CASE("the demonstration survey's description loads and holds every KPI and its themes", "[demo]") {
  const Parsed<Survey> survey = parse_survey(test::read_source_file("backend/demo/survey.json"));
  INFO((survey ? "" : survey.error().front().path + ": " + survey.error().front().code));
  REQUIRE(survey.has_value());
  std::size_t kpis = 0, themes = 0, open = 0;
  for (const SurveyQuestion& question : survey->questions) {
    kpis += question.kind == QuestionKind::kpi;
    themes += question.kind == QuestionKind::theme;
    open += question.kind == QuestionKind::open;
  }
  CHECK(kpis == 5);
  CHECK(themes == 6);
  CHECK(open == 1);
  CHECK(survey->csv.site == "site");
  CHECK(survey->csv.wave == "wave");
}
