#include <algorithm>
#include <cmath>
#include <map>

#include "shared/compare/agreement_interval.hpp"
#include "shared/compare/reliability.hpp"
#include "shared/survey/statistics.hpp"

namespace constat {
namespace {

constexpr std::size_t kCategories = 10;  // values; with more, a rare one hardly tells

// How often each value was given to a unit with two ratings or more.
using UnitCounts = std::map<std::size_t, double>;

struct Table {
  std::vector<double> values;     // rising
  std::vector<UnitCounts> kinds;  // units that were judged alike, once: with few values there are few different ones
  std::vector<double> units;      // of each kind
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
  }
  for (const auto& [counts, count] : kinds) {
    table.kinds.push_back(counts);
    table.units.push_back(count);
  }
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

Disagreement disagreement(const Table& table, Metric metric, const std::vector<double>& units) {
  std::vector<double> totals(table.values.size(), 0);
  Disagreement result;
  for (std::size_t kind = 0; kind < table.kinds.size(); ++kind) {
    for (const auto& [value, count] : table.kinds[kind]) {
      totals[value] += units[kind] * count;
      result.ratings += units[kind] * count;
    }
  }
  const Distances distances(metric, table.values, totals);
  for (std::size_t kind = 0; kind < table.kinds.size(); ++kind) {
    const UnitCounts& counts = table.kinds[kind];
    const double weight = units[kind] / (total_of(counts) - 1);
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

OfSubjects alpha_of(const Table& table, Metric metric) {
  return [&table, metric](const std::vector<double>& units) -> std::optional<double> {
    const Disagreement left = disagreement(table, metric, units);
    return left.expected > 0 ? std::optional(1 - left.observed / left.expected) : std::nullopt;
  };
}

Table with_added_unit(Table table) {
  for (std::size_t a = 0; a < table.values.size(); ++a) {
    for (std::size_t b = 0; b < table.values.size(); ++b) {
      table.kinds.push_back(a == b ? UnitCounts{{a, 2}} : UnitCounts{{a, 1}, {b, 1}});
      table.units.push_back(added_subject(a, b, table.values.size()));
    }
  }
  return table;
}

bool one_unit_decides(const Table& table, const OfSubjects& coefficient) {
  std::vector<double> left = table.units;
  for (double& units : left) {
    --units;
    if (!coefficient(left)) return true;
    ++units;
  }
  return false;
}

void set_interval(const Table& table, Metric metric, Alpha& alpha) {
  const OfSubjects coefficient = alpha_of(table, metric);
  if (alpha.units < 3 || one_unit_decides(table, coefficient)) return;
  alpha.se = jackknife_se(table.units, alpha.value, coefficient);
  Interval interval{-1, 1};
  if (!(alpha.observed > 0)) {
    interval = unanimous_interval(alpha.units, 0);  // those that might not agree, taken to disagree as chance does
  } else if (table.values.size() <= kCategories) {
    const Table more = with_added_unit(table);
    interval = agreement_interval(alpha.value, more.units, alpha_of(more, metric));
  } else {
    interval = agreement_interval(alpha.value, table.units, coefficient);
  }
  alpha.low = interval.low;
  alpha.high = interval.high;
}

}  // namespace

std::optional<Alpha> krippendorff_alpha(const Ratings& ratings, Metric metric) {
  const Table table = read_table(ratings);
  if (table.kinds.empty() || (metric == Metric::ratio && table.values.front() < 0)) return std::nullopt;
  const Disagreement all = disagreement(table, metric, table.units);
  if (!(all.expected > 0)) return std::nullopt;
  Alpha alpha;
  alpha.observed = all.observed;
  alpha.expected = all.expected;
  alpha.value = 1 - all.observed / all.expected;
  for (const double units : table.units) alpha.units += static_cast<std::int64_t>(units);
  alpha.ratings = static_cast<std::int64_t>(all.ratings);
  set_interval(table, metric, alpha);
  return alpha;
}

}  // namespace constat
