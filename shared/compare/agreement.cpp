#include "shared/compare/agreement.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/compare/distributions.hpp"
#include "shared/compare/fisher.hpp"
#include "shared/survey/statistics.hpp"

namespace constat {
namespace {

constexpr double kCertainChance = 1 - 1e-12;  // expected agreement at or above it: there is nothing to be better than

// All agreed, which does not make it certain: low is what the observed share could be by Wilson.
void set_perfect_interval(Agreement& agreement) {
  const double share = wilson(agreement.units, agreement.units).low;
  agreement.low = std::max(-1.0, (share - agreement.expected) / (1 - agreement.expected));
  agreement.high = 1;
}

void set_interval(Agreement& agreement, double se, double quantile) {
  agreement.low = -1;
  agreement.high = 1;
  if (agreement.value >= kCertainChance) return set_perfect_interval(agreement);
  if (agreement.value <= -kCertainChance) return;
  const Interval interval = fisher_interval(agreement.value, se, quantile);
  agreement.low = interval.low;
  agreement.high = interval.high;
}

bool is_square(const Counts& counts) {
  return counts.size() >= 2 && std::all_of(counts.begin(), counts.end(), [&](const auto& row) { return row.size() == counts.size(); });
}

struct Subject {
  double ratings = 0;
  double agreeing = 0;       // share of its pairs of ratings that agree; 0 under two ratings
  std::vector<double> share;  // of its ratings, by category
};

struct Subjects {
  std::vector<Subject> all;
  std::vector<double> mean_share;
  double observed = 0;
  double with_pairs = 0;
};

std::optional<Subjects> read_subjects(const Counts& counts) {
  Subjects subjects;
  const std::size_t categories = counts.empty() ? 0 : counts.front().size();
  if (categories < 2) return std::nullopt;
  subjects.mean_share.assign(categories, 0);
  for (const std::vector<std::int64_t>& row : counts) {
    if (row.size() != categories) return std::nullopt;
    Subject subject;
    double pairs = 0;
    for (const std::int64_t count : row) {
      subject.ratings += static_cast<double>(count);
      pairs += static_cast<double>(count) * static_cast<double>(count - 1);
    }
    if (subject.ratings == 0) continue;
    for (const std::int64_t count : row) subject.share.push_back(static_cast<double>(count) / subject.ratings);
    if (subject.ratings >= 2) {
      subject.agreeing = pairs / (subject.ratings * (subject.ratings - 1));
      subjects.observed += subject.agreeing;
      ++subjects.with_pairs;
    }
    for (std::size_t k = 0; k < categories; ++k) subjects.mean_share[k] += subject.share[k];
    subjects.all.push_back(std::move(subject));
  }
  if (subjects.all.size() < 2 || subjects.with_pairs == 0) return std::nullopt;
  for (double& share : subjects.mean_share) share /= static_cast<double>(subjects.all.size());
  subjects.observed /= subjects.with_pairs;
  return subjects;
}

// `chance(share)` is linear in a subject's shares, and gives the expected agreement for the mean shares.
template <class Chance>
std::optional<Agreement> chance_corrected(const Counts& counts, const Chance& chance) {
  const std::optional<Subjects> subjects = read_subjects(counts);
  if (!subjects) return std::nullopt;
  const double n = static_cast<double>(subjects->all.size());
  Agreement result;
  result.units = static_cast<std::int64_t>(subjects->all.size());
  result.observed = subjects->observed;
  result.expected = chance(subjects->mean_share, subjects->mean_share);
  if (result.expected >= kCertainChance) return std::nullopt;
  const double beyond = 1 - result.expected;
  result.value = (result.observed - result.expected) / beyond;
  double squares = 0;
  for (const Subject& subject : subjects->all) {
    const double own = subject.ratings >= 2 ? n / subjects->with_pairs * (subject.agreeing - result.expected) / beyond : 0;
    const double expected = chance(subject.share, subjects->mean_share);
    const double linearised = own - 2 * (1 - result.value) * (expected - result.expected) / beyond;
    squares += (linearised - result.value) * (linearised - result.value);
  }
  result.se = std::sqrt(squares / (n * (n - 1)));
  set_interval(result, result.se, t_quantile(0.975, n - 1));
  return result;
}

// Value and standard error of a square table.
std::optional<Agreement> kappa_of(const Counts& counts, const Matrix& weights) {
  const std::size_t k = counts.size();
  std::vector<double> rows(k, 0), columns(k, 0);
  double n = 0;
  Agreement result;
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      const double count = static_cast<double>(counts[i][j]);
      rows[i] += count;
      columns[j] += count;
      n += count;
      result.observed += weights[i][j] * count;
    }
  }
  if (n == 0) return std::nullopt;
  result.units = static_cast<std::int64_t>(n);
  result.observed /= n;
  std::vector<double> row_mean(k, 0), column_mean(k, 0);  // mean weight of a row over the columns' shares, and the reverse
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      row_mean[i] += weights[i][j] * columns[j] / n;
      column_mean[j] += weights[i][j] * rows[i] / n;
    }
  }
  for (std::size_t i = 0; i < k; ++i) result.expected += row_mean[i] * rows[i] / n;
  if (result.expected >= kCertainChance) return std::nullopt;
  const double beyond = 1 - result.expected;
  result.value = (result.observed - result.expected) / beyond;
  double spread = 0;
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      const double term = weights[i][j] - (row_mean[i] + column_mean[j]) * (1 - result.value);
      spread += static_cast<double>(counts[i][j]) / n * term * term;
    }
  }
  const double centre = result.value - result.expected * (1 - result.value);
  result.se = std::sqrt(std::max(0.0, spread - centre * centre) / n) / beyond;
  return result;
}

// Without one subject at a time; those of one cell are alike.
double jackknife_se(Counts counts, const Matrix& weights, double value, double n) {
  std::vector<std::pair<double, double>> without;  // value, subjects
  double mean = 0, squares = 0;
  for (std::vector<std::int64_t>& row : counts) {
    for (std::int64_t& cell : row) {
      if (cell == 0) continue;
      --cell;
      const std::optional<Agreement> left = kappa_of(counts, weights);
      ++cell;
      without.push_back({left ? left->value : value, static_cast<double>(cell)});
      mean += without.back().first * without.back().second / n;
    }
  }
  for (const auto& [left, subjects] : without) squares += subjects * (left - mean) * (left - mean);
  return std::sqrt((n - 1) / n * squares);
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
  std::optional<Agreement> result = kappa_of(counts, weights);
  if (!result) return std::nullopt;
  const double n = static_cast<double>(result->units);
  if (result->units >= 2) set_interval(*result, jackknife_se(counts, weights, result->value, n), kZ95);
  else result->low = -1, result->high = 1;
  return result;
}

std::optional<Agreement> fleiss_kappa(const Counts& counts) {
  return chance_corrected(counts, [](const std::vector<double>& own, const std::vector<double>& mean) {
    double sum = 0;
    for (std::size_t k = 0; k < own.size(); ++k) sum += own[k] * mean[k];
    return sum;
  });
}

std::optional<Agreement> gwet_ac1(const Counts& counts) {
  return chance_corrected(counts, [](const std::vector<double>& own, const std::vector<double>& mean) {
    double sum = 0;
    for (std::size_t k = 0; k < own.size(); ++k) sum += own[k] * (1 - mean[k]);
    return sum / (static_cast<double>(own.size()) - 1);
  });
}

}  // namespace constat
