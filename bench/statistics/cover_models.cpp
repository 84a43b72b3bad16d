// Leniency and key drivers.
#include <array>

#include "bench/statistics/draws.hpp"
#include "shared/compare/decomposition.hpp"
#include "shared/compare/drivers.hpp"
#include "shared/compare/leniency.hpp"

namespace constat::bench {
namespace {

void leniency(CoverageTable& table) {
  for (const int n : {30, 100}) {
    // The truth of each draw: leniencies against their own mean, random assignments of visits.
    table.add("Leniency, Student", "6 investigators, 10 sites", n, [n](Draw& draw) -> std::optional<bool> {
      double planted[6], mean = 0, level[10];
      for (double& value : planted) mean += (value = 4 * draw.normal()) / 6;
      for (double& value : level) value = 70 + 10 * draw.normal();
      std::vector<JudgedVisit> visits;
      for (int i = 0; i < n; ++i) {
        const std::size_t site = static_cast<std::size_t>(draw.uniform() * 10), who = static_cast<std::size_t>(draw.uniform() * 6);
        visits.push_back({std::to_string(site), std::to_string(who), level[site] + planted[who] + 6 * draw.normal()});
      }
      const LeniencyTable found = leniency_of(visits);
      if (found.groups != 1 || found.investigators.size() != 6 || !found.investigators[0].leniency) return std::nullopt;
      const double truth = planted[0] - mean;
      return found.investigators[0].low <= truth && truth <= found.investigators[0].high;
    });
  }
}

// Three drivers of variance 1 with correlation kCommon, an outcome with an error of variance 1.
constexpr double kWeights[3] = {0.6, 0.4, 0.25}, kCommon = 0.4;

DriverData sample(Draw& draw, int n) {
  DriverData data{{"a", "b", "c"}, {}, {}};
  for (int i = 0; i < n; ++i) {
    const double shared = std::sqrt(kCommon) * draw.normal();
    double outcome = draw.normal();
    data.values.emplace_back();
    for (const double weight : kWeights) {
      data.values.back().push_back(shared + std::sqrt(1 - kCommon) * draw.normal());
      outcome += weight * data.values.back().back();
    }
    data.outcome.push_back(outcome);
  }
  return data;
}

void drivers(CoverageTable& table) {
  Correlations truth(4, std::vector<double>(4, 1));
  double variance = 1;
  for (std::size_t i = 0; i < 3; ++i) {
    double covariance = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      if (i != j) truth[i][j] = kCommon;
      covariance += kWeights[j] * (i == j ? 1 : kCommon);
    }
    truth[i][3] = covariance;
    variance += kWeights[i] * covariance;
  }
  for (std::size_t i = 0; i < 3; ++i) truth[i][3] = truth[3][i] = truth[i][3] / std::sqrt(variance);
  for (const DriverMethod method : {DriverMethod::lmg, DriverMethod::johnson}) {
    const Decomposition population = method == DriverMethod::lmg ? lmg_shares(truth) : johnson_shares(truth);
    for (const int n : {30, 100}) {
      // One sample serves three lines: its intervals are drawn once.
      Draw draw(static_cast<std::uint64_t>(n) + static_cast<std::uint64_t>(method));
      std::vector<std::array<Interval, 3>> drawn;
      while (drawn.size() < kDraws) {
        const Result<KeyDrivers> found = key_drivers(sample(draw, n), {method, 300, 1 + static_cast<std::uint64_t>(draw.uniform() * 1e15)});
        std::array<Interval, 3> intervals;
        for (std::size_t k = 0; k < 3; ++k) intervals[k] = {found->drivers[k].low, found->drivers[k].high};
        drawn.push_back(intervals);
      }
      for (std::size_t k = 0; k < 3; ++k) {
        char setting[80];
        std::snprintf(setting, sizeof setting, "share %.3f of R2 %.3f", population.shares[k], population.r2);
        std::size_t next = 0;
        table.add(method == DriverMethod::lmg ? "LMG, bootstrap" : "Johnson, bootstrap", setting, n, population.shares[k],
                  [&](Draw&) -> std::optional<Interval> { return drawn[next++][k]; });
      }
    }
  }
}

}  // namespace

void cover_models(CoverageTable& table) {
  leniency(table);
  drivers(table);
}

}  // namespace constat::bench
