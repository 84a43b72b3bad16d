// Key drivers against R's relaimpo, and by their defining properties.
#include "shared/compare/drivers.hpp"

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "shared/base/rng.hpp"
#include "shared/compare/decomposition.hpp"
#include "shared/text/text.hpp"
#include "tests/support/shared_data.hpp"

namespace constat {
namespace {

using Catch::Matchers::WithinAbs;

DriverData swiss(const nlohmann::json& oracle) {
  DriverData data;
  for (std::size_t c = 1; c < oracle["columns"].size(); ++c) data.drivers.push_back(oracle["columns"][c].get<std::string>());
  for (const nlohmann::json& row : oracle["rows"]) {
    data.outcome.push_back(row[0].get<double>());
    data.values.emplace_back();
    for (std::size_t c = 1; c < row.size(); ++c) data.values.back().push_back(row[c].get<double>());
  }
  return data;
}

// Drivers with something in common, an outcome that depends on the first ones.
DriverData random_data(Rng& rng, std::size_t sites, std::size_t drivers) {
  DriverData data;
  for (std::size_t k = 0; k < drivers; ++k) data.drivers.push_back("d" + std::to_string(k));
  for (std::size_t i = 0; i < sites; ++i) {
    const double common = rng.uniform();
    double outcome = rng.uniform();
    data.values.emplace_back();
    for (std::size_t k = 0; k < drivers; ++k) {
      data.values.back().push_back(common + 2 * rng.uniform());
      if (k < 3) outcome += data.values.back().back() / static_cast<double>(k + 1);
    }
    data.outcome.push_back(outcome);
  }
  return data;
}

std::string refusal(const DriverData& data, const DriverOptions& options = {}) {
  const Result<KeyDrivers> drivers = key_drivers(data, options);
  REQUIRE_FALSE(drivers.has_value());
  CHECK(describe(Language::french, drivers.error()).find("drivers-") == std::string::npos);
  std::string found = drivers.error().message;
  for (const std::string& arg : drivers.error().args) found += " " + arg;
  return found;
}

DriverOptions without_intervals(std::optional<DriverMethod> method = {}) { return {method, 0, 1}; }

}  // namespace

TEST_CASE("LMG and Johnson's weights are relaimpo's on the Swiss data", "[statistics][data]") {
  const nlohmann::json oracle = nlohmann::json::parse(test::shared_data_or_skip("oracles.json"))["lmg"]["swiss"];
  const DriverData data = swiss(oracle);
  for (const DriverMethod method : {DriverMethod::lmg, DriverMethod::johnson}) {
    const Result<KeyDrivers> drivers = key_drivers(data, without_intervals(method));
    REQUIRE(drivers.has_value());
    CHECK_THAT(drivers->r2, WithinAbs(oracle["R2"].get<double>(), 1e-11));
    CHECK(drivers->sites == 47);
    CHECK(drivers->few_sites);  // 5 drivers would like 50
    const nlohmann::json& shares = oracle[method == DriverMethod::lmg ? "lmg" : "johnson"];
    double sum = 0;
    for (const DriverShare& driver : drivers->drivers) {
      INFO(driver.driver);
      CHECK_THAT(driver.share, WithinAbs(shares[driver.driver].get<double>(), 1e-11));
      sum += driver.share;
    }
    CHECK_THAT(sum, WithinAbs(drivers->r2, 1e-12));
  }
}

TEST_CASE("two drivers share as the formula on paper says", "[statistics]") {
  // r = 0.6 and 0.5 with the outcome, 0.3 with each other: R^2 = (0.36 + 0.25 - 0.18) / 0.91.
  const Correlations r = {{1, 0.3, 0.6}, {0.3, 1, 0.5}, {0.6, 0.5, 1}};
  const double r2 = (0.36 + 0.25 - 2 * 0.6 * 0.5 * 0.3) / (1 - 0.09);
  const Decomposition lmg = lmg_shares(r);
  CHECK_THAT(lmg.r2, WithinAbs(r2, 1e-14));
  CHECK_THAT(lmg.shares[0], WithinAbs((0.36 + r2 - 0.25) / 2, 1e-14));
  CHECK_THAT(lmg.shares[1], WithinAbs((0.25 + r2 - 0.36) / 2, 1e-14));
  // With two drivers Johnson's weights are LMG's.
  const Decomposition johnson = johnson_shares(r);
  CHECK_THAT(johnson.shares[0], WithinAbs(lmg.shares[0], 1e-12));
  CHECK_THAT(johnson.r2, WithinAbs(r2, 1e-12));
}

TEST_CASE("uncorrelated drivers share their squared correlations", "[statistics]") {
  const Correlations r = {{1, 0, 0, 0.5}, {0, 1, 0, 0.3}, {0, 0, 1, 0}, {0.5, 0.3, 0, 1}};
  for (const Decomposition& result : {lmg_shares(r), johnson_shares(r)}) {
    CHECK_THAT(result.shares[0], WithinAbs(0.25, 1e-15));
    CHECK_THAT(result.shares[1], WithinAbs(0.09, 1e-15));
    CHECK_THAT(result.shares[2], WithinAbs(0, 1e-15));
  }
}

TEST_CASE("shares are never negative, add up to R^2, and follow their drivers in any order", "[statistics][property]") {
  Rng rng(1980);
  for (int round = 0; round < 60; ++round) {
    DriverData data = random_data(rng, 30, 1 + rng.index(7));
    const std::size_t p = data.drivers.size();
    for (const DriverMethod method : {DriverMethod::lmg, DriverMethod::johnson}) {
      const KeyDrivers before = *key_drivers(data, without_intervals(method));
      double sum = 0;
      for (const DriverShare& driver : before.drivers) {
        REQUIRE(driver.share > -1e-12);
        sum += driver.share;
      }
      REQUIRE_THAT(sum, WithinAbs(before.r2, 1e-10));
      REQUIRE(before.r2 <= 1 + 1e-12);
      DriverData turned = data;
      std::reverse(turned.drivers.begin(), turned.drivers.end());
      for (auto& row : turned.values) {
        std::reverse(row.begin(), row.end());
        for (double& value : row) value = 100 - 3 * value;  // another unit, the other way round
      }
      const KeyDrivers after = *key_drivers(turned, without_intervals(method));
      for (std::size_t k = 0; k < p; ++k) REQUIRE_THAT(after.drivers[p - 1 - k].share, WithinAbs(before.drivers[k].share, 1e-9));
    }
  }
}

TEST_CASE("up to fifteen drivers are LMG's, more are Johnson's", "[statistics]") {
  Rng rng(15);
  const DriverData fifteen = random_data(rng, 60, 15), sixteen = random_data(rng, 60, 16);
  const KeyDrivers lmg = *key_drivers(fifteen, without_intervals()), johnson = *key_drivers(sixteen, without_intervals());
  CHECK(lmg.method == DriverMethod::lmg);
  CHECK(johnson.method == DriverMethod::johnson);
  CHECK(johnson.drivers.size() == 16);
  CHECK(refusal(sixteen, without_intervals(DriverMethod::lmg)) == "error.drivers-too-many 16 15");
}

TEST_CASE("intervals are the same every time and hold the share", "[statistics]") {
  Rng rng(3);
  const DriverData data = random_data(rng, 50, 3);
  const KeyDrivers first = *key_drivers(data, {{}, 200, 42}), again = *key_drivers(data, {{}, 200, 42}), other = *key_drivers(data, {{}, 200, 43});
  CHECK(first.draws == 200);
  for (std::size_t k = 0; k < 3; ++k) {
    CHECK(first.drivers[k].low == again.drivers[k].low);
    CHECK(first.drivers[k].high == again.drivers[k].high);
    CHECK(first.drivers[k].low != other.drivers[k].low);
    CHECK(first.drivers[k].low < first.drivers[k].share);
    CHECK(first.drivers[k].share < first.drivers[k].high);
  }
  CHECK(first.r2_low < first.r2_high);
  CHECK_FALSE(first.few_sites);
}

TEST_CASE("under ten sites a driver the result warns", "[statistics]") {
  Rng rng(10);
  CHECK_FALSE(key_drivers(random_data(rng, 30, 3), without_intervals())->few_sites);
  CHECK(key_drivers(random_data(rng, 29, 3), without_intervals())->few_sites);
}

TEST_CASE("what cannot be computed is refused by name", "[statistics]") {
  Rng rng(4);
  const DriverData good = random_data(rng, 20, 3);
  DriverData data = good;
  for (auto& row : data.values) row[2] = 2 * row[0] - row[1] + 5;
  CHECK(refusal(data) == "error.drivers-collinear d2");
  data = good;
  for (auto& row : data.values) row[1] = 7.1;
  CHECK(refusal(data) == "error.drivers-constant d1");
  data = good;
  for (double& value : data.outcome) value = 0.3;
  CHECK(refusal(data) == "error.drivers-constant-outcome");
  data = good;
  data.values[4].pop_back();
  CHECK(refusal(data) == "error.drivers-shape");
  data = good;
  data.values[4][1] = std::nan("");
  CHECK(refusal(data) == "error.drivers-shape");
  data = good;
  data.outcome.resize(4);
  data.values.resize(4);
  CHECK(refusal(data) == "error.drivers-few-sites 4 5");
  CHECK(refusal(DriverData{}) == "error.drivers-none");
}

}  // namespace constat
