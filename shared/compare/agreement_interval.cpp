#include "shared/compare/agreement_interval.hpp"

#include <algorithm>
#include <cmath>

#include "shared/compare/fisher.hpp"

namespace constat {
namespace {

constexpr double kAlike = 0.5, kGuessed = 0.5;  // of the added subject

}  // namespace

double added_subject(std::size_t a, std::size_t b, std::size_t categories) {
  const double k = static_cast<double>(categories);
  return (a == b ? kAlike / k : 0) + kGuessed / (k * k);
}

double jackknife_se(const std::vector<double>& subjects, double value, const OfSubjects& coefficient) {
  std::vector<double> left = subjects, pseudo(subjects.size(), value);
  double total = 0, mean = 0, squares = 0;
  for (std::size_t kind = 0; kind < subjects.size(); ++kind) {
    if (!(subjects[kind] > 0)) continue;
    const double out = std::min(1.0, subjects[kind]);
    left[kind] -= out;
    pseudo[kind] += (coefficient(left).value_or(value) - value) / out;
    left[kind] = subjects[kind];
    mean += subjects[kind] * pseudo[kind];
    total += subjects[kind];
  }
  mean /= total;
  for (std::size_t kind = 0; kind < subjects.size(); ++kind) squares += subjects[kind] * (pseudo[kind] - mean) * (pseudo[kind] - mean);
  return std::sqrt((total - 1) / total * squares);
}

Interval agreement_interval(double value, const std::vector<double>& subjects, const OfSubjects& coefficient) {
  const std::optional<double> centre = coefficient(subjects);
  if (!centre || *centre <= -1 || *centre >= 1) return {std::min(-1.0, value), 1};
  const Interval interval = fisher_interval(*centre, jackknife_se(subjects, *centre, coefficient), kZ95);
  return {std::min(value, interval.low), std::max(value, interval.high)};
}

Interval unanimous_interval(std::int64_t units, double expected) {
  return {std::max(-1.0, (wilson(units, units).low - expected) / (1 - expected)), 1};
}

}  // namespace constat
