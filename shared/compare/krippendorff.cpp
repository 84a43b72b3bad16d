#include <algorithm>
#include <cmath>
#include <map>

#include "shared/compare/fisher.hpp"
#include "shared/compare/reliability.hpp"
#include "shared/survey/statistics.hpp"

namespace constat {
namespace {

// How often each value was given to a unit with two ratings or more.
using UnitCounts = std::map<std::size_t, double>;

// Units that were judged alike, once: with few values there are few different ones, however many units.
struct Kind {
  UnitCounts counts;
  double units = 0;
};

struct Table {
  std::vector<double> values;  // rising
  std::vector<Kind> kinds;
  double units = 0;
};

Table read_table(const Ratings& ratings) {
  Table table;
  std::size_t units = 0;
  for (const auto& rater : ratings) {
    units = std::max(units, rater.size());
    for (const std::optional<double>& value : rater)
      if (value) table.values.push_back(*value);
  }
  std::sort(table.values.begin(), table.values.end());
  table.values.erase(std::unique(table.values.begin(), table.values.end()), table.values.end());
  std::map<UnitCounts, double> kinds;
  for (std::size_t unit = 0; unit < units; ++unit) {
    UnitCounts counts;
    double total = 0;
    for (const auto& rater : ratings) {
      if (unit >= rater.size() || !rater[unit]) continue;
      const auto place = std::lower_bound(table.values.begin(), table.values.end(), *rater[unit]);
      ++counts[static_cast<std::size_t>(place - table.values.begin())];
      ++total;
    }
    if (total < 2) continue;
    ++kinds[std::move(counts)];
    ++table.units;
  }
  for (const auto& [counts, count] : kinds) table.kinds.push_back({counts, count});
  return table;
}

double total_of(const UnitCounts& counts) {
  double total = 0;
  for (const auto& [value, count] : counts) total += count;
  return total;
}

class Distances {
 public:
  // `totals`: how often each value occurs, which the ordinal metric depends on.
  Distances(Metric metric, const std::vector<double>& values, const std::vector<double>& totals) : metric_(metric), values_(values), totals_(totals) {
    below_.push_back(0);
    for (const double total : totals) below_.push_back(below_.back() + total);
  }

  double squared(std::size_t a, std::size_t b) const {
    if (a == b) return 0;
    if (metric_ == Metric::nominal) return 1;
    double distance = values_[a] - values_[b];
    if (metric_ == Metric::ordinal) distance = below_[std::max(a, b) + 1] - below_[std::min(a, b)] - (totals_[a] + totals_[b]) / 2;
    if (metric_ == Metric::ratio) distance /= values_[a] + values_[b];
    return distance * distance;
  }

 private:
  Metric metric_;
  const std::vector<double>& values_;
  const std::vector<double>& totals_;
  std::vector<double> below_;
};

struct Disagreement {
  double observed = 0, expected = 0, ratings = 0;
};

// Leaving out one unit of the kind at `without` (beyond the last: none).
Disagreement disagreement(const Table& table, Metric metric, std::size_t without) {
  std::vector<double> totals(table.values.size(), 0);
  Disagreement result;
  const auto units_of = [&](std::size_t kind) { return table.kinds[kind].units - (kind == without ? 1 : 0); };
  for (std::size_t kind = 0; kind < table.kinds.size(); ++kind) {
    for (const auto& [value, count] : table.kinds[kind].counts) {
      totals[value] += units_of(kind) * count;
      result.ratings += units_of(kind) * count;
    }
  }
  const Distances distances(metric, table.values, totals);
  for (std::size_t kind = 0; kind < table.kinds.size(); ++kind) {
    const UnitCounts& counts = table.kinds[kind].counts;
    const double weight = units_of(kind) / (total_of(counts) - 1);
    for (const auto& [a, na] : counts)
      for (const auto& [b, nb] : counts) result.observed += weight * na * nb * distances.squared(a, b);
  }
  for (std::size_t a = 0; a < totals.size(); ++a)
    for (std::size_t b = 0; b < totals.size(); ++b) result.expected += totals[a] * totals[b] * distances.squared(a, b);
  if (result.ratings < 2) return {};
  result.observed /= result.ratings;
  result.expected /= result.ratings * (result.ratings - 1);
  return result;
}

void set_jackknife(const Table& table, Metric metric, Alpha& alpha) {
  const double n = table.units;
  if (n < 3) return;
  std::vector<double> without;
  double mean = 0, squares = 0;
  for (std::size_t kind = 0; kind < table.kinds.size(); ++kind) {
    const Disagreement left = disagreement(table, metric, kind);
    if (!(left.expected > 0)) return;
    without.push_back(1 - left.observed / left.expected);
    mean += table.kinds[kind].units * without.back() / n;
  }
  for (std::size_t kind = 0; kind < without.size(); ++kind) squares += table.kinds[kind].units * (without[kind] - mean) * (without[kind] - mean);
  alpha.se = std::sqrt((n - 1) / n * squares);
  if (!(alpha.observed > 0)) {
    // All agree, which does not make it certain: the units that might not, by Wilson, taken to disagree as chance does.
    alpha.low = wilson(static_cast<std::int64_t>(n), static_cast<std::int64_t>(n)).low;
    alpha.high = 1;
    return;
  }
  if (alpha.value <= -1) return;
  const Interval interval = fisher_interval(alpha.value, *alpha.se, kZ95);
  alpha.low = interval.low;
  alpha.high = interval.high;
}

}  // namespace

std::optional<Alpha> krippendorff_alpha(const Ratings& ratings, Metric metric) {
  const Table table = read_table(ratings);
  if (table.kinds.empty() || (metric == Metric::ratio && table.values.front() < 0)) return std::nullopt;
  const Disagreement all = disagreement(table, metric, table.kinds.size());
  if (!(all.expected > 0)) return std::nullopt;
  Alpha alpha;
  alpha.observed = all.observed;
  alpha.expected = all.expected;
  alpha.value = 1 - all.observed / all.expected;
  alpha.units = static_cast<std::int64_t>(table.units);
  alpha.ratings = static_cast<std::int64_t>(all.ratings);
  set_jackknife(table, metric, alpha);
  return alpha;
}

}  // namespace constat
