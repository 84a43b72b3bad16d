// Fleiss' kappa and Gwet's AC1: any number of raters, not the same for every subject.
#include <cmath>
#include <map>
#include <utility>

#include "shared/compare/agreement.hpp"
#include "shared/compare/agreement_interval.hpp"

namespace constat {
namespace {

constexpr double kCertain = 1 - 1e-12;  // agreement at or above it: nothing is left to disagree on

// Subjects that were judged alike.
struct Kind {
  bool paired = false;        // two ratings or more
  double agreeing = 0;        // share of its pairs of ratings that agree
  std::vector<double> share;  // of its ratings, by category
};

Kind kind_of(const std::vector<std::int64_t>& counts) {
  Kind kind;
  double ratings = 0, pairs = 0;
  for (const std::int64_t count : counts) {
    ratings += static_cast<double>(count);
    pairs += static_cast<double>(count) * static_cast<double>(count - 1);
  }
  kind.paired = ratings >= 2;
  if (kind.paired) kind.agreeing = pairs / (ratings * (ratings - 1));
  for (const std::int64_t count : counts) kind.share.push_back(static_cast<double>(count) / ratings);
  return kind;
}

struct Subjects {
  std::vector<Kind> kinds;
  std::vector<double> number;  // of each kind

  void add(const std::vector<std::int64_t>& counts, double subjects) {
    kinds.push_back(kind_of(counts));
    number.push_back(subjects);
  }
};

std::optional<Subjects> read_subjects(const Counts& counts) {
  const std::size_t categories = counts.empty() ? 0 : counts.front().size();
  if (categories < 2) return std::nullopt;
  std::map<std::vector<std::int64_t>, double> alike;
  const std::vector<std::int64_t> nobody(categories, 0);
  for (const std::vector<std::int64_t>& row : counts) {
    if (row.size() != categories) return std::nullopt;
    if (row != nobody) ++alike[row];
  }
  Subjects subjects;
  for (const auto& [row, number] : alike) subjects.add(row, number);
  return subjects;
}

void add_subject(Subjects& subjects, std::size_t categories) {
  for (std::size_t a = 0; a < categories; ++a) {
    for (std::size_t b = a; b < categories; ++b) {
      std::vector<std::int64_t> counts(categories, 0);
      ++counts[a];
      ++counts[b];
      subjects.add(counts, added_subject(a, b, categories) * (a == b ? 1 : 2));
    }
  }
}

// The expected agreement is the sum over categories of own[k] * of(mean[k]) * scale, linear in a subject's own shares.
struct Chance {
  bool gwet;

  double of(const std::vector<double>& own, const std::vector<double>& mean) const {
    double sum = 0;
    for (std::size_t k = 0; k < own.size(); ++k) sum += own[k] * (gwet ? 1 - mean[k] : mean[k]);
    return gwet ? sum / (static_cast<double>(own.size()) - 1) : sum;
  }
};

struct Means {
  std::vector<double> share;
  double subjects = 0, paired = 0;
};

// Observed, expected and value; none without a pair, or where chance alone would agree.
std::optional<Agreement> coefficient_of(const std::vector<Kind>& kinds, const std::vector<double>& number, const Chance& chance, Means& means) {
  means = {std::vector<double>(kinds.front().share.size(), 0)};
  Agreement result;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    means.subjects += number[i];
    if (kinds[i].paired) {
      means.paired += number[i];
      result.observed += number[i] * kinds[i].agreeing;
    }
    for (std::size_t k = 0; k < means.share.size(); ++k) means.share[k] += number[i] * kinds[i].share[k];
  }
  if (!(means.paired > 0)) return std::nullopt;
  for (double& share : means.share) share /= means.subjects;
  result.observed /= means.paired;
  result.expected = chance.of(means.share, means.share);
  if (result.expected >= kCertain) return std::nullopt;
  result.value = (result.observed - result.expected) / (1 - result.expected);
  return result;
}

double linearised_se(const Subjects& subjects, const Agreement& all, const Means& means, const Chance& chance) {
  const double n = means.subjects, beyond = 1 - all.expected;
  double squares = 0;
  for (std::size_t i = 0; i < subjects.kinds.size(); ++i) {
    const Kind& kind = subjects.kinds[i];
    const double own = kind.paired ? n / means.paired * (kind.agreeing - all.expected) / beyond : 0;
    const double linearised = own - 2 * (1 - all.value) * (chance.of(kind.share, means.share) - all.expected) / beyond;
    squares += subjects.number[i] * (linearised - all.value) * (linearised - all.value);
  }
  return std::sqrt(squares / (n * (n - 1)));
}

std::optional<Agreement> chance_corrected(const Counts& counts, const Chance& chance) {
  std::optional<Subjects> subjects = read_subjects(counts);
  if (!subjects || subjects->kinds.empty()) return std::nullopt;
  Means means;
  std::optional<Agreement> result = coefficient_of(subjects->kinds, subjects->number, chance, means);
  if (!result || means.subjects < 2) return std::nullopt;
  result->units = static_cast<std::int64_t>(means.subjects);
  result->se = linearised_se(*subjects, *result, means, chance);
  add_subject(*subjects, counts.front().size());
  const OfSubjects coefficient = [&](const std::vector<double>& number) -> std::optional<double> {
    Means ignored;
    const std::optional<Agreement> left = coefficient_of(subjects->kinds, number, chance, ignored);
    return left ? std::optional(left->value) : std::nullopt;
  };
  const bool unanimous = result->observed >= kCertain;
  const Interval interval = unanimous ? unanimous_interval(result->units, result->expected) : agreement_interval(result->value, subjects->number, coefficient);
  result->low = interval.low;
  result->high = interval.high;
  return result;
}

}  // namespace

std::optional<Agreement> fleiss_kappa(const Counts& counts) { return chance_corrected(counts, {false}); }

std::optional<Agreement> gwet_ac1(const Counts& counts) { return chance_corrected(counts, {true}); }

}  // namespace constat
