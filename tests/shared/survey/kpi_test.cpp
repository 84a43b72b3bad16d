#include "shared/survey/kpi.hpp"

#include <catch_amalgamated.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "shared/survey/statistics.hpp"

namespace constat {
namespace {

using Catch::Matchers::WithinAbs;

SurveyQuestion scale_question(Kpi kpi, int min, int max) {
  SurveyQuestion question;
  question.column = "q";
  question.kpi = kpi;
  question.scale = SurveyScale{min, max};
  return question;
}

struct Answered {
  Survey survey;
  ResponseSet set;
};

// One question, answered `count` times with each value.
Answered answered(SurveyQuestion question, const std::vector<std::pair<int, int>>& value_and_count) {
  Answered out;
  out.survey.id = SurveyId("s");
  out.survey.questions.push_back(std::move(question));
  for (const auto& [value, count] : value_and_count) {
    for (int i = 0; i < count; ++i) {
      Response response;
      response.values = {value};
      response.texts = {""};
      out.set.responses.push_back(response);
    }
  }
  out.set.read = out.set.accepted = static_cast<std::int64_t>(out.set.responses.size());
  return out;
}

KpiResult kpi_of(const Answered& data) { return report_kpis(data.survey, data.set, GroupBy::none).all.at(0); }

nlohmann::json json_of(const Answered& data, GroupBy group = GroupBy::none) {
  return nlohmann::json::parse(
      write_kpi_report(data.survey, data.set, report_kpis(data.survey, data.set, group), group));
}

}  // namespace

TEST_CASE("NPS counts 9-10 as promoters, 7-8 as passives and 0-6 as detractors", "[kpi]") {
  const KpiResult nps =
      kpi_of(answered(scale_question(Kpi::nps, 0, 10), {{10, 3}, {9, 2}, {8, 4}, {7, 1}, {6, 2}, {0, 3}}));
  CHECK(nps.label == "nps_0_10");
  CHECK(nps.promoters == 5);
  CHECK(nps.passives == 5);
  CHECK(nps.detractors == 5);
  CHECK(nps.n == 15);
  CHECK(nps.value == 0.0);
  CHECK(nps.method == "adjusted_wald");
}

TEST_CASE("an NPS on 1-10 says so in its label", "[kpi]") {
  CHECK(kpi_label(scale_question(Kpi::nps, 1, 10)) == "nps_1_10");
}

TEST_CASE("NPS intervals stay within the scale", "[kpi]") {
  const KpiResult all = kpi_of(answered(scale_question(Kpi::nps, 0, 10), {{10, 10}}));
  CHECK(all.high == 100.0);
  CHECK_THAT(*all.low, WithinAbs(47.50355154479, 1e-9));
  CHECK(all.se == 0.0);
  const KpiResult none = kpi_of(answered(scale_question(Kpi::nps, 0, 10), {{0, 10}}));
  CHECK(none.low == -100.0);
}

TEST_CASE("a satisfaction share and its mean come from the same answers", "[kpi]") {
  SurveyQuestion question = scale_question(Kpi::csat, 1, 5);
  question.satisfied_from = 4;
  const KpiResult csat = kpi_of(answered(question, {{5, 20}, {4, 10}, {3, 5}, {1, 5}}));
  CHECK(csat.label == "csat_1_5_from_4");
  CHECK(csat.yes == 30);
  CHECK(csat.n == 40);
  CHECK(csat.value == 75.0);
  CHECK(csat.mean == 4.0);  // (100 + 40 + 15 + 5) / 40
  CHECK(csat.pomp == 75.0);
  CHECK_THAT(*csat.se, WithinAbs(6.846531968814577, 1e-12));
  CHECK_THAT(*csat.margin, WithinAbs(6.846531968814577 * kZ95, 1e-12));
  CHECK_FALSE(csat.small_sample);
}

TEST_CASE("effort is flipped on 0-100 and its easiest two steps are what is good", "[kpi]") {
  SurveyQuestion question = scale_question(Kpi::ces, 1, 5);
  question.direction = CesDirection::effort;
  const KpiResult ces = kpi_of(answered(question, {{1, 10}, {2, 10}, {3, 10}, {5, 10}}));
  CHECK(ces.label == "ces_effort_1_5_to_2");
  CHECK(ces.yes == 20);
  CHECK(ces.value == 50.0);
  CHECK(ces.mean == 2.75);
  CHECK(ces.pomp == 56.25);  // 100 * (5 - 2.75) / 4
}

// support.cys.group, CES on 1-7: published mean 4.08; 46 % at 5 and above.
TEST_CASE("a published effort score on 1-7 comes out", "[kpi]") {
  SurveyQuestion question = scale_question(Kpi::ces, 1, 7);
  question.agree_from = 5;
  const KpiResult ces =
      kpi_of(answered(question, {{1, 80}, {2, 210}, {3, 140}, {4, 110}, {5, 160}, {6, 180}, {7, 120}}));
  CHECK_THAT(*ces.mean, WithinAbs(4.08, 1e-12));
  CHECK(ces.value == 46.0);
}

TEST_CASE("a mean's interval needs two answers and stays on the scale", "[kpi]") {
  SurveyQuestion question = scale_question(Kpi::csat, 1, 5);
  question.satisfied_from = 4;
  const KpiResult one = kpi_of(answered(question, {{5, 1}}));
  CHECK(one.mean == 5.0);
  CHECK_FALSE(one.mean_low.has_value());
  CHECK_FALSE(one.pomp_se.has_value());
  const KpiResult two = kpi_of(answered(question, {{5, 1}, {4, 1}}));
  CHECK(two.mean_high == 5.0);
  CHECK(two.mean_low == 1.0);  // Student's 12.7 standard errors of 0.5
  const KpiResult many = kpi_of(answered(question, {{3, 15}, {4, 16}}));
  const double mean = 109.0 / 31, se = std::sqrt(15.0 * 16 / 31 / 30 / 31);
  CHECK_THAT(*many.mean_low, WithinAbs(mean - 2.042272456301 * se, 1e-10));
  CHECK_THAT(*many.mean_high, WithinAbs(mean + 2.042272456301 * se, 1e-10));
}

TEST_CASE("shares of nobody and of everybody have exact ends", "[kpi]") {
  SurveyQuestion question;
  question.column = "q";
  question.kpi = Kpi::fcr;
  const KpiResult none = kpi_of(answered(question, {{0, 20}}));
  CHECK(none.label == "fcr");
  CHECK(none.low == 0.0);
  CHECK_THAT(*none.high, WithinAbs(16.11251580528, 1e-9));
  const KpiResult all = kpi_of(answered(question, {{1, 20}}));
  CHECK(all.high == 100.0);
  CHECK_THAT(*all.low, WithinAbs(100 - 16.11251580528, 1e-9));
  CHECK_FALSE(all.mean.has_value());
}

TEST_CASE("small samples are flagged below 30 and suppressed below 10", "[kpi]") {
  const auto flags = [](int n) {
    const KpiResult kpi = kpi_of(answered(scale_question(Kpi::nps, 0, 10), {{9, n}}));
    return std::pair<bool, bool>(kpi.small_sample, kpi.suppressed);
  };
  CHECK(flags(30) == std::pair<bool, bool>(false, false));
  CHECK(flags(29) == std::pair<bool, bool>(true, false));
  CHECK(flags(10) == std::pair<bool, bool>(true, false));
  CHECK(flags(9) == std::pair<bool, bool>(true, true));
}

TEST_CASE("a suppressed KPI shows its n and no figure", "[kpi]") {
  const nlohmann::json report = json_of(answered(scale_question(Kpi::nps, 0, 10), {{9, 5}, {3, 4}}));
  const nlohmann::json& kpi = report["all"]["kpis"][0];
  CHECK(kpi["n"] == 9);
  CHECK(kpi["suppressed"] == true);
  for (const char* field : {"value", "low", "high", "se", "margin", "mean", "pomp", "counts", "weighted"}) {
    INFO(field);
    CHECK(kpi[field].is_null());
  }
}

TEST_CASE("no answer gives no value", "[kpi]") {
  const KpiResult kpi = kpi_of(answered(scale_question(Kpi::nps, 0, 10), {}));
  CHECK(kpi.n == 0);
  CHECK_FALSE(kpi.value.has_value());
  CHECK_FALSE(kpi.se.has_value());
}

TEST_CASE("equal weights change neither the value nor, for NPS, the standard error", "[kpi]") {
  Answered data = answered(scale_question(Kpi::nps, 0, 10), {{10, 60}, {8, 25}, {2, 15}});
  data.survey.csv.weight = "w";
  for (Response& response : data.set.responses) response.weight = 2.5;
  const KpiResult nps = kpi_of(data);
  REQUIRE(nps.weighted.has_value());
  CHECK_THAT(nps.weighted->value, WithinAbs(*nps.value, 1e-9));
  CHECK_THAT(nps.weighted->se, WithinAbs(*nps.se, 1e-9));
  CHECK_THAT(nps.weighted->n_eff, WithinAbs(100, 1e-9));
}

TEST_CASE("the report groups by site or by wave and leaves out open questions", "[kpi]") {
  Answered data = answered(scale_question(Kpi::nps, 0, 10), {{10, 12}, {2, 12}});
  SurveyQuestion open;
  open.column = "why";
  open.kind = QuestionKind::open;
  data.survey.questions.push_back(open);
  for (std::size_t i = 0; i < data.set.responses.size(); ++i) {
    Response& response = data.set.responses[i];
    response.values.emplace_back();
    response.texts.emplace_back("x");
    response.site = i < 12 ? "north" : "south";
    response.wave = i % 2 ? "w1" : "w2";
  }
  const nlohmann::json by_site = json_of(data, GroupBy::site);
  CHECK(by_site["survey"] == "s");
  CHECK(by_site["rows"]["read"] == 24);
  CHECK(by_site["all"]["kpis"].size() == 1);
  CHECK(by_site["all"]["kpis"][0]["counts"] == nlohmann::json{{"promoters", 12}, {"passives", 0}, {"detractors", 12}});
  CHECK(by_site["sites"].size() == 2);
  CHECK(by_site["sites"]["north"]["kpis"][0]["value"] == 100.0);
  CHECK(by_site["sites"]["south"]["kpis"][0]["value"] == -100.0);
  CHECK_FALSE(by_site.contains("waves"));
  const nlohmann::json by_wave = json_of(data, GroupBy::wave);
  CHECK(by_wave["sites"].empty());
  CHECK(by_wave["waves"]["w1"]["kpis"][0]["value"] == 0.0);
}

}  // namespace constat
