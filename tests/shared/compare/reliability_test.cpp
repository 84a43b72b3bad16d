// Krippendorff's alpha and the intraclass correlation.
#include "shared/compare/reliability.hpp"

#include <catch_amalgamated.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "shared/base/rng.hpp"
#include "tests/support/shared_data.hpp"

namespace constat {
namespace {

using Catch::Matchers::WithinAbs;

constexpr std::optional<double> kNone;

// K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, example C: four observers, twelve units.
Ratings four_observers() {
  return {{1, 2, 3, 3, 2, 1, 4, 1, 2, kNone, kNone, kNone}, {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, kNone, kNone},
          {kNone, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3}, {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, kNone}};
}

// P. Shrout, J. Fleiss, 1979, table 2: six targets, four judges.
const std::vector<std::vector<double>> kShroutFleiss = {{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};

double alpha_of(const Ratings& ratings, Metric metric) {
  const std::optional<Alpha> alpha = krippendorff_alpha(ratings, metric);
  REQUIRE(alpha.has_value());
  return alpha->value;
}

}  // namespace

TEST_CASE("Krippendorff's alpha is R's for every metric", "[statistics][data]") {
  const nlohmann::json oracles = nlohmann::json::parse(test::shared_data_or_skip("oracles.json"))["krippendorff"];
  const std::pair<const char*, Metric> metrics[] = {
      {"nominal", Metric::nominal}, {"ordinal", Metric::ordinal}, {"interval", Metric::interval}, {"ratio", Metric::ratio}};
  int compared = 0;
  for (const auto& [name, oracle] : oracles.items()) {
    Ratings ratings;
    for (const nlohmann::json& rater : oracle["raters_by_units"]) {
      ratings.emplace_back();
      for (const nlohmann::json& value : rater) ratings.back().push_back(value.is_null() ? kNone : std::optional<double>(value.get<double>()));
    }
    for (const auto& [label, metric] : metrics) {
      if (!oracle.contains(label)) continue;
      INFO(name << " " << label);
      CHECK_THAT(alpha_of(ratings, metric), WithinAbs(oracle[label].get<double>(), 1e-12));
      ++compared;
    }
  }
  CHECK(compared == 9);
}

TEST_CASE("Krippendorff's alpha is what Krippendorff printed", "[statistics]") {
  CHECK_THAT(alpha_of(four_observers(), Metric::nominal), WithinAbs(0.743421052632, 1e-12));
  CHECK_THAT(alpha_of(four_observers(), Metric::ordinal), WithinAbs(0.815387503755, 1e-12));
  CHECK_THAT(alpha_of(four_observers(), Metric::interval), WithinAbs(0.849107142857, 1e-12));
  CHECK_THAT(alpha_of(four_observers(), Metric::ratio), WithinAbs(0.797402774712, 1e-12));
  const std::optional<Alpha> alpha = krippendorff_alpha(four_observers(), Metric::nominal);
  CHECK(alpha->units == 11);  // the last unit has one rating
  CHECK(alpha->ratings == 40);
}

TEST_CASE("what a metric ignores does not change alpha", "[statistics][property]") {
  Rng rng(2011);
  for (int round = 0; round < 60; ++round) {
    Ratings ratings(3), moved(3), stretched(3);
    for (int unit = 0; unit < 15; ++unit) {
      for (std::size_t rater = 0; rater < 3; ++rater) {
        const std::optional<double> value = rng.chance(20) ? kNone : std::optional<double>(static_cast<double>(rng.between(1, 5)));
        ratings[rater].push_back(value);
        moved[rater].push_back(value ? std::optional<double>(*value * 3 + 7) : kNone);      // an interval scale's freedom
        stretched[rater].push_back(value ? std::optional<double>(*value * *value * *value) : kNone);  // an order's freedom
      }
    }
    if (!krippendorff_alpha(ratings, Metric::interval)) continue;
    REQUIRE_THAT(alpha_of(moved, Metric::interval), WithinAbs(alpha_of(ratings, Metric::interval), 1e-9));
    REQUIRE_THAT(alpha_of(stretched, Metric::ordinal), WithinAbs(alpha_of(ratings, Metric::ordinal), 1e-9));
    REQUIRE_THAT(alpha_of(stretched, Metric::nominal), WithinAbs(alpha_of(ratings, Metric::nominal), 1e-9));
    std::swap(ratings[0], ratings[2]);
    REQUIRE_THAT(alpha_of(ratings, Metric::ordinal), WithinAbs(alpha_of({ratings[2], ratings[1], ratings[0]}, Metric::ordinal), 1e-12));
  }
}

TEST_CASE("the jackknife leaves out one unit at a time", "[statistics]") {
  const Ratings ratings = {{1, 2, 3, 1, 2}, {1, 2, 2, 1, 3}};
  double mean = 0, squares = 0;
  std::vector<double> without;
  for (std::size_t u = 0; u < 5; ++u) {
    Ratings left = ratings;
    for (auto& rater : left) rater[u] = kNone;
    without.push_back(alpha_of(left, Metric::nominal));
    mean += without.back() / 5;
  }
  for (const double value : without) squares += (value - mean) * (value - mean);
  CHECK_THAT(*krippendorff_alpha(ratings, Metric::nominal)->se, WithinAbs(std::sqrt(0.8 * squares), 1e-12));
}

TEST_CASE("alpha is none where there is nothing to tell apart", "[statistics]") {
  CHECK_FALSE(krippendorff_alpha({}, Metric::nominal).has_value());
  CHECK_FALSE(krippendorff_alpha({{1, 1}, {1, 1}}, Metric::nominal).has_value());
  CHECK_FALSE(krippendorff_alpha({{1, 2, 3}}, Metric::nominal).has_value());
  CHECK_FALSE(krippendorff_alpha({{-1, 2}, {1, 2}}, Metric::ratio).has_value());
  CHECK(krippendorff_alpha({{0, 2}, {0, 2}}, Metric::ratio)->value == 1);
  CHECK_FALSE(krippendorff_alpha({{0, 2}, {0, 2}}, Metric::ratio)->se.has_value());
}

TEST_CASE("the intraclass correlations of Shrout and Fleiss come out, with their intervals", "[statistics]") {
  // Printed: .17, .29, .71; to more digits and with intervals by R's psych: .166 [-.133, .723], .290 [.019, .761], .715 [.342, .946].
  const auto check = [](IccForm form, double value, double low, double high) {
    const std::optional<Icc> icc = intraclass_correlation(kShroutFleiss, form);
    CHECK_THAT(icc->value, WithinAbs(value, 1e-9));
    CHECK_THAT(icc->low, WithinAbs(low, 5e-4));
    CHECK_THAT(icc->high, WithinAbs(high, 5e-4));
  };
  // The mean squares are 1349/120, 2339/72, 451/72 and 367/360: the ratios are exact.
  check(IccForm::one_way, 448.0 / 2703, -0.133, 0.723);
  check(IccForm::two_way_agreement, 184.0 / 635, 0.019, 0.761);
  check(IccForm::two_way_consistency, 920.0 / 1287, 0.342, 0.946);
  CHECK_THAT(intraclass_correlation(kShroutFleiss, IccForm::two_way_consistency)->f, WithinAbs(11.027, 5e-4));
}

TEST_CASE("raters who differ by a constant are consistent and do not agree", "[statistics]") {
  const std::vector<std::vector<double>> values = {{1, 4}, {2, 5}, {3, 6}, {4, 7}};
  CHECK(intraclass_correlation(values, IccForm::two_way_consistency)->value == 1);
  CHECK(intraclass_correlation(values, IccForm::two_way_agreement)->value < 0.5);
  CHECK(intraclass_correlation({{1, 1}, {2, 2}}, IccForm::one_way)->value == 1);
  CHECK_FALSE(intraclass_correlation({{3, 3}, {3, 3}}, IccForm::one_way).has_value());
  CHECK_FALSE(intraclass_correlation({{3, 4}}, IccForm::one_way).has_value());
  CHECK_FALSE(intraclass_correlation({{3, 4}, {3}}, IccForm::one_way).has_value());
}

}  // namespace constat
