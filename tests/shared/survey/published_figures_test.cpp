// Real surveys against the figures that were computed for them elsewhere (see the README of the data folder).
#include <algorithm>
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "shared/survey/kpi.hpp"
#include "shared/survey/statistics.hpp"
#include "tests/support/shared_data.hpp"

namespace constat {
namespace {

using Catch::Matchers::WithinAbs;

constexpr double kPrinted = 0.5e-6 + 1e-12;  // six decimals

KpiReport report_of(const std::string& description, const std::string& csv, GroupBy group = GroupBy::none) {
  const Parsed<Survey> survey = parse_survey(test::read_source_file("docs/examples/surveys/" + description));
  REQUIRE(survey.has_value());
  const Parsed<ResponseSet> set = read_responses(*survey, test::shared_data_or_skip(csv));
  REQUIRE(set.has_value());
  CHECK(set->rejected.empty());
  return report_kpis(*survey, *set, group);
}

const KpiResult& column(const std::vector<KpiResult>& kpis, const std::string& name) {
  for (const KpiResult& kpi : kpis) {
    if (kpi.column == name) return kpi;
  }
  FAIL("no column " << name);
  return kpis.front();
}

}  // namespace

TEST_CASE("the garden centres' NPS is as published, in both encodings", "[kpi][data]") {
  const char* file = GENERATE("jardinerie_nps_fr_utf8.csv", "jardinerie_nps_fr_RAW_mixed_encoding.csv");
  INFO(file);
  const KpiReport report = report_of("jardinerie.json", file);
  const KpiResult& nps = column(report.all, "nps");
  CHECK(nps.label == "nps_1_10");
  CHECK(nps.promoters == 8465);
  CHECK(nps.passives == 3953);
  CHECK(nps.detractors == 1194);
  CHECK(nps.n == 13612);
  CHECK_THAT(*nps.value, WithinAbs(53.416103, kPrinted));
  CHECK_THAT(*nps.margin, WithinAbs(1.094225, kPrinted));
  CHECK_THAT(*nps.low, WithinAbs(52.310127, kPrinted));
  CHECK_THAT(*nps.high, WithinAbs(54.498540, kPrinted));
  const KpiResult& satisfaction = column(report.all, "satisfaction");
  CHECK(satisfaction.label == "csat_1_10_from_9");
  CHECK(satisfaction.yes == 7303);
  CHECK(satisfaction.n == 13893);
}

TEST_CASE("the airport's figures are as published", "[kpi][data]") {
  const KpiReport report = report_of("sfo-2017.json", "sfo_2017.csv", GroupBy::site);
  const KpiResult& nps = column(report.all, "NETPRO");
  CHECK(nps.promoters == 1436);
  CHECK(nps.passives == 968);
  CHECK(nps.detractors == 342);
  CHECK(nps.n == 2746);
  CHECK_THAT(*nps.value, WithinAbs(39.839767, kPrinted));
  CHECK_THAT(*nps.margin, WithinAbs(2.614861, kPrinted));
  REQUIRE(nps.weighted.has_value());
  CHECK_THAT(nps.weighted->value, WithinAbs(40.398436, kPrinted));
  CHECK_THAT(nps.weighted->n_eff, WithinAbs(2266.512355, kPrinted));
  CHECK_THAT(kZ95 * nps.weighted->se, WithinAbs(2.833053, kPrinted));
  const KpiResult& satisfied = column(report.all, "Q7ALL");
  CHECK(satisfied.yes == 2206);
  CHECK(satisfied.n == 2688);
  // Published as 82.068454, but 2206/2688 is 82.068452..., and so are the published ends of the interval.
  CHECK_THAT(*satisfied.value, WithinAbs(100.0 * 2206 / 2688, 1e-12));
  CHECK_THAT(*satisfied.low, WithinAbs(80.572792, kPrinted));
  CHECK_THAT(*satisfied.high, WithinAbs(83.472584, kPrinted));
  const KpiResult& find = column(report.all, "Q14FIND");
  CHECK(find.label == "ces_ease_1_5_from_4");
  CHECK(find.yes == 2290);
  CHECK(find.n == 2683);
  CHECK_THAT(*find.mean, WithinAbs(4.413343, kPrinted));
  CHECK(report.groups.size() == 7);
}

TEST_CASE("the mobile phone index is as published", "[kpi][data]") {
  const KpiReport report = report_of("ecsi-mobi.json", "ecsi_mobi.csv");
  const KpiResult& nps = column(report.all, "CUSL3");
  CHECK(nps.promoters == 95);
  CHECK(nps.passives == 95);
  CHECK(nps.detractors == 60);
  const KpiResult& satisfied = column(report.all, "CUSA1");
  CHECK(satisfied.yes == 67);
  CHECK(satisfied.n == 250);
}

TEST_CASE("Wilson intervals are those of R", "[kpi][data]") {
  const nlohmann::json oracles = nlohmann::json::parse(test::shared_data_or_skip("oracles.json"));
  for (const nlohmann::json& oracle : oracles["wilson"]) {
    const std::int64_t x = oracle["x"].get<std::int64_t>(), n = oracle["n"].get<std::int64_t>();
    INFO(x << " of " << n);
    const Interval interval = wilson(x, n);
    CHECK_THAT(interval.low, WithinAbs(oracle["ci"][0].get<double>(), 1e-12));
    CHECK_THAT(interval.high, WithinAbs(oracle["ci"][1].get<double>(), 1e-12));
    if (x == 0) CHECK(interval.low == 0.0);
  }
}

TEST_CASE("NPS intervals are those of R, clamped to the scale", "[kpi][data]") {
  const nlohmann::json oracles = nlohmann::json::parse(test::shared_data_or_skip("oracles.json"));
  for (const auto& [name, oracle] : oracles["nps"].items()) {
    INFO(name);
    const auto count = [&values = oracle](const char* field) { return values[field].get<std::int64_t>(); };
    const NpsCounts counts{count("pro"), count("pas"), count("det")};
    CHECK_THAT(nps_value(counts), WithinAbs(oracle["nps"].get<double>(), 1e-9));
    CHECK_THAT(nps_se(counts), WithinAbs(oracle["se"].get<double>(), 1e-9));
    CHECK_THAT(kZ95 * nps_se(counts), WithinAbs(oracle["moe95"].get<double>(), 1e-9));
    CHECK_THAT(nps_se_adjusted(counts), WithinAbs(oracle["adj_se"].get<double>(), 1e-9));
    const Interval interval = nps_interval(counts);
    CHECK_THAT(interval.low, WithinAbs(std::max(-100.0, oracle["adj_ci"][0].get<double>()), 1e-9));
    CHECK_THAT(interval.high, WithinAbs(std::min(100.0, oracle["adj_ci"][1].get<double>()), 1e-9));
  }
}

}  // namespace constat
