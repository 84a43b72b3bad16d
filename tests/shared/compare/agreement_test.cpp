// Agreement of raters against R and against what the authors of the coefficients printed.
#include "shared/compare/agreement.hpp"

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "shared/base/rng.hpp"
#include "tests/support/shared_data.hpp"

namespace constat {
namespace {

using Catch::Matchers::WithinAbs;

// K. Gwet's example of four raters and twelve subjects, some not rated by all (also Krippendorff's).
const Counts kFourRaters = {{3, 0, 0, 0, 0}, {0, 3, 1, 0, 0}, {0, 0, 4, 0, 0}, {0, 0, 4, 0, 0}, {0, 4, 0, 0, 0}, {1, 1, 1, 1, 0},
                            {0, 0, 0, 4, 0}, {3, 1, 0, 0, 0}, {0, 4, 0, 0, 0}, {0, 0, 0, 0, 3}, {2, 0, 0, 0, 0}, {0, 0, 1, 0, 0}};

}  // namespace

TEST_CASE("Cohen's kappa is R's, with its standard error", "[statistics][data]") {
  const nlohmann::json oracles = nlohmann::json::parse(test::shared_data_or_skip("oracles.json"))["cohen"];
  CHECK(oracles.size() == 3);
  for (const auto& [name, oracle] : oracles.items()) {
    INFO(name);
    const std::optional<Agreement> kappa = cohen_kappa(oracle["table"].get<Counts>());
    REQUIRE(kappa.has_value());
    CHECK_THAT(kappa->observed, WithinAbs(oracle["po"].get<double>(), 1e-12));
    CHECK_THAT(kappa->expected, WithinAbs(oracle["pe"].get<double>(), 1e-12));
    CHECK_THAT(kappa->value, WithinAbs(oracle["kappa"].get<double>(), 1e-12));
    CHECK_THAT(kappa->se, WithinAbs(oracle["ase"].get<double>(), 1e-12));
  }
}

TEST_CASE("Cohen's kappa of the textbook table is 0.4", "[statistics]") {
  const std::optional<Agreement> kappa = cohen_kappa({{20, 5}, {10, 15}});
  CHECK_THAT(kappa->value, WithinAbs(0.4, 1e-12));
  CHECK_THAT(kappa->se, WithinAbs(0.1269960629311, 1e-12));
  // The interval is wider below than above, and wider than the normal one below.
  CHECK(kappa->low < 0.4 - 1.96 * 0.127);
  CHECK(0.4 - kappa->low > kappa->high - 0.4);
  CHECK(kappa->high < 0.7);
  CHECK(kappa->units == 50);
}

TEST_CASE("Fleiss, Cohen and Everitt's table has kappa 3/7", "[statistics]") {
  // Psychological Bulletin 72, 1969: 200 subjects, printed as 0.429.
  const std::optional<Agreement> kappa = cohen_kappa({{106, 10, 4}, {22, 28, 10}, {2, 12, 6}});
  CHECK_THAT(kappa->value, WithinAbs(3.0 / 7, 1e-12));
  CHECK_THAT(kappa->expected, WithinAbs(0.475, 1e-12));
}

TEST_CASE("Cohen's own weights give Cohen's weighted kappa", "[statistics]") {
  // Psychological Bulletin 70, 1968: disagreement weights 0 1 3 / 1 0 6 / 3 6 0, printed as 0.492 and 0.348.
  const Counts table = {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}};
  CHECK_THAT(cohen_kappa(table)->value, WithinAbs(29.0 / 59, 1e-12));
  const Matrix weights = {{1, 5.0 / 6, 0.5}, {5.0 / 6, 1, 0}, {0.5, 0, 1}};
  CHECK_THAT(cohen_kappa(table, weights)->value, WithinAbs(8.0 / 23, 1e-12));
}

TEST_CASE("weights by steps and by their squares are Cicchetti's and Cohen's", "[statistics]") {
  const Matrix linear = kappa_weights(4, KappaWeights::linear), quadratic = kappa_weights(4, KappaWeights::quadratic);
  CHECK_THAT(linear[0][1], WithinAbs(2.0 / 3, 1e-15));
  CHECK_THAT(quadratic[0][1], WithinAbs(8.0 / 9, 1e-15));
  CHECK(linear[0][3] == 0);
  CHECK(quadratic[2][2] == 1);
  // One step off in a quarter of the cases, even margins.
  const Counts table = {{20, 5, 0}, {5, 20, 5}, {0, 5, 20}};
  CHECK(cohen_kappa(table, KappaWeights::linear)->value > cohen_kappa(table)->value);
  CHECK(cohen_kappa(table, KappaWeights::quadratic)->value > cohen_kappa(table, KappaWeights::linear)->value);
}

TEST_CASE("two categories know no steps: all weights give the same kappa", "[statistics][property]") {
  Rng rng(1960);
  for (int round = 0; round < 200; ++round) {
    const auto count = [&] { return rng.between(1, 50); };
    const Counts table = {{count(), count()}, {count(), count()}};
    const Agreement plain = *cohen_kappa(table), quadratic = *cohen_kappa(table, KappaWeights::quadratic);
    REQUIRE_THAT(quadratic.value, WithinAbs(plain.value, 1e-12));
    REQUIRE_THAT(quadratic.se, WithinAbs(plain.se, 1e-12));
    REQUIRE_THAT(cohen_kappa({{table[0][0], table[1][0]}, {table[0][1], table[1][1]}})->value, WithinAbs(plain.value, 1e-12));  // raters swapped
  }
}

TEST_CASE("Fleiss' kappa is R's", "[statistics][data]") {
  const nlohmann::json oracle = nlohmann::json::parse(test::shared_data_or_skip("oracles.json"))["fleiss"]["wiki"];
  const std::optional<Agreement> kappa = fleiss_kappa(oracle["categories_by_subject"].get<Counts>());
  CHECK_THAT(kappa->observed, WithinAbs(oracle["mean_agreement"].get<double>(), 1e-12));
  CHECK_THAT(kappa->expected, WithinAbs(oracle["expected"].get<double>(), 1e-12));
  CHECK_THAT(kappa->value, WithinAbs(oracle["kappa"].get<double>(), 1e-12));
}

TEST_CASE("Fleiss' kappa and AC1 of Gwet's four raters are the ones of his package", "[statistics]") {
  const std::optional<Agreement> fleiss = fleiss_kappa(kFourRaters), ac1 = gwet_ac1(kFourRaters);
  CHECK_THAT(ac1->observed, WithinAbs(0.8181818, 5e-8));
  CHECK_THAT(ac1->expected, WithinAbs(0.1903212, 5e-8));
  CHECK_THAT(ac1->value, WithinAbs(0.77544, 5e-6));
  CHECK_THAT(ac1->se, WithinAbs(0.14295, 5e-6));
  CHECK(ac1->low < 0.461);  // his interval on the plain scale is [0.461, 1]
  CHECK(ac1->high < 1);
  CHECK_THAT(fleiss->value, WithinAbs(0.76117, 5e-6));
  CHECK_THAT(fleiss->se, WithinAbs(0.15302, 5e-6));
}

TEST_CASE("where nearly all say yes, kappa collapses and AC1 does not", "[statistics]") {
  // K. Gwet, 2008: 118 of 125 subjects both yes, 5 + 2 apart; kappa -0.023, AC1 0.94.
  Counts subjects(118, {2, 0});
  for (int i = 0; i < 7; ++i) subjects.push_back({1, 1});
  const double share = 243.0 / 250, chance = 2 * share * (1 - share), observed = 118.0 / 125;
  CHECK_THAT(gwet_ac1(subjects)->value, WithinAbs((observed - chance) / (1 - chance), 1e-12));
  CHECK_THAT(gwet_ac1(subjects)->value, WithinAbs(0.94, 0.005));
  CHECK(fleiss_kappa(subjects)->value < 0);
  CHECK_THAT(cohen_kappa({{118, 5}, {2, 0}})->value, WithinAbs(-4.0 / 171, 1e-12));
}

TEST_CASE("agreement does not depend on the order of subjects or categories", "[statistics][property]") {
  Rng rng(8);
  for (int round = 0; round < 100; ++round) {
    Counts counts;
    for (int i = 0; i < 12; ++i) counts.push_back({rng.between(0, 3), rng.between(0, 3), rng.between(0, 3)});
    const std::optional<Agreement> first = gwet_ac1(counts);
    if (!first) continue;
    std::swap(counts[0], counts[7]);
    for (auto& row : counts) std::swap(row[0], row[2]);
    REQUIRE_THAT(gwet_ac1(counts)->value, WithinAbs(first->value, 1e-12));
    REQUIRE_THAT(gwet_ac1(counts)->se, WithinAbs(first->se, 1e-12));
    REQUIRE(first->value <= 1);
    REQUIRE(first->low <= first->value);
  }
}

TEST_CASE("agreement without exception is not taken for certain", "[statistics]") {
  const double share = 10 / (10 + 1.959963984540054 * 1.959963984540054);  // Wilson's lower limit of 10 of 10
  CHECK_THAT(cohen_kappa({{5, 0}, {0, 5}})->low, WithinAbs((share - 0.5) / 0.5, 1e-12));
  CHECK(cohen_kappa({{5, 0}, {0, 5}})->high == 1);
  CHECK(gwet_ac1(Counts(10, {2, 0}))->low < 0.8);
  CHECK(fleiss_kappa({{2, 0}, {2, 0}, {0, 2}})->low < 0.5);
}

TEST_CASE("a rare category that nobody agreed on leaves the interval wide", "[statistics]") {
  // Of 30 subjects two were put in the second category by one rater each: kappa is about 0, and says next to nothing.
  const std::optional<Agreement> kappa = cohen_kappa({{28, 1}, {1, 0}});
  CHECK(kappa->value < 0);
  CHECK(kappa->high > 0.5);
  CHECK(kappa->low <= kappa->value);
  Counts subjects(27, {4, 0});
  for (int i = 0; i < 3; ++i) subjects.push_back({3, 1});
  CHECK(fleiss_kappa(subjects)->value < 0);
  CHECK(fleiss_kappa(subjects)->high > 0.4);
}

TEST_CASE("intervals of agreement hold the value and go no further than [-1, 1]", "[statistics][property]") {
  Rng rng(1998);
  for (int round = 0; round < 500; ++round) {
    const std::size_t categories = static_cast<std::size_t>(rng.between(2, 4));
    Counts table, subjects;
    for (std::size_t i = 0; i < categories; ++i) {
      table.emplace_back();
      for (std::size_t j = 0; j < categories; ++j) table.back().push_back(rng.chance(50) ? 0 : rng.between(0, 20));
    }
    for (int i = 0; i < rng.between(2, 9); ++i) {
      subjects.emplace_back();
      for (std::size_t k = 0; k < categories; ++k) subjects.back().push_back(rng.chance(60) ? 0 : rng.between(0, 4));
    }
    for (const std::optional<Agreement>& agreement : {cohen_kappa(table), cohen_kappa(table, KappaWeights::quadratic), fleiss_kappa(subjects), gwet_ac1(subjects)}) {
      if (!agreement) continue;
      REQUIRE(agreement->low >= std::min(-1.0, agreement->value));  // squares of steps may give less than -1
      REQUIRE(agreement->low <= agreement->value);
      REQUIRE(agreement->value <= agreement->high);
      REQUIRE(agreement->high <= 1);
    }
  }
}

TEST_CASE("perfect agreement is 1, and agreement that chance alone gives is none", "[statistics]") {
  CHECK(cohen_kappa({{10, 0}, {0, 5}})->value == 1);
  CHECK(fleiss_kappa({{3, 0}, {0, 3}})->value == 1);
  CHECK(gwet_ac1({{3, 0}, {0, 3}})->value == 1);
  CHECK(gwet_ac1({{3, 0}, {3, 0}})->value == 1);  // everybody always says the same: AC1 still tells
  CHECK_FALSE(cohen_kappa({{10, 0}, {0, 0}}).has_value());
  CHECK_FALSE(fleiss_kappa({{3, 0}, {3, 0}}).has_value());
  CHECK_FALSE(cohen_kappa({{0, 0}, {0, 0}}).has_value());
  CHECK_FALSE(cohen_kappa({{1, 2}, {3}}).has_value());
  CHECK_FALSE(fleiss_kappa({{1, 0}, {0, 1}}).has_value());  // nobody was rated twice
  CHECK_FALSE(fleiss_kappa({}).has_value());
}

}  // namespace constat
