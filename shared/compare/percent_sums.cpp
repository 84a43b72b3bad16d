#include "shared/compare/percent_sums.hpp"

#include <algorithm>

namespace constat {

void PercentSums::add(double percent) { merge({1, percent, 0, percent, percent}); }

void PercentSums::merge(const PercentSums& other) {
  if (other.n == 0) return;
  if (n == 0) {
    *this = other;
    return;
  }
  const auto ours = static_cast<double>(n), theirs = static_cast<double>(other.n), distance = other.mean - mean;
  mean += distance * theirs / (ours + theirs);
  squares += other.squares + distance * distance * ours * theirs / (ours + theirs);
  smallest = std::min(smallest, other.smallest);
  largest = std::max(largest, other.largest);
  n += other.n;
}

}  // namespace constat
