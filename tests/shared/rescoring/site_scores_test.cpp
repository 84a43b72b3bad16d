#include "shared/rescoring/site_scores.hpp"

#include <algorithm>
#include <cmath>

#include <catch_amalgamated.hpp>

#include "shared/base/rng.hpp"
#include "shared/rescoring/lookup_sums.hpp"

namespace constat::test {
namespace {

// By the definition: the sorted scores, and a straight line between the two nearest.
double sorted_quantile(std::vector<std::int32_t> scores, double share) {
  std::sort(scores.begin(), scores.end());
  const double place = share * static_cast<double>(scores.size() - 1);
  const std::size_t at = static_cast<std::size_t>(place);
  const double next = at + 1 < scores.size() ? scores[at + 1] : scores[at];
  return (scores[at] + (place - static_cast<double>(at)) * (next - scores[at])) / 1e6;
}

}  // namespace

TEST_CASE("each site's count, mean and quartiles are those of its own visits that have a score") {
  Rng rng(77);
  for (int round = 0; round < 300; ++round) {
    const std::size_t sites = static_cast<std::size_t>(rng.between(1, 6)), visits = static_cast<std::size_t>(rng.between(0, 60));
    std::vector<std::uint16_t> site_of;
    std::vector<std::int32_t> scores;
    std::vector<std::vector<std::int32_t>> by_site(sites);
    for (std::size_t v = 0; v < visits; ++v) {
      site_of.push_back(static_cast<std::uint16_t>(rng.below(sites)));
      scores.push_back(rng.chance(15) ? kNoScore : static_cast<std::int32_t>(rng.chance(30) ? 50'000'000 : rng.between(0, 100'000'000)));
      if (scores.back() != kNoScore) by_site[site_of.back()].push_back(scores.back());
    }
    const VisitsBySite index(site_of, sites);
    const std::vector<SiteScores> all = index.summarise(scores.data()), means = index.means(scores.data());
    for (std::size_t site = 0; site < sites; ++site) {
      const std::vector<std::int32_t>& own = by_site[site];
      INFO("round " << round << ", site " << site << ", " << own.size() << " visits");
      REQUIRE(all[site].visits == own.size());
      REQUIRE(means[site].visits == own.size());
      REQUIRE(all[site].mean == means[site].mean);
      if (own.empty()) continue;
      double sum = 0;
      for (const std::int32_t score : own) sum += score;
      REQUIRE(std::abs(all[site].mean - sum / static_cast<double>(own.size()) / 1e6) < 1e-9);
      double squares = 0;
      for (const std::int32_t score : own) squares += std::pow(score / 1e6 - all[site].mean, 2);
      const double deviation = own.size() > 1 ? std::sqrt(squares / static_cast<double>(own.size() - 1)) : 0;
      REQUIRE(std::abs(all[site].deviation - deviation) < 1e-6);
      REQUIRE(all[site].deviation == means[site].deviation);
      REQUIRE(std::abs(all[site].lower_quartile - sorted_quantile(own, 0.25)) < 1e-9);
      REQUIRE(std::abs(all[site].median - sorted_quantile(own, 0.5)) < 1e-9);
      REQUIRE(std::abs(all[site].upper_quartile - sorted_quantile(own, 0.75)) < 1e-9);
    }
  }
}

}  // namespace constat::test
