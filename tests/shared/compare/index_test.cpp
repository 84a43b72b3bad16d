#include "shared/compare/index.hpp"

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "shared/compare/compare.hpp"
#include "tests/support/shared_data.hpp"

namespace constat {
namespace {

using Catch::Matchers::WithinAbs;

std::string with_weights(const std::string& weights, const std::string& more = "") {
  return R"({"format": "constat.index/1", "weights": )" + weights + more + "}";
}

IndexRules rules_of(const std::string& json) {
  const Parsed<IndexRules> rules = parse_index_rules(json);
  REQUIRE(rules.has_value());
  return *rules;
}

}  // namespace

TEST_CASE("index rules are read, with the usual limits where none are given", "[index]") {
  const IndexRules rules = rules_of(with_weights(R"({"audit": 0.5, "nps": 0.5})"));
  CHECK(rules.weights == std::array<double, kIndexParts>{0.5, 0.5, 0, 0, 0, 0});
  CHECK(rules.min_coverage == 0.6);
  CHECK(rules.min_responses == 30);
  CHECK(rules.suppress_below == 10);
  const IndexRules other = rules_of(with_weights(
      R"({"audit": 2, "retention": 1})", R"(, "min_coverage": 0.25, "min_responses": 50, "suppress_below": 5)"));
  CHECK(other.weights[static_cast<std::size_t>(IndexPart::retention)] == 1);
  CHECK(other.min_coverage == 0.25);
  CHECK(other.min_responses == 50);
  CHECK(other.suppress_below == 5);
}

TEST_CASE("the index rules that the documentation shows are the ones used where none are given", "[index]") {
  const IndexRules rules = rules_of(test::read_source_file("docs/examples/index.json"));
  const IndexRules usual;
  CHECK(rules.weights == usual.weights);
  CHECK(rules.min_coverage == usual.min_coverage);
  CHECK(rules.min_responses == usual.min_responses);
  CHECK(rules.suppress_below == usual.suppress_below);
}

TEST_CASE("each broken index rule is reported where it is broken", "[index]") {
  const std::vector<std::tuple<std::string, std::string, std::string>> cases = {
      {"{", "", "json-syntax"},
      {"{}", "", "missing-field"},
      {R"({"format": "constat.index/2", "weights": {"audit": 1}})", "format", "unknown-format"},
      {with_weights("[]"), "weights", "not-an-object"},
      {with_weights(R"({"audit": -1})"), "weights.audit", "out-of-range"},
      {with_weights(R"({"audit": 1e300})"), "weights.audit", "out-of-range"},
      {with_weights(R"({"audit": "1"})"), "weights.audit", "not-a-number"},
      {with_weights(R"({"audits": 1})"), "weights.audits", "unknown-field"},
      {with_weights(R"({"audit": 0})"), "weights", "index-no-weight"},
      {with_weights(R"({"audit": 1})", R"(, "min_coverage": 1.5)"), "min_coverage", "out-of-range"},
      {with_weights(R"({"audit": 1})", R"(, "min_responses": 2.5)"), "min_responses", "not-an-integer"},
      {with_weights(R"({"audit": 1})", R"(, "suppress_below": -1)"), "suppress_below", "out-of-range"},
      {with_weights(R"({"audit": 1})", R"(, "other": 1)"), "other", "unknown-field"},
  };
  for (const auto& [json, path, code] : cases) {
    INFO(json);
    const Parsed<IndexRules> rules = parse_index_rules(json);
    REQUIRE_FALSE(rules.has_value());
    for (const Problem& problem : rules.error()) UNSCOPED_INFO(problem.path << " " << problem.code);
    CHECK(std::any_of(rules.error().begin(), rules.error().end(),
                      [&, path = path, code = code](const Problem& p) { return p.path == path && p.code == code; }));
  }
}

TEST_CASE("the published composite comes out", "[index][data]") {
  const nlohmann::json vector = nlohmann::json::parse(test::shared_data_or_skip("scoring_vectors.json"))["composite"];
  Survey survey;
  survey.id = SurveyId("s");
  SurveyQuestion nps, csat;
  nps.kpi = Kpi::nps;
  nps.scale = SurveyScale{0, 10};
  csat.kpi = Kpi::csat;
  csat.scale = SurveyScale{1, 5};
  csat.satisfied_from = 4;
  survey.questions = {nps, csat};
  ResponseSet set;
  const auto answer = [&](ResponseValue nps_value, ResponseValue csat_value) {
    Response response;
    response.site = "lyon";
    response.values = {nps_value, csat_value};
    set.responses.push_back(response);
  };
  const int by_group[] = {10, 7, 2};
  for (std::size_t group = 0; group < 3; ++group) {
    for (int i = vector["nps_counts"][group].get<int>(); i > 0; --i) answer(by_group[group], std::nullopt);
  }
  const int satisfied = vector["csat"][0].get<int>(), asked = vector["csat"][1].get<int>();
  for (int i = 0; i < asked; ++i) answer(std::nullopt, i < satisfied ? 5 : 3);
  std::vector<AuditScore> audits;
  for (const nlohmann::json& visit : vector["audit_visits"]) audits.push_back({"lyon", "", visit.get<double>()});

  const Comparison comparison = compare_sites(IndexRules{}, audits, {{&survey, &set}});
  REQUIRE(comparison.sites.size() == 1);
  REQUIRE(comparison.sites[0].index.has_value());
  const SiteIndex& index = *comparison.sites[0].index;
  CHECK_THAT(index.value, WithinAbs(vector["index"].get<double>(), 1e-9));
  CHECK_THAT(index.se, WithinAbs(vector["se_indep"].get<double>(), 1e-9));
  CHECK_THAT(index.low, WithinAbs(vector["ci"][0].get<double>(), 1e-9));
  CHECK_THAT(index.high, WithinAbs(vector["ci"][1].get<double>(), 1e-9));
  CHECK_THAT(index.se_dependent, WithinAbs(vector["se_rho1"].get<double>(), 1e-9));
  CHECK_THAT(index.coverage, WithinAbs(vector["coverage"].get<double>(), 1e-9));
  CHECK_THAT(index.bound_low, WithinAbs(vector["bounds_missing_0_100"][0].get<double>(), 1e-9));
  CHECK_THAT(index.bound_high, WithinAbs(vector["bounds_missing_0_100"][1].get<double>(), 1e-9));
}

TEST_CASE("there is no index without an audit or under the minimal coverage", "[index]") {
  const IndexInput audit{IndexPart::audit, 80, 2, 3}, nps{IndexPart::nps, 70, 2, 100},
      csat{IndexPart::csat, 90, 1, 100};
  CHECK_FALSE(site_index(IndexRules{}, {nps, csat}).has_value());
  CHECK_FALSE(site_index(IndexRules{}, {audit}).has_value());  // 0.4 of 1
  CHECK(site_index(IndexRules{}, {audit, csat}).has_value());  // 0.6, just enough
  CHECK_FALSE(site_index(IndexRules{}, {}).has_value());
  IndexRules lenient;
  lenient.min_coverage = 0;
  CHECK(site_index(lenient, {audit})->value == 80);
}

TEST_CASE("an index's interval stays on the scale", "[index]") {
  const std::optional<SiteIndex> index =
      site_index(IndexRules{}, {{IndexPart::audit, 99, 10, 2}, {IndexPart::nps, 99, 10, 50}});
  REQUIRE(index.has_value());
  CHECK(index->high == 100);
  CHECK(index->low < 99);
}

}  // namespace constat
