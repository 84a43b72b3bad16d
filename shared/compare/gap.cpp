#include "shared/compare/gap.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/survey/distributions.hpp"

namespace constat {

std::optional<VoiceFigure> figure_of_share(Voice voice, std::int64_t yes, std::int64_t n) {
  if (n <= 0 || yes < 0 || yes > n) return std::nullopt;
  const Interval interval = wilson(yes, n);
  return VoiceFigure{voice, n, 100 * static_cast<double>(yes) / static_cast<double>(n), 100 * interval.low, 100 * interval.high};
}

std::optional<VoiceFigure> figure_of_scores(Voice voice, const PercentSums& percent) {
  if (percent.n < 2) return std::nullopt;
  const double n = static_cast<double>(percent.n);
  VoiceFigure figure{voice, percent.n, percent.mean, 0, 0};
  if (percent.smallest == percent.largest) {
    // Wilson's limits for a share that need not be a whole number of n.
    const double p = std::min(1.0, std::max(0.0, percent.smallest / 100)), z2 = kZ95 * kZ95;
    const double centre = (p * n + z2 / 2) / (n + z2), half = kZ95 / (n + z2) * std::sqrt(n * p * (1 - p) + z2 / 4);
    figure.value = percent.smallest;
    figure.low = std::min(figure.value, std::max(0.0, 100 * (centre - half)));
    figure.high = std::max(figure.value, std::min(100.0, 100 * (centre + half)));
    return figure;
  }
  const double half = t_quantile(0.975, n - 1) * std::sqrt(percent.squares / (n - 1) / n);
  figure.low = std::max(0.0, percent.mean - half);
  figure.high = std::min(100.0, percent.mean + half);
  return figure;
}

std::optional<VoiceFigure> figure_of_scores(Voice voice, const std::vector<double>& percent) {
  PercentSums sums;
  for (const double each : percent) sums.add(each);
  return figure_of_scores(voice, sums);
}

Difference difference_of(double a, const Interval& of_a, double b, const Interval& of_b) {
  const auto together = [](double x, double y) { return std::sqrt(x * x + y * y); };
  return {a - b, a - b - together(a - of_a.low, of_b.high - b), a - b + together(of_a.high - a, b - of_b.low)};
}

CriterionGaps criterion_gaps(std::string criterion, std::vector<VoiceFigure> voices) {
  CriterionGaps result{std::move(criterion), std::move(voices), {}, 0};
  for (std::size_t i = 0; i < result.voices.size(); ++i) {
    for (std::size_t j = i + 1; j < result.voices.size(); ++j) {
      const VoiceFigure &a = result.voices[i], &b = result.voices[j];
      VoiceGap gap{a.voice, b.voice, difference_of(a.value, {a.low, a.high}, b.value, {b.low, b.high}), false};
      gap.disagree = gap.points.low > 0 || gap.points.high < 0;
      if (gap.disagree) result.widest = std::max(result.widest, std::fabs(gap.points.value));
      result.gaps.push_back(gap);
    }
  }
  return result;
}

}  // namespace constat
