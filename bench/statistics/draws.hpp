// What the coverage simulation draws and counts.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/math.hpp"
#include "shared/base/rng.hpp"
#include "shared/survey/statistics.hpp"

namespace constat::bench {

inline constexpr int kDraws = 10'000;
inline constexpr double kLow = 93.5, kHigh = 96.5;  // what a nominal 95 % may come to, in percent

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : rng_(seed) {}

  double uniform() { return rng_.uniform(); }
  bool chance(double p) { return rng_.uniform() < p; }
  std::size_t category(const std::vector<double>& shares) {
    double left = rng_.uniform();
    for (std::size_t k = 0; k + 1 < shares.size(); ++k)
      if ((left -= shares[k]) < 0) return k;
    return shares.size() - 1;
  }
  // Shares that add up to 1, none under `least`, all such alike likely.
  std::vector<double> shares(std::size_t categories, double least) {
    std::vector<double> shares;
    double sum = 0;
    for (std::size_t k = 0; k < categories; ++k) {
      shares.push_back(-log_of(1 - uniform()));
      sum += shares.back();
    }
    for (double& share : shares) share = least + (1 - least * static_cast<double>(categories)) * share / sum;
    return shares;
  }
  std::int64_t binomial(std::int64_t n, double p) {
    std::int64_t yes = 0;
    for (std::int64_t i = 0; i < n; ++i) yes += chance(p) ? 1 : 0;
    return yes;
  }
  double normal() {  // Marsaglia's polar method
    if (spare_) {
      const double value = *spare_;
      spare_.reset();
      return value;
    }
    double x = 0, y = 0, s = 0;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      s = x * x + y * y;
    } while (s >= 1 || s == 0);
    const double scale = std::sqrt(-2 * log_of(s) / s);
    spare_ = y * scale;
    return x * scale;
  }

 private:
  Rng rng_;
  std::optional<double> spare_;
};

// Whether it is within, to rounding.
inline bool holds(const Interval& interval, double truth) { return interval.low <= truth + 1e-12 && truth <= interval.high + 1e-12; }

// One line of the table; counts those outside the promised band. Lines with `promised` false are shown for information.
class CoverageTable {
 public:
  void add(const std::string& method, const std::string& setting, int n, double truth,
           const std::function<std::optional<Interval>(Draw&)>& interval, bool promised = true) {
    add(method, setting, n, [&](Draw& draw) -> std::optional<bool> {
      const std::optional<Interval> found = interval(draw);
      if (!found) return std::nullopt;
      return holds(*found, truth);
    }, promised);
  }

  // `holds`: whether the interval of one draw holds the truth of that draw.
  void add(const std::string& method, const std::string& setting, int n, const std::function<std::optional<bool>(Draw&)>& holds, bool promised = true) {
    Draw draw(static_cast<std::uint64_t>(++lines_) * 0x9e3779b97f4a7c15ULL);
    int held = 0, drawn = 0;
    for (int i = 0; i < kDraws; ++i) {
      const std::optional<bool> result = holds(draw);
      if (!result) continue;
      ++drawn;
      held += *result ? 1 : 0;
    }
    const double percent = drawn > 0 ? 100.0 * held / drawn : 0;
    const bool within = percent >= kLow && percent <= kHigh;
    promised_ += promised ? 1 : 0;
    outside_ += promised && !within ? 1 : 0;
    std::printf("| %s | %s | %d | %.2f | %s |\n", method.c_str(), setting.c_str(), n, percent, within ? "" : promised ? "**outside**" : "outside, for information");
    if (drawn < kDraws) std::printf("| | of these without an interval: %d | | | |\n", kDraws - drawn);
    std::fflush(stdout);
  }

  int promised() const { return promised_; }
  int outside() const { return outside_; }

 private:
  int lines_ = 0, promised_ = 0, outside_ = 0;
};

void cover_shares(CoverageTable& table);
void cover_agreement(CoverageTable& table);
void cover_models(CoverageTable& table);

}  // namespace constat::bench
