#include "shared/compare/compare.hpp"

#include <catch_amalgamated.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "shared/base/rng.hpp"
#include "tests/support/shared_data.hpp"

namespace constat {
namespace {

using Catch::Matchers::WithinAbs;

// A survey with one question of each KPI, answered site by site.
struct Sample {
  Survey survey;
  ResponseSet set;

  Sample() {
    const auto question = [](Kpi kpi, int min, int max) {
      SurveyQuestion q;
      q.column = std::string(to_string(kpi));
      q.kpi = kpi;
      if (max > 0) q.scale = SurveyScale{min, max};
      return q;
    };
    survey.questions = {question(Kpi::nps, 0, 10), question(Kpi::csat, 1, 5), question(Kpi::ces, 1, 7),
                        question(Kpi::fcr, 0, 0), question(Kpi::churn, 0, 0)};
    survey.questions[1].satisfied_from = 4;
    survey.questions[2].agree_from = 5;
  }

  void answer(const std::string& site, std::size_t question, int value, int count) {
    for (int i = 0; i < count; ++i) {
      Response response;
      response.site = site;
      response.values.resize(survey.questions.size());
      response.values[question] = value;
      set.responses.push_back(response);
    }
  }
  SurveyInput input() const { return {&survey, &set}; }
};

const SiteComparison& site_of(const Comparison& comparison, const std::string& name) {
  for (const SiteComparison& site : comparison.sites) {
    if (site.site == name) return site;
  }
  FAIL("no site " << name);
  return comparison.sites.front();
}

const SiteKpi& kpi_of(const Comparison& comparison, const std::string& kpi, const std::string& site) {
  for (const SiteKpi& entry : comparison.kpis.at(kpi).sites) {
    if (entry.site == site) return entry;
  }
  FAIL("no " << kpi << " of " << site);
  return comparison.kpis.at(kpi).sites.front();
}

IndexRules everything_counts() {
  IndexRules rules;
  rules.weights = {0.3, 0.2, 0.2, 0.1, 0.1, 0.1};
  return rules;
}

}  // namespace

TEST_CASE("the airport's boarding areas compare as R compares them", "[compare][data]") {
  const Parsed<Survey> survey = parse_survey(test::read_source_file("docs/examples/surveys/sfo-2017.json"));
  REQUIRE(survey.has_value());
  const Parsed<ResponseSet> set = read_responses(*survey, test::shared_data_or_skip("sfo_2017.csv"));
  REQUIRE(set.has_value());
  const nlohmann::json oracle = nlohmann::json::parse(test::shared_data_or_skip("oracles.json"))["sites_sfo_2017"];
  const Comparison comparison = compare_sites(IndexRules{}, {}, {{&*survey, &*set}});
  const KpiComparison& nps = comparison.kpis.at("nps");
  CHECK(nps.label == "nps_0_10");
  CHECK_THAT(nps.q, WithinAbs(oracle["Q"].get<double>(), 1e-9));
  CHECK_THAT(nps.tau2, WithinAbs(oracle["tau2_DL"].get<double>(), 1e-9));
  CHECK_THAT(nps.mu, WithinAbs(oracle["mu_random"].get<double>(), 1e-9));
  CHECK(nps.sites.size() == oracle["sites"].size());
  for (const auto& [name, expected] : oracle["sites"].items()) {
    INFO(name);
    const SiteKpi& site = kpi_of(comparison, "nps", name);
    CHECK(site.n == expected["n"].get<std::int64_t>());
    CHECK_THAT(site.value, WithinAbs(expected["nps"].get<double>(), 1e-9));
    CHECK_THAT(site.se, WithinAbs(expected["se"].get<double>(), 1e-9));
    REQUIRE(site.shrunk.has_value());
    CHECK_THAT(*site.shrunk, WithinAbs(expected["eb"].get<double>(), 1e-9));
    const double variance = site.se * site.se;
    CHECK_THAT(variance / (variance + nps.tau2), WithinAbs(expected["B"].get<double>(), 1e-9));
    // No pair is significant once adjusted: every area may hold every rank.
    REQUIRE(site.rank.has_value());
    CHECK(site.rank->low == 1);
    CHECK(site.rank->high == 7);
  }
  REQUIRE(nps.pairs.size() == oracle["pairs"].size());
  for (const nlohmann::json& expected : oracle["pairs"]) {
    const std::string name = expected["pair"].get<std::string>();
    INFO(name);
    bool found = false;
    for (const PairTest& pair : nps.pairs) {
      if (pair.a + "-" + pair.b != name) continue;
      found = true;
      CHECK_THAT(pair.p, WithinAbs(expected["p"].get<double>(), 1e-9));
      CHECK_THAT(pair.p_adjusted, WithinAbs(expected["bh"].get<double>(), 1e-9));
    }
    CHECK(found);
  }
  // Nobody visited: there is no index, but there are parts.
  CHECK_FALSE(comparison.network_index.has_value());
  for (const SiteComparison& site : comparison.sites) {
    CHECK_FALSE(site.index.has_value());
    CHECK_FALSE(site.rank.has_value());
    CHECK(site.parts.size() == 4);
  }
}

TEST_CASE("each part of the index has its own way to 0-100", "[compare]") {
  Sample sample;
  sample.answer("a", 0, 10, 60);  // NPS 20
  sample.answer("a", 0, 0, 40);
  sample.answer("a", 1, 5, 30);  // 75 % satisfied
  sample.answer("a", 1, 2, 10);
  sample.answer("a", 2, 7, 30);  // mean 5.5 of 1-7
  sample.answer("a", 2, 1, 10);
  sample.answer("a", 3, 1, 24);  // 60 % solved
  sample.answer("a", 3, 0, 16);
  sample.answer("a", 4, 1, 10);  // 25 % left
  sample.answer("a", 4, 0, 30);
  const Comparison comparison = compare_sites(everything_counts(), {{"a", "", 80}, {"a", "", 90}}, {sample.input()});
  const SiteComparison& site = site_of(comparison, "a");
  REQUIRE(site.parts.size() == kIndexParts);
  const double expected[kIndexParts] = {85, 60, 75, 75, 60, 75};
  for (std::size_t i = 0; i < kIndexParts; ++i) {
    CHECK(static_cast<std::size_t>(site.parts[i].part) == i);
    CHECK_THAT(site.parts[i].score, WithinAbs(expected[i], 1e-9));
  }
  CHECK(kpi_of(comparison, "nps", "a").value == 20);
  CHECK(kpi_of(comparison, "ces", "a").value == 75);  // the share, as `kpi` shows it
  CHECK(kpi_of(comparison, "retention", "a").value == 75);
  CHECK(kpi_of(comparison, "retention", "a").low < 75);
  CHECK(site.index->coverage == 1);
}

TEST_CASE("a site's contributions and its composition add up to its distance from the network", "[compare][property]") {
  Rng rng(2026);
  int with_index = 0, partial = 0;
  for (int round = 0; round < 300; ++round) {
    Sample sample;
    std::vector<AuditScore> audits;
    const std::uint64_t sites = 1 + rng.below(6);
    for (std::uint64_t s = 0; s < sites; ++s) {
      const std::string name = "site-" + std::to_string(s);
      for (std::uint64_t v = rng.below(4); v > 0; --v) audits.push_back({name, "", 40 + 60 * rng.uniform()});
      for (std::size_t question = 0; question < 5; ++question) {
        if (rng.chance(25)) continue;
        const SurveyQuestion& q = sample.survey.questions[question];
        for (std::uint64_t n = rng.below(60); n > 0; --n) {
          const int low = q.scale ? q.scale->min : 0, high = q.scale ? q.scale->max : 1;
          sample.answer(name, question, static_cast<int>(rng.between(low, high)), 1);
        }
      }
    }
    IndexRules rules = everything_counts();
    rules.min_coverage = 0.3;
    const Comparison comparison = compare_sites(rules, audits, {sample.input()});
    for (const SiteComparison& site : comparison.sites) {
      if (!site.index) continue;
      REQUIRE(comparison.network_index.has_value());
      double sum = site.composition;
      for (const IndexContribution& part : site.parts) sum += part.contribution.value();
      REQUIRE_THAT(sum, WithinAbs(site.index->value - *comparison.network_index, 1e-9));
      ++with_index;
      partial += site.index->coverage < 1 ? 1 : 0;
      REQUIRE(site.index->bound_low <= site.index->value + 1e-9);
      REQUIRE(site.index->bound_high >= site.index->value - 1e-9);
      REQUIRE(site.index->se <= site.index->se_dependent + 1e-9);
    }
  }
  CHECK(with_index > 200);
  CHECK(partial > 50);
}

TEST_CASE("where every site has every part there is no composition term", "[compare]") {
  Sample sample;
  for (const char* site : {"a", "b", "c"}) {
    sample.answer(site, 0, 10, 40 + site[0] % 7);
    sample.answer(site, 0, 3, 20);
  }
  IndexRules rules;
  rules.weights = {0.5, 0.5, 0, 0, 0, 0};
  const Comparison comparison =
      compare_sites(rules, {{"a", "", 80}, {"b", "", 70}, {"c", "", 90}, {"c", "", 95}}, {sample.input()});
  double mean = 0;
  for (const SiteComparison& site : comparison.sites) {
    CHECK_THAT(site.composition, WithinAbs(0, 1e-9));
    mean += site.index->value / 3;
  }
  CHECK_THAT(*comparison.network_index, WithinAbs(mean, 1e-9));
}

TEST_CASE("one visit is as uncertain as the visits of all sites", "[compare]") {
  // Within-site variances 50 (1 degree) and 100 (2 degrees): pooled (50 + 200) / 3.
  const Comparison comparison = compare_sites(
      IndexRules{}, {{"a", "", 60}, {"a", "", 70}, {"b", "", 80}, {"b", "", 90}, {"b", "", 70}, {"c", "", 95}}, {});
  const double pooled = std::sqrt(250.0 / 3);
  CHECK_THAT(kpi_of(comparison, "audit", "a").se, WithinAbs(5, 1e-12));
  CHECK_THAT(kpi_of(comparison, "audit", "b").se, WithinAbs(10 / std::sqrt(3.0), 1e-12));
  CHECK_THAT(kpi_of(comparison, "audit", "c").se, WithinAbs(pooled, 1e-12));
  CHECK(kpi_of(comparison, "audit", "c").small_sample);
  CHECK(kpi_of(comparison, "audit", "c").rank.has_value());
}

TEST_CASE("visits that happen to agree are not taken for certain", "[compare]") {
  const Comparison two = compare_sites(IndexRules{}, {{"a", "", 80}, {"a", "", 80}, {"b", "", 60}, {"b", "", 70}}, {});
  CHECK_THAT(kpi_of(two, "audit", "a").se, WithinAbs(5 / std::sqrt(2.0), 1e-12));  // pooled 5, two visits
  const Comparison single = compare_sites(IndexRules{}, {{"a", "", 80}, {"b", "", 60}}, {});
  CHECK_THAT(kpi_of(single, "audit", "a").se, WithinAbs(std::sqrt(200.0), 1e-12));
  const Comparison alone = compare_sites(IndexRules{}, {{"a", "", 80}}, {});
  CHECK(kpi_of(alone, "audit", "a").se == 50);
  CHECK(kpi_of(alone, "audit", "a").low == 0);
  CHECK(kpi_of(alone, "audit", "a").high == 100);
}

TEST_CASE("customers who all answer the same are not taken for certain", "[compare]") {
  Sample sample;
  for (std::size_t question = 0; question < 5; ++question) sample.answer("a", question, question < 3 ? 5 : 1, 40);
  const Comparison comparison = compare_sites(everything_counts(), {{"a", "", 80}, {"a", "", 85}}, {sample.input()});
  for (const IndexContribution& part : site_of(comparison, "a").parts) {
    INFO(to_string(part.part));
    CHECK(part.se > 0);
  }
  CHECK(kpi_of(comparison, "nps", "a").se > 0);
}

TEST_CASE("small samples are shown, flagged and not ranked; tiny ones stay hidden", "[compare]") {
  Sample sample;
  sample.answer("big", 0, 10, 30);
  sample.answer("big", 0, 2, 30);
  sample.answer("small", 0, 10, 15);
  sample.answer("small", 0, 2, 14);
  sample.answer("tiny", 0, 10, 9);
  IndexRules rules;
  rules.weights = {0.5, 0.5, 0, 0, 0, 0};
  rules.min_coverage = 0.5;
  const std::vector<AuditScore> audits = {{"big", "", 80},   {"big", "", 84},  {"small", "", 70},
                                          {"small", "", 75}, {"tiny", "", 60}, {"tiny", "", 66}};
  const Comparison comparison = compare_sites(rules, audits, {sample.input()});
  CHECK(kpi_of(comparison, "nps", "big").rank.has_value());
  CHECK(kpi_of(comparison, "nps", "big").rank->high == 1);
  CHECK(kpi_of(comparison, "nps", "small").small_sample);
  CHECK_FALSE(kpi_of(comparison, "nps", "small").rank.has_value());
  CHECK_FALSE(kpi_of(comparison, "nps", "small").shrunk.has_value());
  CHECK(kpi_of(comparison, "nps", "tiny").suppressed);
  CHECK(comparison.kpis.at("nps").pairs.empty());

  CHECK(site_of(comparison, "small").small_sample);
  CHECK(site_of(comparison, "small").index.has_value());
  CHECK_FALSE(site_of(comparison, "small").rank.has_value());
  // What is suppressed is not in the index either: nobody can work it out from there.
  CHECK(site_of(comparison, "tiny").parts.size() == 1);
  CHECK(site_of(comparison, "tiny").index->coverage == 0.5);
  CHECK(site_of(comparison, "tiny").rank.has_value());

  const nlohmann::json json = nlohmann::json::parse(write_comparison(comparison));
  for (const nlohmann::json& site : json["kpis"]["nps"]["sites"]) {
    const bool tiny = site["site"] == "tiny";
    for (const char* field : {"value", "se", "low", "high"}) CHECK(site[field].is_null() == tiny);
    if (tiny) CHECK(site["n"] == 9);
  }
}

TEST_CASE("surveys with the same question are pooled, with another scale kept apart", "[compare]") {
  Sample first, second, third;
  third.survey.questions[0].scale = SurveyScale{1, 10};
  first.answer("a", 0, 10, 40);
  second.answer("a", 0, 3, 40);
  second.answer("b", 0, 9, 35);
  third.answer("a", 0, 8, 50);
  const Comparison comparison = compare_sites(IndexRules{}, {}, {first.input(), second.input(), third.input()});
  CHECK(kpi_of(comparison, "nps", "a").n == 80);
  CHECK(kpi_of(comparison, "nps", "a").value == 0);
  CHECK(kpi_of(comparison, "nps", "b").n == 35);
  REQUIRE(comparison.kpis.count("nps_1_10") == 1);
  CHECK(kpi_of(comparison, "nps_1_10", "a").n == 50);
  REQUIRE(site_of(comparison, "a").parts.size() == 1);
  CHECK(site_of(comparison, "a").parts[0].n == 80);
}

TEST_CASE("responses without a site count for no site", "[compare]") {
  Sample sample;
  sample.answer("", 0, 10, 50);
  sample.answer("a", 0, 10, 50);
  const Comparison comparison = compare_sites(IndexRules{}, {}, {sample.input()});
  CHECK(comparison.sites.size() == 1);
  CHECK(kpi_of(comparison, "nps", "a").n == 50);
}

TEST_CASE("nothing to compare gives an empty comparison", "[compare]") {
  const nlohmann::json json = nlohmann::json::parse(write_comparison(compare_sites(IndexRules{}, {}, {})));
  CHECK(json["network"]["index"].is_null());
  CHECK(json["sites"].empty());
  CHECK(json["kpis"].empty());
}

TEST_CASE("the comparison is written with the fields that the format promises", "[compare]") {
  Sample sample;
  sample.answer("a", 0, 10, 40);
  sample.answer("b", 0, 1, 40);
  IndexRules rules;
  rules.min_coverage = 0.6;
  const nlohmann::json json = nlohmann::json::parse(write_comparison(
      compare_sites(rules, {{"a", "", 80}, {"a", "", 90}, {"b", "", 40}, {"c", "", 70}}, {sample.input()})));
  const nlohmann::json& a = json["sites"][0];
  CHECK(a["site"] == "a");
  for (const char* field : {"value", "se", "se_dependent", "low", "high", "coverage"})
    CHECK(a["index"][field].is_number());
  CHECK(a["index"]["bounds"].size() == 2);
  CHECK(a["rank"].size() == 2);
  CHECK(a["composition"].is_number());
  CHECK(a["small_sample"] == false);
  for (const char* field : {"kpi", "score", "se", "n", "weight", "contribution"}) CHECK(a["parts"][0].contains(field));
  const nlohmann::json& c = json["sites"][2];  // covered to 0.4 only
  CHECK(c["index"].is_null());
  CHECK(c["rank"].is_null());
  CHECK(c["composition"].is_null());
  CHECK(c["parts"][0]["contribution"].is_null());
  const nlohmann::json& nps = json["kpis"]["nps"];
  for (const char* field : {"q", "tau2", "mu", "sites", "pairs"}) CHECK(nps.contains(field));
  for (const char* field : {"site", "value", "se", "n", "shrunk", "rank"}) CHECK(nps["sites"][0].contains(field));
  for (const char* field : {"a", "b", "difference", "z", "p", "p_adjusted"}) CHECK(nps["pairs"][0].contains(field));
  CHECK(nps["sites"][0]["rank"] == nlohmann::json::array({1, 1}));
  CHECK(nps["sites"][1]["rank"] == nlohmann::json::array({2, 2}));
}

}  // namespace constat
