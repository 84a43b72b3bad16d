// Pairwise tests, Benjamini-Hochberg, rank ranges and shrinkage, against what R gives.
#include "shared/survey/statistics.hpp"

#include <catch_amalgamated.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "shared/base/rng.hpp"
#include "shared/compare/pairs.hpp"
#include "shared/compare/shrinkage.hpp"
#include "tests/support/shared_data.hpp"

namespace constat {
namespace {

using Catch::Matchers::WithinAbs;

std::vector<std::string> names(std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back("s" + std::to_string(i));
  return out;
}

std::vector<RankRange> ranks_of(const std::vector<Estimate>& estimates) {
  return rank_ranges(estimates.size(), test_pairs(names(estimates.size()), estimates));
}

}  // namespace

TEST_CASE("Benjamini-Hochberg adjusts as R does", "[compare][data]") {
  const nlohmann::json oracle = nlohmann::json::parse(test::shared_data_or_skip("oracles.json"))["bh"]["bh1995"];
  const std::vector<double> p = oracle["p"].get<std::vector<double>>();
  const std::vector<double> expected = oracle["BH"].get<std::vector<double>>();
  const std::vector<double> adjusted = benjamini_hochberg(p);
  REQUIRE(adjusted.size() == expected.size());
  int rejected = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    CHECK_THAT(adjusted[i], WithinAbs(expected[i], 1e-12));
    rejected += adjusted[i] < kSignificance ? 1 : 0;
  }
  CHECK(rejected == oracle["rej05"].get<int>());
}

TEST_CASE("adjusted p-values do not depend on the order of the tests", "[compare][property]") {
  Rng rng(1995);
  for (int round = 0; round < 500; ++round) {
    std::vector<double> p(1 + rng.below(12));
    for (double& value : p) value = rng.chance(20) ? 0.25 : rng.uniform();
    const std::vector<double> adjusted = benjamini_hochberg(p);
    const std::vector<double> backwards = benjamini_hochberg({p.rbegin(), p.rend()});
    for (std::size_t i = 0; i < p.size(); ++i) {
      REQUIRE(adjusted[i] == backwards[p.size() - 1 - i]);
      REQUIRE(adjusted[i] >= p[i]);
      REQUIRE(adjusted[i] <= 1);
    }
  }
}

TEST_CASE("ranks without a list of pairs are those of the list", "[compare][property]") {
  Rng rng(20261122);
  for (int round = 0; round < 400; ++round) {
    std::vector<Estimate> estimates(rng.below(round < 380 ? 25 : 160));
    const bool coarse = rng.chance(30);  // equal values, equal errors, none at all
    for (Estimate& each : estimates) {
      each.value = coarse ? static_cast<double>(rng.below(6)) : 100 * rng.uniform();
      each.se = coarse ? static_cast<double>(rng.below(3)) : 0.1 + 12 * rng.uniform();
    }
    const std::vector<RankRange> expected = ranks_of(estimates), quick = rank_ranges(estimates);
    REQUIRE(quick.size() == expected.size());
    for (std::size_t i = 0; i < quick.size(); ++i) {
      INFO("round " << round << ", site " << i);
      REQUIRE(quick[i].low == expected[i].low);
      REQUIRE(quick[i].high == expected[i].high);
    }
  }
}

TEST_CASE("two NPS differ as R says", "[compare][data]") {
  const nlohmann::json oracles = nlohmann::json::parse(test::shared_data_or_skip("oracles.json"));
  for (const nlohmann::json& oracle : oracles["nps_difference"]) {
    const auto estimate = [&](const char* side) {
      const auto count = [&](std::size_t i) { return oracle[side][i].get<std::int64_t>(); };
      const NpsCounts counts{count(0), count(1), count(2)};
      return Estimate{nps_value(counts), nps_se(counts)};
    };
    const DifferenceTest test = test_difference(estimate("a"), estimate("b"));
    CHECK_THAT(test.difference, WithinAbs(oracle["diff"].get<double>(), 1e-9));
    CHECK_THAT(test.difference / test.z, WithinAbs(oracle["se"].get<double>(), 1e-9));
    CHECK_THAT(test.z, WithinAbs(oracle["z"].get<double>(), 1e-9));
    CHECK_THAT(test.p, WithinAbs(oracle["p"].get<double>(), 1e-9));
  }
}

TEST_CASE("without any error only equal values are equal", "[compare]") {
  CHECK(test_difference({50, 0}, {50, 0}).p == 1);
  CHECK(test_difference({50, 0}, {50, 0}).z == 0);
  CHECK(test_difference({60, 0}, {50, 0}).p == 0);
  CHECK(std::isinf(test_difference({60, 0}, {50, 0}).z));
}

TEST_CASE("a rank range runs from those surely better to those surely worse", "[compare]") {
  const auto check = [](const std::vector<RankRange>& ranks, const std::vector<std::pair<int, int>>& expected) {
    REQUIRE(ranks.size() == expected.size());
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      CHECK(ranks[i].low == expected[i].first);
      CHECK(ranks[i].high == expected[i].second);
    }
  };
  check(ranks_of({{90, 1}, {50, 1}, {10, 1}}), {{1, 1}, {2, 2}, {3, 3}});
  check(ranks_of({{90, 1}, {89, 1}, {10, 1}}), {{1, 2}, {1, 2}, {3, 3}});
  check(ranks_of({{50, 9}, {51, 9}, {52, 9}}), {{1, 3}, {1, 3}, {1, 3}});
  check(ranks_of({{50, 9}}), {{1, 1}});
  check(ranks_of({}), {});
}

TEST_CASE("rank ranges hold the rank by value and mirror when all values are mirrored", "[compare][property]") {
  Rng rng(7);
  for (int round = 0; round < 500; ++round) {
    const std::size_t count = 1 + rng.below(9);
    std::vector<Estimate> estimates, mirrored;
    for (std::size_t i = 0; i < count; ++i) {
      estimates.push_back({rng.uniform() * 100, 0.5 + rng.uniform() * 12});
      mirrored.push_back({-estimates.back().value, estimates.back().se});
    }
    const std::vector<RankRange> ranks = ranks_of(estimates), mirror = ranks_of(mirrored);
    for (std::size_t i = 0; i < count; ++i) {
      int rank = 1;
      for (const Estimate& other : estimates) rank += other.value > estimates[i].value ? 1 : 0;
      REQUIRE(ranks[i].low <= rank);
      REQUIRE(rank <= ranks[i].high);
      REQUIRE(mirror[i].low == static_cast<int>(count) + 1 - ranks[i].high);
      REQUIRE(mirror[i].high == static_cast<int>(count) + 1 - ranks[i].low);
    }
  }
}

TEST_CASE("shrinkage pulls every value towards the mean, the uncertain ones further", "[compare]") {
  const RandomEffects fit = random_effects({{20, 2}, {80, 2}, {80, 20}});
  CHECK(fit.tau2 > 0);
  CHECK(fit.shrunk[0] > 20);
  CHECK(fit.shrunk[1] < 80);
  CHECK(fit.shrunk[2] < fit.shrunk[1]);
  CHECK(fit.shrunk[2] > fit.mu);
}

TEST_CASE("values that differ no more than chance shrink to their mean", "[compare]") {
  const RandomEffects fit = random_effects({{50, 5}, {51, 5}, {49, 5}});
  CHECK(fit.tau2 == 0);
  for (const double value : fit.shrunk) CHECK_THAT(value, WithinAbs(50, 1e-9));
}

TEST_CASE("shrinkage copes with one site, with none and with no error", "[compare]") {
  CHECK(random_effects({}).shrunk.empty());
  const RandomEffects one = random_effects({{42, 3}});
  CHECK(one.tau2 == 0);
  CHECK_THAT(one.mu, WithinAbs(42, 1e-12));
  CHECK_THAT(one.shrunk.at(0), WithinAbs(42, 1e-12));
  const RandomEffects exact = random_effects({{40, 0}, {60, 0}});
  CHECK(exact.mu == 50);
  CHECK(exact.shrunk == std::vector<double>{40, 60});
  const RandomEffects mixed = random_effects({{40, 0}, {60, 5}, {80, 5}});
  CHECK(mixed.shrunk.at(0) == 40);
  CHECK(mixed.shrunk.at(2) < 80);
  const RandomEffects same = random_effects({{50, 0}, {50, 0}});
  CHECK(same.mu == 50);
  CHECK(same.shrunk == std::vector<double>{50, 50});
}

}  // namespace constat
