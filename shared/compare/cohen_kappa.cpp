#include <algorithm>
#include <cmath>

#include "shared/compare/agreement.hpp"
#include "shared/compare/agreement_interval.hpp"

namespace constat {
namespace {

constexpr double kCertain = 1 - 1e-12;  // agreement at or above it: nothing is left to disagree on

bool is_square(const Counts& counts) {
  return counts.size() >= 2 && std::all_of(counts.begin(), counts.end(), [&](const auto& row) { return row.size() == counts.size(); });
}

// Value and standard error of a square table, row by row.
std::optional<Agreement> kappa_of(const std::vector<double>& table, const Matrix& weights) {
  const std::size_t k = weights.size();
  std::vector<double> rows(k, 0), columns(k, 0);
  double n = 0;
  Agreement result;
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      const double count = table[i * k + j];
      rows[i] += count;
      columns[j] += count;
      n += count;
      result.observed += weights[i][j] * count;
    }
  }
  if (!(n > 0)) return std::nullopt;
  result.observed /= n;
  std::vector<double> row_mean(k, 0), column_mean(k, 0);  // mean weight of a row over the columns' shares, and the reverse
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      row_mean[i] += weights[i][j] * columns[j] / n;
      column_mean[j] += weights[i][j] * rows[i] / n;
    }
  }
  for (std::size_t i = 0; i < k; ++i) result.expected += row_mean[i] * rows[i] / n;
  if (result.expected >= kCertain) return std::nullopt;
  const double beyond = 1 - result.expected;
  result.value = (result.observed - result.expected) / beyond;
  double spread = 0;
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      const double term = weights[i][j] - (row_mean[i] + column_mean[j]) * (1 - result.value);
      spread += table[i * k + j] / n * term * term;
    }
  }
  const double centre = result.value - result.expected * (1 - result.value);
  result.se = std::sqrt(std::max(0.0, spread - centre * centre) / n) / beyond;
  return result;
}

}  // namespace

Matrix kappa_weights(std::size_t categories, KappaWeights weights) {
  Matrix matrix(categories, std::vector<double>(categories, 0));
  const double most = static_cast<double>(categories) - 1;
  for (std::size_t i = 0; i < categories; ++i) {
    for (std::size_t j = 0; j < categories; ++j) {
      const double apart = std::fabs(static_cast<double>(i) - static_cast<double>(j)) / most;
      matrix[i][j] = weights == KappaWeights::plain ? (i == j ? 1 : 0) : weights == KappaWeights::linear ? 1 - apart : 1 - apart * apart;
    }
  }
  return matrix;
}

std::optional<Agreement> cohen_kappa(const Counts& counts, KappaWeights weights) { return cohen_kappa(counts, kappa_weights(counts.size(), weights)); }

std::optional<Agreement> cohen_kappa(const Counts& counts, const Matrix& weights) {
  if (!is_square(counts) || weights.size() != counts.size()) return std::nullopt;
  const std::size_t k = counts.size();
  std::vector<double> table, added;
  std::int64_t units = 0;
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      units += counts[i][j];
      table.push_back(static_cast<double>(counts[i][j]));
      added.push_back(table.back() + added_subject(i, j, k));
    }
  }
  std::optional<Agreement> result = kappa_of(table, weights);
  if (!result) return std::nullopt;
  result->units = units;
  const OfSubjects coefficient = [&](const std::vector<double>& subjects) -> std::optional<double> {
    const std::optional<Agreement> kappa = kappa_of(subjects, weights);
    return kappa ? std::optional(kappa->value) : std::nullopt;
  };
  const bool unanimous = result->observed >= kCertain;
  const Interval interval = unanimous ? unanimous_interval(units, result->expected) : agreement_interval(result->value, added, coefficient);
  result->low = interval.low;
  result->high = interval.high;
  return result;
}

}  // namespace constat
