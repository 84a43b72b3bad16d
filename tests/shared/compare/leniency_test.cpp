#include "shared/compare/leniency.hpp"

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <cmath>

#include "shared/base/rng.hpp"

namespace constat {
namespace {

using Catch::Matchers::WithinAbs;

const Leniency& of(const LeniencyTable& table, const std::string& investigator) {
  for (const Leniency& entry : table.investigators)
    if (entry.investigator == investigator) return entry;
  FAIL("no " << investigator);
  return table.investigators.front();
}

}  // namespace

TEST_CASE("adjusted effects of an incomplete block design are Montgomery's", "[statistics]") {
  // D. Montgomery, Design and Analysis of Experiments, catalyst example (balanced incomplete blocks): effects -9/8, -7/8, -4/8
  // and 20/8, error mean square 0.65 with 5 degrees of freedom.
  const LeniencyTable table = leniency_of({{"b1", "c1", 73}, {"b2", "c1", 74}, {"b4", "c1", 71}, {"b2", "c2", 75}, {"b3", "c2", 67}, {"b4", "c2", 72},
                                           {"b1", "c3", 73}, {"b2", "c3", 75}, {"b3", "c3", 68}, {"b1", "c4", 75}, {"b3", "c4", 72}, {"b4", "c4", 75}});
  CHECK(table.degrees == 5);
  CHECK(table.groups == 1);
  CHECK_THAT(table.sigma * table.sigma, WithinAbs(0.65, 1e-12));
  const double expected[] = {-9.0 / 8, -7.0 / 8, -4.0 / 8, 20.0 / 8};
  for (std::size_t i = 0; i < 4; ++i) {
    const Leniency& entry = table.investigators[i];
    CHECK_THAT(*entry.leniency, WithinAbs(expected[i], 1e-12));
    CHECK_THAT(entry.se, WithinAbs(std::sqrt(0.65 * 9 / 32), 1e-12));  // k (a - 1) / (lambda a^2)
    CHECK_THAT(entry.high - *entry.leniency, WithinAbs(2.570581835636 * entry.se, 1e-10));
    CHECK_THAT(*entry.expected + *entry.leniency, WithinAbs(entry.mean, 1e-12));
    CHECK(entry.visits == 3);
    CHECK(entry.sites == 3);
  }
}

TEST_CASE("an investigator who only sees weak sites is not taken for strict", "[statistics]") {
  std::vector<JudgedVisit> visits;
  Rng rng(1);
  for (int site = 0; site < 20; ++site) {
    const double level = site < 10 ? 50 : 90;
    const std::string name = "s" + std::to_string(site);
    visits.push_back({name, site < 10 ? "weak-sites" : "strong-sites", level + rng.uniform()});
    visits.push_back({name, "everywhere", level + rng.uniform()});
  }
  const LeniencyTable table = leniency_of(visits);
  CHECK(of(table, "weak-sites").mean < 52);
  CHECK(of(table, "strong-sites").mean > 89);
  for (const Leniency& entry : table.investigators) CHECK_THAT(*entry.leniency, WithinAbs(0, 0.6));
}

TEST_CASE("investigators without a site in common are not compared", "[statistics]") {
  const LeniencyTable table = leniency_of({{"s1", "a", 80}, {"s1", "b", 70}, {"s1", "a", 82}, {"s2", "c", 10}, {"s2", "c", 20}, {"s3", "d", 55}, {"s3", "e", 45}, {"s3", "e", 47}});
  CHECK(table.groups == 3);
  CHECK_FALSE(of(table, "c").leniency.has_value());
  CHECK_FALSE(of(table, "c").expected.has_value());
  CHECK_THAT(*of(table, "a").leniency, WithinAbs(5.5, 1e-9));
  CHECK_THAT(*of(table, "b").leniency, WithinAbs(-5.5, 1e-9));
  CHECK_THAT(*of(table, "d").leniency, WithinAbs(4.5, 1e-9));
  CHECK(table.degrees == 3);
}

TEST_CASE("without a second visit to compare nobody is lenient", "[statistics]") {
  CHECK(leniency_of({}).investigators.empty());
  const LeniencyTable table = leniency_of({{"s1", "a", 80}, {"s1", "b", 70}});
  CHECK(table.degrees == 0);
  CHECK_FALSE(of(table, "a").leniency.has_value());
}

TEST_CASE("planted leniencies are found, whatever the order of visits", "[statistics][property]") {
  Rng rng(99);
  std::vector<JudgedVisit> visits;
  const double planted[] = {-6, -2, 0, 3, 5};
  for (int i = 0; i < 4000; ++i) {
    const std::size_t site = rng.index(40), who = rng.index(5);
    double noise = -6;
    for (int k = 0; k < 12; ++k) noise += rng.uniform();
    visits.push_back({"s" + std::to_string(site), "i" + std::to_string(who), 50 + static_cast<double>(site) + planted[who] + 5 * noise});
  }
  const LeniencyTable table = leniency_of(visits);
  CHECK_THAT(table.sigma, WithinAbs(5, 0.3));
  for (std::size_t who = 0; who < 5; ++who) CHECK_THAT(*table.investigators[who].leniency, WithinAbs(planted[who], 5 * table.investigators[who].se));
  std::reverse(visits.begin(), visits.end());
  const LeniencyTable again = leniency_of(visits);
  for (std::size_t who = 0; who < 5; ++who) {
    CHECK(again.investigators[who].leniency == table.investigators[who].leniency);
    CHECK(again.investigators[who].se == table.investigators[who].se);
  }
}

}  // namespace constat
