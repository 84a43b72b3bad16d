// Means and moves of visit scores against the one-way analysis of variance of a textbook, and by hand.
#include "shared/compare/visit_scores.hpp"

#include <catch_amalgamated.hpp>
#include <cmath>

#include "shared/base/math.hpp"
#include "shared/base/rng.hpp"
#include "shared/survey/distributions.hpp"

namespace constat {

using Catch::Matchers::WithinAbs;

namespace {

// D. Montgomery, Design and Analysis of Experiments, tensile strength of fibres by their share of cotton: five treatments of
// five; mean square of error 8.06 on 20 degrees of freedom.
const ScoreSumsBySite kCotton = sums_by_site({{"15", {7, 7, 15, 11, 9}}, {"20", {12, 17, 12, 18, 18}}, {"25", {14, 18, 18, 19, 19}}, {"30", {19, 25, 22, 19, 23}}, {"35", {7, 10, 11, 15, 11}}});

}  // namespace

TEST_CASE("the pooled spread and the least significant difference are those of Montgomery's cotton", "[statistics]") {
  const auto spread = pooled_spread({&kCotton});
  REQUIRE(spread);
  CHECK(spread->degrees == 20);
  CHECK_THAT(spread->sigma * spread->sigma, WithinAbs(8.06, 1e-12));
  const auto moves = score_moves({{"x", kCotton.at("15")}}, {{"x", kCotton.at("30")}}, spread);
  REQUIRE(moves.size() == 1);
  CHECK_THAT(moves[0].difference, WithinAbs(11.8, 1e-12));
  CHECK_THAT((moves[0].interval.high - moves[0].interval.low) / 2, WithinAbs(3.75, 5e-3));  // as printed
  CHECK(moves[0].sure);
}

TEST_CASE("the network's mean counts every site once, and its interval comes from all visits", "[statistics]") {
  const ScoreSumsBySite scores = sums_by_site({{"a", {70, 74}}, {"b", {60, 66, 66}}});
  const auto spread = pooled_spread({&scores});
  REQUIRE(spread);
  const auto mean = network_mean(scores, spread);
  REQUIRE(mean);
  CHECK(mean->value == 68);
  CHECK(mean->visits == 5);
  CHECK(mean->sites == 2);
  CHECK_THAT(mean->se, WithinAbs(std::sqrt(20.0) / 3, 1e-12));  // sqrt(32/3 (1/2 + 1/3)) / 2
  REQUIRE(mean->interval);
  CHECK_THAT(mean->interval->low, WithinAbs(68 - t_quantile(0.975, 3) * std::sqrt(20.0) / 3, 1e-9));
}

TEST_CASE("one visit a site gives a mean without an interval, and no move", "[statistics]") {
  const ScoreSumsBySite before = sums_by_site({{"a", {70}}, {"b", {60}}}), after = sums_by_site({{"a", {80}}, {"b", {90}}});
  const auto spread = pooled_spread({&before, &after});
  CHECK_FALSE(spread);
  const auto mean = network_mean(after, spread);
  REQUIRE(mean);
  CHECK(mean->value == 85);
  CHECK_FALSE(mean->interval);
  CHECK(score_moves(before, after, spread).empty());
  CHECK_FALSE(network_move(before, after, spread));
  CHECK_FALSE(network_mean({}, spread));
}

TEST_CASE("a site that came or went moves nothing", "[statistics]") {
  const ScoreSumsBySite before = sums_by_site({{"a", {70, 72}}, {"gone", {10, 12}}}), after = sums_by_site({{"a", {71, 73}}, {"new", {99, 97}}});
  const auto spread = pooled_spread({&before, &after});
  const auto move = network_move(before, after, spread);
  REQUIRE(move);
  CHECK_THAT(move->difference, WithinAbs(1, 1e-12));
  CHECK_FALSE(move->sure);
  CHECK(move->n_before == 2);
  const auto moves = score_moves(before, after, spread);
  REQUIRE(moves.size() == 1);
  CHECK(moves[0].site == "a");
}

TEST_CASE("a score on the edge of two classes lies in the upper one, and 100 in the last", "[statistics]") {
  ScoreHistogram bins{};
  for (const double score : {0.0, 9.999999, 10.0, 89.9, 90.0, 100.0}) ++bins[score_bin(score)];
  CHECK(bins == ScoreHistogram{2, 1, 0, 0, 0, 0, 0, 0, 1, 2});
}

TEST_CASE("the network's interval holds the truth in 95 of 100 networks", "[statistics]") {
  Rng rng(20261122);
  const auto normal = [&] { return normal_quantile(std::min(1 - 1e-12, std::max(1e-12, rng.uniform()))); };
  const int draws = 4000;
  int held = 0, sure = 0;
  for (int draw = 0; draw < draws; ++draw) {
    ScoresBySite visits_before, visits_after;
    double truth = 0;
    for (int site = 0; site < 9; ++site) {
      const double level = 55 + 3 * site;
      truth += level / 9;
      for (int visit = 0; visit < 2 + site % 2; ++visit) {
        visits_before["s" + std::to_string(site)].push_back(level + 6 * normal());
        visits_after["s" + std::to_string(site)].push_back(level + 6 * normal());
      }
    }
    const ScoreSumsBySite before = sums_by_site(visits_before), after = sums_by_site(visits_after);
    const auto spread = pooled_spread({&before, &after});
    const auto mean = network_mean(after, spread);
    held += mean->interval->low <= truth && truth <= mean->interval->high;
    for (const ScoreMove& move : score_moves(before, after, spread))
      if (move.sure) {
        ++sure;  // nothing has moved: at most one network in twenty may say so
        break;
      }
  }
  CHECK_THAT(100.0 * held / draws, WithinAbs(95, 1.2));
  CHECK(100.0 * sure / draws < 6.2);
}

}  // namespace constat
