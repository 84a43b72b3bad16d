// Control charts against the NIST/SEMATECH e-Handbook of Statistical Methods.
#include "shared/compare/trend.hpp"

#include <catch_amalgamated.hpp>
#include <cmath>

namespace constat {

using Catch::Matchers::WithinAbs;

TEST_CASE("the p-chart of NIST's wafers has its limits and its two points beyond them", "[statistics]") {
  // 6.3.3.2: fractions of 50 chips on 30 wafers; printed p = 0.2313, limits 0.0524 and 0.4102, wafers 15 and 23 out.
  const int yes[] = {12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6};
  std::vector<ShareCount> periods;
  for (const int count : yes) periods.push_back({count, 50});
  const std::optional<ControlChart> chart = p_chart(periods);
  REQUIRE(chart.has_value());
  CHECK_THAT(chart->center, WithinAbs(347.0 / 1500, 1e-12));
  CHECK_THAT(chart->points[0].low, WithinAbs(0.0524, 5e-5));
  CHECK_THAT(chart->points[0].high, WithinAbs(0.4102, 5e-5));
  for (std::size_t i = 0; i < 30; ++i) CHECK(chart->points[i].out == (i == 14 || i == 22));
}

TEST_CASE("p-chart limits widen where fewer answered and stay within 0 and 1", "[statistics]") {
  const std::optional<ControlChart> chart = p_chart({{90, 100}, {18, 20}, {5, 5}}, 0.9);
  CHECK_THAT(chart->points[0].low, WithinAbs(0.81, 1e-12));
  CHECK(chart->points[1].low < chart->points[0].low);
  for (const ChartPoint& point : chart->points) CHECK(point.high <= 1);
  CHECK_FALSE(p_chart({}).has_value());
  CHECK_FALSE(p_chart({{0, 0}}).has_value());
  CHECK_FALSE(p_chart({{1, 2}, {0, 0}}).has_value());
}

TEST_CASE("the EWMA of NIST's process has its values and limits", "[statistics]") {
  // 6.3.2.4: lambda 0.3, mean 50, sigma 2.0539; printed to two decimals, limits 52.5884 and 47.4115.
  const std::vector<double> values = {52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1};
  const double printed[] = {50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99};
  const ControlChart chart = ewma_chart(values, {50, 2.0539}, 0.3);
  for (std::size_t i = 0; i < values.size(); ++i) {
    INFO(i);
    CHECK_THAT(chart.points[i].value, WithinAbs(printed[i], 0.0051));
    CHECK_FALSE(chart.points[i].out);
  }
  CHECK_THAT(chart.points.back().high, WithinAbs(52.5884, 1e-4));
  CHECK_THAT(chart.points.back().low, WithinAbs(47.4115, 2e-4));
}

TEST_CASE("the first EWMA limits are those of one weighted value", "[statistics]") {
  const ControlChart chart = ewma_chart({53, 50}, {50, 5});
  CHECK_THAT(chart.points[0].value, WithinAbs(50.6, 1e-12));
  CHECK_THAT(chart.points[0].high, WithinAbs(50 + 3 * 5 * 0.2, 1e-12));
  CHECK_THAT(chart.points[1].high, WithinAbs(50 + 15 * std::sqrt(0.2 / 1.8 * (1 - 0.4096)), 1e-12));
}

TEST_CASE("the EWMA sees a small lasting change that no single value shows", "[statistics]") {
  std::vector<double> values(10, 80);
  values.insert(values.end(), 12, 87);  // 1.4 sigma up: every value within 3
  const ControlChart chart = ewma_chart(values, {80, 5});
  CHECK_FALSE(chart.points[9].out);
  CHECK(chart.points.back().out);
}

TEST_CASE("a baseline comes from moving ranges, which a step hardly touches", "[statistics]") {
  // |2|, |4|, |6|: mean 4, over 2 / sqrt(pi).
  const std::optional<Baseline> baseline = baseline_of({10, 12, 8, 14});
  CHECK_THAT(baseline->mean, WithinAbs(11, 1e-12));
  CHECK_THAT(baseline->sigma, WithinAbs(4 / 1.1283791670955126, 1e-12));
  CHECK_FALSE(baseline_of({10}).has_value());
}

}  // namespace constat
