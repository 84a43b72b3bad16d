// Groups of sites against a textbook's contrast, and against the figures of an overview of the same sites.
#include "shared/compare/groups.hpp"

#include <catch_amalgamated.hpp>
#include <cmath>

#include "shared/base/rng.hpp"
#include "shared/survey/distributions.hpp"

namespace constat {

using Catch::Matchers::WithinAbs;

namespace {

// D. Montgomery, Design and Analysis of Experiments, tensile strength of fibres by their share of cotton: five treatments of
// five; mean square of error 8.06 on 20 degrees of freedom.
const ScoreSumsBySite kCotton = sums_by_site({{"15", {7, 7, 15, 11, 9}}, {"20", {12, 17, 12, 18, 18}}, {"25", {14, 18, 18, 19, 19}}, {"30", {19, 25, 22, 19, 23}}, {"35", {7, 10, 11, 15, 11}}});

}  // namespace

TEST_CASE("a group's distance from the others is the contrast of Montgomery's cotton", "[statistics]") {
  // Means 9.8, 15.4, 17.6, 21.6, 10.8. His contrast of 15 and 35 % against 25 and 30 % is a sum of squares; here the same kind
  // of contrast, two against three: se = sqrt(8.06 (2/5/4 + 3/5/9)).
  const auto groups = compare_groups({{"ends", {"15", "35"}}}, {}, kCotton);
  REQUIRE(groups.size() == 1);
  REQUIRE(groups[0].distance);
  const GroupDistance& distance = *groups[0].distance;
  CHECK_THAT(distance.difference, WithinAbs(10.3 - 18.2, 1e-9));
  CHECK_THAT(distance.others, WithinAbs(18.2, 1e-9));
  CHECK(distance.sites == 3);
  CHECK(distance.visits == 15);
  const double se = std::sqrt(8.06 * (2.0 / 5 / 4 + 3.0 / 5 / 9));
  CHECK_THAT(distance.interval.high - distance.difference, WithinAbs(t_quantile(0.975, 20) * se, 1e-9));
  CHECK_THAT(distance.p, WithinAbs(2 * t_cdf(-7.9 / se, 20), 1e-12));
  CHECK(distance.sure);
  CHECK_FALSE(groups[0].change);
}

TEST_CASE("mean and change of a group are those of its sites alone", "[statistics]") {
  Rng rng(5);
  ScoresBySite visits_before, visits_now;
  for (int site = 0; site < 12; ++site)
    for (int visit = 0; visit < 3; ++visit) {
      visits_before["s" + std::to_string(site)].push_back(static_cast<double>(rng.below(100)));
      visits_now["s" + std::to_string(site)].push_back(static_cast<double>(rng.below(100)));
    }
  const SiteGroup group{"south", {"s1", "s4", "s5", "never visited"}};
  const ScoreSumsBySite before = sums_by_site(visits_before), now = sums_by_site(visits_now);
  ScoreSumsBySite own_before, own_now;
  for (const char* site : {"s1", "s4", "s5"}) {
    own_before[site] = before.at(site);
    own_now[site] = now.at(site);
  }
  const auto spread = pooled_spread({&own_before, &own_now});
  const auto mean = network_mean(own_now, spread);
  const auto change = network_move(own_before, own_now, spread);
  const auto groups = compare_groups({group, {"rest", {"s2"}}}, before, now);
  REQUIRE(groups[0].mean);
  CHECK(groups[0].mean->value == mean->value);
  CHECK(groups[0].mean->interval->low == mean->interval->low);
  REQUIRE(groups[0].change);
  CHECK(groups[0].change->difference == change->difference);
  CHECK(groups[0].change->p == change->p);
  CHECK(groups[0].change->p_adjusted >= change->p);
  CHECK(groups[0].distance->sites == 9);
}

TEST_CASE("two groups that share out all sites are equally far from each other", "[statistics]") {
  const auto groups = compare_groups({{"a", {"15", "20"}}, {"b", {"25", "30", "35"}}}, {}, kCotton);
  REQUIRE(groups[0].distance);
  REQUIRE(groups[1].distance);
  CHECK_THAT(groups[0].distance->difference, WithinAbs(-groups[1].distance->difference, 1e-12));
  CHECK_THAT(groups[0].distance->p_adjusted, WithinAbs(groups[1].distance->p_adjusted, 1e-12));
}

TEST_CASE("a group without visits, of all sites, or of single visits says only what it can", "[statistics]") {
  const auto groups = compare_groups({{"empty", {"x"}}, {"all", {"15", "20", "25", "30", "35"}}}, {}, kCotton);
  CHECK_FALSE(groups[0].mean);
  CHECK_FALSE(groups[0].distance);
  CHECK(groups[1].mean->sites == 5);
  CHECK_FALSE(groups[1].distance);  // nobody else

  const ScoreSumsBySite single = sums_by_site({{"a", {70}}, {"b", {60}}});
  const auto singles = compare_groups({{"a", {"a"}}}, {}, single);
  CHECK(singles[0].mean->value == 70);
  CHECK_FALSE(singles[0].mean->interval);
  CHECK_FALSE(singles[0].distance);
}

TEST_CASE("groups without a true distance are rarely called sure", "[statistics]") {
  Rng rng(11);
  int sure = 0;
  constexpr int kRuns = 400;
  for (int run = 0; run < kRuns; ++run) {
    ScoresBySite visits;
    std::vector<SiteGroup> groups(5);
    for (int site = 0; site < 20; ++site) {
      const std::string name = std::to_string(site);
      groups[static_cast<std::size_t>(site) % 5].sites.insert(name);
      for (int visit = 0; visit < 3; ++visit) visits[name].push_back(50 + static_cast<double>(rng.below(41)) - 20);
    }
    for (const GroupScores& group : compare_groups(groups, {}, sums_by_site(visits)))
      if (group.distance->sure) {
        ++sure;
        break;
      }
  }
  CHECK(sure < kRuns * 8 / 100);  // 5 % promised; 8 is beyond what 400 runs miss by chance
  CHECK(sure > 0);
}

}  // namespace constat
