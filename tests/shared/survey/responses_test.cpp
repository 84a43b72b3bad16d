#include "shared/survey/responses.hpp"

#include <catch_amalgamated.hpp>

#include "shared/survey/kpi.hpp"
#include "tests/support/shared_data.hpp"

namespace constat {
namespace {

Survey survey_of(const std::string& csv, const std::string& questions) {
  Parsed<Survey> survey = parse_survey(R"({"format": "constat.survey/1", "id": "s", "title": {"en": "T"}, "csv": )" +
                                       csv + R"(, "questions": )" + questions + "}");
  REQUIRE(survey.has_value());
  return *std::move(survey);
}

const char* const kQuestions = R"([
  {"column": "nps", "kpi": "nps", "scale": {"min": 0, "max": 10}, "blank": ["11"]},
  {"column": "solved", "kpi": "fcr", "yes": ["2", "oui"], "no": ["1", "non"]},
  {"column": "why", "kind": "open", "blank": ["NA"]}])";

Survey plain_survey() { return survey_of(R"({"site": "site", "id": "id"})", kQuestions); }

ResponseSet read(const Survey& survey, std::string_view csv) {
  Parsed<ResponseSet> set = read_responses(survey, csv);
  if (!set) {
    for (const Problem& problem : set.error()) UNSCOPED_INFO(problem.path << " " << problem.code);
  }
  REQUIRE(set.has_value());
  return *std::move(set);
}

std::vector<Problem> problems_of(const Survey& survey, std::string_view csv) {
  const Parsed<ResponseSet> set = read_responses(survey, csv);
  REQUIRE_FALSE(set.has_value());
  return set.error();
}

}  // namespace

TEST_CASE("responses are read by column name, whatever the order of columns", "[responses]") {
  const ResponseSet set = read(plain_survey(),
                               "id;why;nps;other;solved;site\nr1;\"très; bien\";9;x;oui;lyon\n"
                               "r2;NA;0;x;1;\nr3;;10;x;2;lyon\n");
  CHECK(set.read == 3);
  CHECK(set.accepted == 3);
  CHECK(set.rejected.empty());
  REQUIRE(set.responses.size() == 3);
  CHECK(set.responses[0].id == "r1");
  CHECK(set.responses[0].site == "lyon");
  CHECK(set.responses[0].values[0] == 9);
  CHECK(set.responses[0].values[1] == 1);
  CHECK(set.responses[0].texts[2] == "très; bien");
  CHECK(set.responses[1].site.empty());
  CHECK(set.responses[1].values[1] == 0);
  CHECK(set.responses[1].texts[2].empty());  // NA is blank
  CHECK(set.responses[2].values[0] == 10);
}

TEST_CASE("a value is accepted, blank or rejected with its row and column", "[responses]") {
  const ResponseSet set = read(plain_survey(),
                               "id,site,nps,solved,why\n"
                               "a,x,11,,\n"       // both blank
                               "b,x,12,maybe,\n"  // both rejected
                               "c,x,-1,2,\n"      // one rejected
                               "d,x, 7 ,1,\n"     // spaces do not count
                               "e,x,7.0,2.0,\n"   // whole numbers as spreadsheets write them
                               "f,x,\"7,00\",1,\n"
                               "g,x,7.5,1,\n");
  CHECK(set.read == 7);
  CHECK(set.accepted == 4);
  CHECK(set.blank == 2);
  REQUIRE(set.rejected.size() == 4);
  const auto rejected = [&](std::size_t i, std::int64_t row, const char* column, const char* value) {
    CHECK(set.rejected[i].row == row);
    CHECK(set.rejected[i].column == column);
    CHECK(set.rejected[i].value == value);
  };
  rejected(0, 2, "nps", "12");
  rejected(1, 2, "solved", "maybe");
  rejected(2, 3, "nps", "-1");
  rejected(3, 7, "nps", "7.5");
  // A rejected value does not take the row's other answers with it.
  REQUIRE(set.responses.size() == 7);
  CHECK_FALSE(set.responses[2].values[0].has_value());
  CHECK(set.responses[2].values[1] == 1);
  for (const std::size_t row : {3u, 4u, 5u}) CHECK(set.responses[row].values[0] == 7);
}

TEST_CASE("a row that is too short keeps what it has, one that is too long is rejected whole", "[responses]") {
  const ResponseSet set =
      read(plain_survey(), "id,site,nps,solved,why\na,x,9\nb,x,9,1,good, really\nc,x,9,1,,,\nd,x,8,1,\n");
  CHECK(set.read == 4);
  CHECK(set.accepted == 3);
  REQUIRE(set.rejected.size() == 1);
  CHECK(set.rejected[0].row == 2);
  CHECK(set.rejected[0].column.empty());
  CHECK(set.rejected[0].value == " really");
  REQUIRE(set.responses.size() == 3);
  CHECK(set.responses[0].values[0] == 9);
  CHECK_FALSE(set.responses[0].values[1].has_value());
  CHECK(set.responses[2].values[0] == 8);
}

TEST_CASE("an unclosed quote is reported on its row and loses no other row", "[responses]") {
  const ResponseSet set = read(plain_survey(),
                               "id,site,nps,solved,why\na,x,9,1,\"never closed\nb,y,8,2,fine\n"
                               "c,y,7,1,\"closed\"\n");
  CHECK(set.read == 3);
  CHECK(set.accepted == 2);
  REQUIRE(set.rejected.size() == 1);
  CHECK(set.rejected[0].row == 1);
  CHECK(set.rejected[0].column == "why");
  REQUIRE(set.responses.size() == 3);
  CHECK(set.responses[0].values[0] == 9);
  CHECK(set.responses[1].values[0] == 8);
  CHECK(set.responses[2].texts[2] == "closed");
}

TEST_CASE("empty lines are no rows, except in a file of one column", "[responses]") {
  CHECK(read(plain_survey(), "id,site,nps,solved,why\n\na,x,9,1,\n\n\n").read == 1);
  const Survey one = survey_of("{}", R"([{"column": "nps", "kpi": "nps", "scale": {"min": 0, "max": 10}}])");
  const ResponseSet set = read(one, "nps\n9\n\n8\n");
  CHECK(set.read == 3);
  CHECK(set.blank == 1);
}

TEST_CASE("columns are missed and duplicates refused only where they are used", "[responses]") {
  const std::vector<Problem> missing = problems_of(plain_survey(), "id,nps,why\n");
  CHECK(missing ==
        std::vector<Problem>{{"header", "csv-column-missing", {"site"}}, {"header", "csv-column-missing", {"solved"}}});
  const std::vector<Problem> twice = problems_of(plain_survey(), "id,site,nps,solved,why,nps\n");
  CHECK(twice == std::vector<Problem>{{"header", "csv-column-twice", {"nps"}}});
  CHECK(read(plain_survey(), "id,site,nps,solved,why,note,note\na,x,9,1,,,\n").accepted == 1);
}

TEST_CASE("files without a readable header are refused", "[responses]") {
  CHECK(problems_of(plain_survey(), "") == std::vector<Problem>{{"header", "csv-empty", {}}});
  CHECK(problems_of(plain_survey(), "\xef\xbb\xbf") == std::vector<Problem>{{"header", "csv-empty", {}}});
  CHECK(problems_of(plain_survey(), "id,\"site,nps\na,x,9\n") ==
        std::vector<Problem>{{"header", "csv-header-quote", {}}});
  const Survey utf8 = survey_of(R"({"encoding": "utf-8", "site": "site", "id": "id"})", kQuestions);
  CHECK(problems_of(utf8, "id,site\na,\xe9\n") == std::vector<Problem>{{"", "csv-not-utf8", {"2"}}});
}

TEST_CASE("a weight that is none is rejected and leaves the weighted figures only", "[responses]") {
  const Survey survey =
      survey_of(R"({"weight": "w"})", R"([{"column": "nps", "kpi": "nps", "scale": {"min": 0, "max": 10}}])");
  const ResponseSet set = read(survey, "nps;w\n9;1,5\n0;0.5\n8;x\n9;\n9;-1\n9;nan\n");
  REQUIRE(set.responses.size() == 6);
  CHECK(set.responses[0].weight == 1.5);
  CHECK(set.responses[1].weight == 0.5);
  CHECK(set.rejected.size() == 4);
  const KpiResult nps = report_kpis(survey, set, GroupBy::none).all.at(0);
  CHECK(nps.n == 6);
  REQUIRE(nps.weighted.has_value());
  CHECK(nps.weighted->value == 50.0);  // (1.5 * 100 - 0.5 * 100) / 2
}

TEST_CASE("quoted commas, accents and duplicate column names of a real export are read", "[responses][data]") {
  const std::string csv = test::shared_data_or_skip("alimconfiance_2017-04-12.csv");
  const Survey survey =
      survey_of(R"({"encoding": "utf-8", "site": "Localite", "date": "Date_inspection", "id": "Numero_inspection"})",
                R"([{"column": "Synthese_eval_sanit", "kpi": "fcr", "yes": ["Très satisfaisant", "Satisfaisant"],
           "no": ["A améliorer", "A corriger de manière urgente"]},
          {"column": "APP_Libelle_etablissement", "kind": "open"}])");
  const ResponseSet set = read(survey, csv);
  CHECK(set.read == 2746);
  std::int64_t yes = 0, no = 0;
  for (const Response& response : set.responses) {
    if (response.values[0]) ++(*response.values[0] ? yes : no);
  }
  for (const RejectedValue& value : set.rejected) UNSCOPED_INFO(value.row << " " << value.column << " " << value.value);
  CHECK(set.rejected.empty());
  CHECK(yes + no == 2746);
}

TEST_CASE("the file that mixes encodings reads like its UTF-8 twin", "[responses][data]") {
  const Parsed<Survey> survey = parse_survey(test::read_source_file("docs/examples/surveys/jardinerie.json"));
  REQUIRE(survey.has_value());
  const ResponseSet twin = read(*survey, test::shared_data_or_skip("jardinerie_nps_fr_utf8.csv"));
  const ResponseSet raw = read(*survey, test::shared_data_or_skip("jardinerie_nps_fr_RAW_mixed_encoding.csv"));
  CHECK(raw.read == 13954);
  CHECK(raw.rejected.empty());
  REQUIRE(raw.responses.size() == twin.responses.size());
  std::size_t verbatims = 0;
  for (std::size_t i = 0; i < raw.responses.size(); ++i) {
    INFO("row " << i + 1);
    REQUIRE(raw.responses[i].id == twin.responses[i].id);
    REQUIRE(raw.responses[i].values == twin.responses[i].values);
    REQUIRE(raw.responses[i].texts == twin.responses[i].texts);
    verbatims += raw.responses[i].texts[3].empty() ? 0 : 1;
  }
  CHECK(verbatims > 1000);
}

}  // namespace constat
