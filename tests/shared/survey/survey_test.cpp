#include "shared/survey/survey.hpp"

#include <algorithm>
#include <catch_amalgamated.hpp>

#include "tests/support/shared_data.hpp"

namespace constat {
namespace {

// A whole description with one question, and optionally further fields.
std::string survey_with(const std::string& question, const std::string& more = "") {
  return R"({"format": "constat.survey/1", "id": "s", "title": {"en": "T"}, )" + more + R"("questions": [)" + question +
         "]}";
}

SurveyQuestion question_of(const std::string& question) {
  const Parsed<Survey> survey = parse_survey(survey_with(question));
  if (!survey) {
    for (const Problem& problem : survey.error()) UNSCOPED_INFO(problem.path << " " << problem.code);
  }
  REQUIRE(survey.has_value());
  return survey->questions.at(0);
}

std::vector<Problem> problems_of(const std::string& json) {
  const Parsed<Survey> survey = parse_survey(json);
  REQUIRE_FALSE(survey.has_value());
  return survey.error();
}

bool has(const std::vector<Problem>& problems, std::string_view path, std::string_view code) {
  for (const Problem& problem : problems) UNSCOPED_INFO(problem.path << " " << problem.code);
  return std::any_of(problems.begin(), problems.end(),
                     [&](const Problem& problem) { return problem.path == path && problem.code == code; });
}

}  // namespace

TEST_CASE("a survey's description is read whole", "[survey]") {
  const Parsed<Survey> survey = parse_survey(R"({
    "format": "constat.survey/1", "id": "airport-2017", "title": {"en": "Passenger survey", "fr": "Enquête passagers"},
    "theme": "service", "channel": "interview", "trigger": "contact", "level": "journey",
    "period": {"from": "2017-05-01", "to": "2017-05-31"},
    "csv": {"encoding": "windows-1252", "delimiter": ";", "site": "BAREA", "date": null, "id": "RESPNUM",
            "weight": "WEIGHT", "wave": "W"},
    "questions": [
      {"column": "NETPRO", "kpi": "nps", "scale": {"min": 0, "max": 10}, "blank": ["11"]},
      {"column": "Q15", "kpi": "fcr", "yes": ["2"], "no": ["1"]},
      {"column": "verbatim", "kind": "open"},
      {"column": "Q7FOOD", "kind": "theme", "theme": "food", "scale": {"min": 1, "max": 5}, "satisfied_from": 5}]})");
  REQUIRE(survey.has_value());
  CHECK(survey->id == SurveyId("airport-2017"));
  CHECK(survey->title.in("fr") == "Enquête passagers");
  CHECK(survey->theme == "service");
  CHECK(survey->channel == "interview");
  CHECK(survey->trigger == "contact");
  CHECK(survey->level == "journey");
  CHECK(survey->period_from == "2017-05-01");
  CHECK(survey->period_to == "2017-05-31");
  CHECK(survey->csv.encoding == CsvEncoding::windows_1252);
  CHECK(survey->csv.delimiter == ';');
  CHECK(survey->csv.site == "BAREA");
  CHECK(survey->csv.date.empty());
  CHECK(survey->csv.id == "RESPNUM");
  CHECK(survey->csv.weight == "WEIGHT");
  CHECK(survey->csv.wave == "W");
  REQUIRE(survey->questions.size() == 4);
  CHECK(survey->questions[0].kpi == Kpi::nps);
  CHECK(survey->questions[0].blank == std::vector<std::string>{"11"});
  CHECK(survey->questions[1].yes == std::vector<std::string>{"2"});
  CHECK(survey->questions[2].kind == QuestionKind::open);
  CHECK(survey->questions[3].theme == "food");
  CHECK(survey->questions[3].satisfied_from == 5);
}

TEST_CASE("satisfaction counts from the usual threshold of its scale", "[survey]") {
  const auto from = [](int min, int max) {
    return question_of(R"({"column": "q", "kpi": "csat", "scale": {"min": )" + std::to_string(min) + R"(, "max": )" +
                       std::to_string(max) + "}}")
        .satisfied_from;
  };
  CHECK(from(1, 3) == 3);
  CHECK(from(1, 5) == 4);
  CHECK(from(1, 7) == 6);
  CHECK(from(1, 10) == 9);
  CHECK(from(0, 10) == 9);
}

TEST_CASE("a scale without a usual threshold needs one", "[survey]") {
  CHECK(has(problems_of(survey_with(R"({"column": "q", "kpi": "csat", "scale": {"min": 1, "max": 6}})")),
            "questions[0].satisfied_from", "survey-threshold-missing"));
}

TEST_CASE("ease counts from the first step above the middle unless told", "[survey]") {
  const auto from = [](const char* scale) {
    return question_of(std::string(R"({"column": "q", "kpi": "ces", "scale": )") + scale + "}").agree_from;
  };
  CHECK(from(R"({"min": 1, "max": 5})") == 4);
  CHECK(from(R"({"min": 1, "max": 7})") == 5);
  CHECK(from(R"({"min": 1, "max": 10})") == 6);
  CHECK(from(R"({"min": -2, "max": 2})") == 1);
  CHECK(from(R"({"min": -3, "max": 0})") == -1);
}

TEST_CASE("each rule of a description that is broken is reported where it is broken", "[survey]") {
  const std::string nps = R"({"column": "q", "kpi": "nps", "scale": {"min": 0, "max": 10}})";
  const auto survey_case = [&](const std::string& more) { return survey_with(nps, more); };
  const std::vector<std::tuple<std::string, std::string, std::string>> cases = {
      {"{", "", "json-syntax"},
      {"[]", "", "not-an-object"},
      {"{}", "", "missing-field"},
      {R"({"format": "constat.survey/2"})", "format", "unknown-format"},
      {R"({"format": "constat.survey/1", "id": "Bad Id"})", "id", "bad-id"},
      {R"({"format": "constat.survey/1", "title": "x"})", "title", "not-an-object"},
      {R"({"format": "constat.survey/1", "title": {}})", "title", "empty-text"},
      {R"({"format": "constat.survey/1", "title": {"French": "x"}})", "title.French", "bad-language"},
      {R"({"format": "constat.survey/1", "title": {"fr": ""}})", "title.fr", "empty-text"},
      {R"({"format": "constat.survey/1", "questions": []})", "questions", "empty-list"},
      {R"({"format": "constat.survey/1", "questions": {}})", "questions", "not-a-list"},
      {survey_case(R"("chanel": "sms",)"), "chanel", "unknown-field"},
      {survey_case(R"("channel": "S M S",)"), "channel", "bad-id"},
      {survey_case(R"("period": {"from": "2017-02-29", "to": "2017-03-01"},)"), "period.from", "survey-date"},
      {survey_case(R"("period": {"from": "2017-05-31", "to": "2017-05-01"},)"), "period", "survey-period"},
      {survey_case(R"("period": {"from": "2017-05-31"},)"), "period", "missing-field"},
      {survey_case(R"("csv": {"encoding": "latin1"},)"), "csv.encoding", "unknown-value"},
      {survey_case(R"("csv": {"delimiter": "::"},)"), "csv.delimiter", "survey-delimiter"},
      {survey_case(R"("csv": {"delimiter": "x"},)"), "csv.delimiter", "survey-delimiter"},
      {survey_case(R"("csv": {"site": 3},)"), "csv.site", "not-a-text"},
      {survey_case(R"("csv": {"site": ""},)"), "csv.site", "empty-text"},
      {survey_case(R"("csv": {"sites": "x"},)"), "csv.sites", "unknown-field"},
      {survey_with(R"({"kpi": "nps", "scale": {"min": 0, "max": 10}})"), "questions[0]", "missing-field"},
      {survey_with(R"({"column": "q"})"), "questions[0]", "missing-field"},
      {survey_with(R"({"column": "q", "kpi": "npss"})"), "questions[0].kpi", "unknown-value"},
      {survey_with(R"({"column": "q", "kind": "free"})"), "questions[0].kind", "unknown-value"},
      {survey_with(R"({"column": "q", "kind": "open", "kpi": "nps"})"), "questions[0].kpi", "survey-not-here"},
      {survey_with(R"({"column": "q", "kind": "open", "scale": {}})"), "questions[0].scale", "survey-not-here"},
      {survey_with(R"({"column": "q", "kind": "theme", "scale": {"min": 1, "max": 5}})"), "questions[0]",
       "missing-field"},
      {survey_with(R"({"column": "q", "kpi": "nps"})"), "questions[0]", "missing-field"},
      {survey_with(R"({"column": "q", "kpi": "nps", "scale": {"min": 1, "max": 5}})"), "questions[0].scale",
       "survey-nps-scale"},
      {survey_with(R"({"column": "q", "kpi": "csat", "scale": {"min": 5, "max": 1}})"), "questions[0].scale",
       "survey-scale-order"},
      {survey_with(R"({"column": "q", "kpi": "csat", "scale": {"min": 1.5, "max": 5}})"), "questions[0].scale.min",
       "not-an-integer"},
      {survey_with(R"({"column": "q", "kpi": "csat", "scale": {"min": 1, "max": 99999}})"), "questions[0].scale.max",
       "out-of-range"},
      {survey_with(R"({"column": "q", "kpi": "csat", "scale": {"min": 1}})"), "questions[0].scale", "missing-field"},
      {survey_with(R"({"column": "q", "kpi": "csat", "scale": {"min": 1, "max": 5}, "satisfied_from": 1})"),
       "questions[0].satisfied_from", "out-of-range"},
      {survey_with(R"({"column": "q", "kpi": "csat", "scale": {"min": 1, "max": 5}, "satisfied_from": 6})"),
       "questions[0].satisfied_from", "out-of-range"},
      {survey_with(R"({"column": "q", "kpi": "csat", "scale": {"min": 1, "max": 5}, "agree_from": 4})"),
       "questions[0].agree_from", "survey-not-here"},
      {survey_with(R"({"column": "q", "kpi": "csat", "scale": {"min": 1, "max": 5}, "yes": ["1"]})"),
       "questions[0].yes", "survey-not-here"},
      {survey_with(R"({"column": "q", "kpi": "ces", "scale": {"min": 1, "max": 5}, "direction": "hard"})"),
       "questions[0].direction", "unknown-value"},
      {survey_with(
           R"({"column": "q", "kpi": "ces", "scale": {"min": 1, "max": 5}, "direction": "effort", "agree_from": 4})"),
       "questions[0].agree_from", "survey-not-here"},
      {survey_with(R"({"column": "q", "kpi": "fcr", "yes": ["1"]})"), "questions[0]", "missing-field"},
      {survey_with(R"({"column": "q", "kpi": "fcr", "yes": [], "no": ["0"]})"), "questions[0].yes", "empty-list"},
      {survey_with(R"({"column": "q", "kpi": "fcr", "yes": [1], "no": ["0"]})"), "questions[0].yes[0]", "not-a-text"},
      {survey_with(R"({"column": "q", "kpi": "churn", "yes": ["1"], "no": ["0", "1"]})"), "questions[0].no",
       "survey-yes-and-no"},
      {survey_with(R"({"column": "q", "kpi": "nps", "scale": {"min": 0, "max": 10}, "blank": "NA"})"),
       "questions[0].blank", "not-a-list"},
      {survey_with(nps + "," + nps), "questions[1]", "survey-question-twice"},
  };
  for (const auto& [json, path, code] : cases) {
    INFO(json);
    CHECK(has(problems_of(json), path, code));
  }
}

TEST_CASE("all problems of a description come at once", "[survey]") {
  const std::vector<Problem> problems = problems_of(R"({"format": "constat.survey/9", "id": "X", "titel": {},
    "csv": {"encoding": "latin1"}, "questions": [{"column": "", "kpi": "nps"}, {"kpi": "csat"}]})");
  CHECK(has(problems, "format", "unknown-format"));
  CHECK(has(problems, "id", "bad-id"));
  CHECK(has(problems, "", "missing-field"));  // title
  CHECK(has(problems, "titel", "unknown-field"));
  CHECK(has(problems, "csv.encoding", "unknown-value"));
  CHECK(has(problems, "questions[0].column", "empty-text"));
  CHECK(has(problems, "questions[0]", "missing-field"));  // scale
  CHECK(has(problems, "questions[1]", "missing-field"));  // column and scale
  CHECK(problems.size() == 9);
}

TEST_CASE("the descriptions that the documentation shows are good", "[survey]") {
  for (const char* name : {"sfo-2017", "jardinerie", "ecsi-mobi"}) {
    INFO(name);
    CHECK(parse_survey(test::read_source_file("docs/examples/surveys/" + std::string(name) + ".json")).has_value());
  }
}

}  // namespace constat
