#include "shared/compare/reweighed.hpp"

#include <catch_amalgamated.hpp>

#include "shared/base/rng.hpp"

namespace constat {
namespace {

// Scores of visits and answers from 0 to 10 at some sites, some of them with few or none.
struct Network {
  std::vector<AuditScore> audits;
  Survey survey;
  ResponseSet responses;

  explicit Network(Rng& rng) {
    survey.questions.resize(2);
    survey.questions[0].column = "nps";
    survey.questions[0].kpi = Kpi::nps;
    survey.questions[0].scale = SurveyScale{0, 10};
    survey.questions[1].column = "csat";
    survey.questions[1].kpi = Kpi::csat;
    survey.questions[1].scale = SurveyScale{1, 5};
    survey.questions[1].satisfied_from = 4;
    const std::uint64_t sites = 2 + rng.below(8);
    for (std::uint64_t s = 0; s < sites; ++s) {
      const std::string name = "site-" + std::to_string(s);
      for (std::uint64_t v = rng.below(5); v > 0; --v) audits.push_back({name, "", 40 + 60 * rng.uniform()});
      for (std::size_t q = 0; q < 2; ++q) {
        for (std::uint64_t n = rng.below(80); n > 0; --n) {
          Response response;
          response.site = name;
          response.values.resize(2);
          response.values[q] = static_cast<int>(rng.between(survey.questions[q].scale->min, survey.questions[q].scale->max));
          responses.responses.push_back(std::move(response));
        }
      }
    }
  }
  Comparison compared(const IndexRules& rules) const { return compare_sites(rules, audits, {{&survey, &responses}}); }
};

MeasuredParts measured(const std::vector<IndexContribution>& parts) {
  MeasuredParts out;
  for (const IndexContribution& part : parts) out.push_back({part.part, part.score, part.se, part.n});
  return out;
}

IndexRules random_rules(Rng& rng) {
  IndexRules rules;
  rules.weights = {};
  for (std::size_t i = 0; i < 3; ++i) rules.weights[i] = rng.chance(20) ? 0 : static_cast<double>(rng.below(100)) / 100;
  rules.min_coverage = 0.4;
  return rules;
}

}  // namespace

TEST_CASE("parts weighed again give the index and the ranks of a comparison by those weights", "[compare][property]") {
  Rng rng(11);
  int indexes = 0, ranks = 0, small = 0, hidden = 0;
  for (int round = 0; round < 300; ++round) {
    const Network network(rng);
    const IndexRules then = random_rules(rng), now = random_rules(rng);
    const Comparison measured_then = network.compared(then), expected = network.compared(now);
    std::vector<MeasuredParts> sites;
    for (const SiteComparison& site : measured_then.sites) sites.push_back(measured(site.parts));
    const Reweighed got = reweigh(now, measured(measured_then.network_parts), sites);
    REQUIRE(got.network == expected.network_index);
    REQUIRE(got.sites.size() == expected.sites.size());
    for (std::size_t i = 0; i < sites.size(); ++i) {
      const SiteComparison& site = expected.sites[i];
      INFO("round " << round << ", " << site.site);
      REQUIRE(got.sites[i].index.has_value() == site.index.has_value());
      REQUIRE(got.sites[i].small_sample == site.small_sample);
      REQUIRE(got.sites[i].rank.has_value() == site.rank.has_value());
      if (site.index) {
        REQUIRE(got.sites[i].index->value == site.index->value);
        REQUIRE(got.sites[i].index->se == site.index->se);
        REQUIRE(got.sites[i].index->coverage == site.index->coverage);
        ++indexes;
      }
      if (site.rank) {
        REQUIRE(got.sites[i].rank->low == site.rank->low);
        REQUIRE(got.sites[i].rank->high == site.rank->high);
        ++ranks;
      }
      small += site.small_sample ? 1 : 0;
    }
    for (const auto& [key, kpi] : expected.kpis)
      for (const SiteKpi& site : kpi.sites) hidden += site.suppressed ? 1 : 0;
  }
  CHECK(indexes > 300);
  CHECK(ranks > 100);
  CHECK(small > 100);
  CHECK(hidden > 50);
}

TEST_CASE("without ranks the indexes are the same and no site has a rank", "[compare]") {
  Rng rng(12);
  const Network network(rng);
  const Comparison comparison = network.compared(IndexRules{});
  std::vector<MeasuredParts> sites;
  for (const SiteComparison& site : comparison.sites) sites.push_back(measured(site.parts));
  const Reweighed with = reweigh(IndexRules{}, measured(comparison.network_parts), sites);
  const Reweighed without = reweigh(IndexRules{}, measured(comparison.network_parts), sites, Ranks::left_out);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    CHECK_FALSE(without.sites[i].rank);
    REQUIRE(with.sites[i].index.has_value() == without.sites[i].index.has_value());
    if (with.sites[i].index) CHECK(with.sites[i].index->value == without.sites[i].index->value);
  }
}

}  // namespace constat
