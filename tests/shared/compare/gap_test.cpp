#include "shared/compare/gap.hpp"

#include <catch_amalgamated.hpp>
#include <cmath>

#include "shared/base/rng.hpp"

namespace constat {
namespace {

using Catch::Matchers::WithinAbs;

}  // namespace

TEST_CASE("the difference of two shares has Newcombe's intervals", "[statistics]") {
  // R. Newcombe, Statistics in Medicine 17, 1998, 873-890, table II, method 10.
  struct Row {
    std::int64_t a, m, b, n;
    double low, high;
  };
  for (const Row& row : {Row{56, 70, 48, 80, 0.0524, 0.3339}, Row{9, 10, 3, 10, 0.1705, 0.8090}, Row{6, 7, 2, 7, 0.0582, 0.8062}, Row{5, 56, 0, 29, -0.0381, 0.1926},
                         Row{0, 10, 0, 20, -0.1611, 0.2775}, Row{0, 10, 0, 10, -0.2775, 0.2775}, Row{10, 10, 0, 20, 0.6791, 1}, Row{10, 10, 0, 10, 0.6075, 1}}) {
    INFO(row.a << "/" << row.m << " - " << row.b << "/" << row.n);
    const double a = static_cast<double>(row.a) / static_cast<double>(row.m), b = static_cast<double>(row.b) / static_cast<double>(row.n);
    const Difference difference = difference_of(a, wilson(row.a, row.m), b, wilson(row.b, row.n));
    CHECK_THAT(difference.low, WithinAbs(row.low, 5.1e-5));
    CHECK_THAT(difference.high, WithinAbs(row.high, 5.1e-5));
  }
}

TEST_CASE("a figure of scores has Student's interval", "[statistics]") {
  const std::optional<VoiceFigure> figure = figure_of_scores(Voice::mystery_visit, std::vector<double>{60, 70, 80});
  REQUIRE(figure.has_value());
  CHECK_THAT(figure->value, WithinAbs(70, 1e-12));
  CHECK_THAT(figure->low, WithinAbs(70 - 4.302652729911 * 10 / std::sqrt(3.0), 1e-9));
  CHECK_FALSE(figure_of_scores(Voice::own_audit, std::vector<double>{60}).has_value());
  CHECK_FALSE(figure_of_share(Voice::customers, 0, 0).has_value());
  CHECK_FALSE(figure_of_share(Voice::customers, 3, 2).has_value());
}

TEST_CASE("scores that are all the same are not taken for certain", "[statistics]") {
  const std::optional<VoiceFigure> all = figure_of_scores(Voice::own_audit, std::vector<double>{100, 100, 100, 100});
  const std::optional<VoiceFigure> share = figure_of_share(Voice::own_audit, 4, 4);
  CHECK_THAT(all->low, WithinAbs(share->low, 1e-9));
  CHECK(all->high == 100);
  const std::optional<VoiceFigure> middle = figure_of_scores(Voice::own_audit, std::vector<double>{80, 80, 80});
  CHECK(middle->low < 60);
  CHECK(middle->high > 80);
}

TEST_CASE("only a gap whose interval leaves out zero is called one", "[statistics]") {
  const CriterionGaps gaps = criterion_gaps(
      "waiting", {*figure_of_share(Voice::mystery_visit, 38, 40), *figure_of_share(Voice::own_audit, 36, 40), *figure_of_share(Voice::customers, 200, 400)});
  REQUIRE(gaps.gaps.size() == 3);
  CHECK_FALSE(gaps.gaps[0].disagree);  // visits and own audit
  CHECK(gaps.gaps[1].disagree);        // visits and customers
  CHECK(gaps.gaps[2].disagree);
  CHECK_THAT(gaps.widest, WithinAbs(45, 1e-9));
  CHECK(criterion_gaps("price", {*figure_of_share(Voice::customers, 5, 10)}).gaps.empty());
  CHECK(criterion_gaps("price", {}).widest == 0);
}

TEST_CASE("a gap turned round is the gap with its sign turned", "[statistics][property]") {
  Rng rng(1998);
  for (int round = 0; round < 300; ++round) {
    const std::int64_t n = rng.between(1, 80), m = rng.between(1, 80);
    const VoiceFigure a = *figure_of_share(Voice::mystery_visit, rng.between(0, n), n), b = *figure_of_share(Voice::customers, rng.between(0, m), m);
    const Difference there = criterion_gaps("c", {a, b}).gaps[0].points, back = criterion_gaps("c", {b, a}).gaps[0].points;
    REQUIRE_THAT(there.value, WithinAbs(-back.value, 1e-12));
    REQUIRE_THAT(there.low, WithinAbs(-back.high, 1e-12));
    REQUIRE(there.low <= there.value);
    REQUIRE(there.low >= -100 - 1e-9);
    REQUIRE(there.high <= 100 + 1e-9);
  }
}

TEST_CASE("lists of percentages that were summed up apart have the figure of the whole list", "[statistics]") {
  const std::vector<double> all{12.5, 80, 80, 99.999999, 0, 33.333333, 71};
  for (std::size_t cut = 0; cut <= all.size(); ++cut) {
    PercentSums first, second;
    for (std::size_t i = 0; i < all.size(); ++i) (i < cut ? first : second).add(all[i]);
    first.merge(second);
    const auto whole = figure_of_scores(Voice::own_audit, all), merged = figure_of_scores(Voice::own_audit, first);
    REQUIRE(merged);
    CHECK(merged->n == 7);
    CHECK_THAT(merged->value, Catch::Matchers::WithinAbs(376.833332 / 7, 1e-9));
    CHECK_THAT(merged->low, Catch::Matchers::WithinAbs(whole->low, 1e-9));
    CHECK_THAT(merged->high, Catch::Matchers::WithinAbs(whole->high, 1e-9));
  }
}

}  // namespace constat
