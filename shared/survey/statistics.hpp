// The intervals of docs/kpis.md. Only + - * / and sqrt: the same bits on every platform.
#pragma once

#include <cstdint>
#include <optional>

namespace constat {

inline constexpr double kZ95 = 1.959963984540054;  // the normal quantile of 0.975

struct Interval {
  double low = 0, high = 0;
};

// Wilson's score interval of a share, in [0, 1]; exactly 0 below when yes = 0, exactly 1 above when yes = n. n > 0.
Interval wilson(std::int64_t yes, std::int64_t n);

// Wald's standard error of a share, in [0, 0.5]. n > 0.
double share_se(std::int64_t yes, std::int64_t n);

// How many gave 9-10, 7-8 and less.
struct NpsCounts {
  std::int64_t promoters = 0, passives = 0, detractors = 0;
  std::int64_t total() const { return promoters + passives + detractors; }
};

// In NPS points, [-100, 100]; total() > 0.
double nps_value(const NpsCounts& counts);
double nps_se(const NpsCounts& counts);
Interval nps_interval(const NpsCounts& counts);  // adjusted Wald, clamped

// The standard error that stands in where Wald's is 0 because all gave the same answer: that of the counts with
// pseudo-answers added (NPS +3/4, +3/2, +3/4; share +2 yes, +2 no). Same units as above.
double nps_se_adjusted(const NpsCounts& counts);
double share_se_adjusted(std::int64_t yes, std::int64_t n);

// Sums of whole-number answers; exact.
struct Moments {
  std::int64_t n = 0, sum = 0, sum_of_squares = 0;
  void add(int value, std::int64_t times = 1) {
    n += times;
    sum += times * value;
    sum_of_squares += times * value * value;
  }
  double mean() const { return static_cast<double>(sum) / static_cast<double>(n); }  // n > 0
  std::optional<double> mean_se() const;  // s / sqrt(n), s with n - 1; none for n < 2
};

}  // namespace constat
