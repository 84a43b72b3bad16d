#include "shared/compare/index.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "shared/base/double_text.hpp"
#include "shared/base/json_reader.hpp"
#include "shared/survey/statistics.hpp"

namespace constat {
namespace {

constexpr std::string_view kPartNames[kIndexParts] = {"audit", "nps", "csat", "ces", "fcr", "retention"};
constexpr double kWeightLimit = 1e6;
constexpr std::int64_t kCountLimit = 1'000'000;

// The member as a number from 0 to `limit`; none when it is absent or, reported, another thing.
std::optional<double> read_number(JsonReader& reader, std::string_view name, double limit) {
  const Json* value = reader.optional(name, JsonKind::number);
  if (!value) return std::nullopt;
  const double number = std::strtod(value->text.c_str(), nullptr);
  if (number >= 0 && number <= limit) return number;
  reader.report(name, "out-of-range", {value->text, "0", shortest_text(limit)});
  return std::nullopt;
}

// A part that is not named weighs nothing.
void read_weights(JsonReader& reader, IndexRules& rules) {
  const Json* value = reader.required("weights");
  if (!value) return;
  JsonReader weights(*value, reader.path_of("weights"), reader.problems());
  const std::size_t before = reader.problems().size();
  double total = 0;
  for (std::size_t i = 0; i < kIndexParts; ++i) {
    rules.weights[i] = read_number(weights, kPartNames[i], kWeightLimit).value_or(0.0);
    total += rules.weights[i];
  }
  weights.refuse_others();
  if (value->is(JsonKind::object) && reader.problems().size() == before && !(total > 0)) {
    reader.report("weights", "index-no-weight");
  }
}

void read_count(JsonReader& reader, std::string_view name, std::int64_t& count) {
  const Json* value = reader.optional(name);
  if (value) count = read_integer(*value, reader.path_of(name), 0, kCountLimit, reader.problems()).value_or(count);
}

}  // namespace

std::string_view to_string(IndexPart part) { return kPartNames[static_cast<std::size_t>(part)]; }

Parsed<IndexRules> parse_index_rules(std::string_view json) {
  Parsed<Json> document = parse_json(json);
  if (!document) return tl::unexpected(std::move(document.error()));
  Problems problems;
  JsonReader reader(*document, "", problems);
  IndexRules rules;
  read_format(reader, "constat.index/1");
  read_weights(reader, rules);
  rules.min_coverage = read_number(reader, "min_coverage", 1).value_or(rules.min_coverage);
  read_count(reader, "min_responses", rules.min_responses);
  read_count(reader, "suppress_below", rules.suppress_below);
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return rules;
}

std::optional<SiteIndex> site_index(const IndexRules& rules, const std::vector<IndexInput>& parts) {
  double total = 0;
  for (const double weight : rules.weights) total += weight;
  double available = 0, sum = 0, variance = 0, dependent = 0;
  bool audited = false;
  for (const IndexInput& part : parts) {
    const double weight = rules.weights[static_cast<std::size_t>(part.part)];
    audited = audited || part.part == IndexPart::audit;
    available += weight;
    sum += weight * part.score;
    variance += weight * part.se * (weight * part.se);
    dependent += weight * part.se;
  }
  if (!audited || !(available > 0) || !(total > 0)) return std::nullopt;
  SiteIndex index;
  // Weights that are all there sum to the total up to rounding: 0.1 + 0.2 must not miss a minimum of 0.3.
  index.coverage = std::min(1.0, available / total);
  if (index.coverage < rules.min_coverage - 1e-12) return std::nullopt;
  index.value = sum / available;
  index.se = std::sqrt(variance) / available;
  index.se_dependent = dependent / available;
  index.low = std::max(0.0, index.value - kZ95 * index.se);
  index.high = std::min(100.0, index.value + kZ95 * index.se);
  index.bound_low = sum / total;
  index.bound_high = std::min(100.0, (sum + 100 * std::max(0.0, total - available)) / total);
  return index;
}

}  // namespace constat
