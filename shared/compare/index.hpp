// The site index ("constat.index/1"): audit and survey KPIs in one explained figure.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace constat {

enum class IndexPart : std::uint8_t { audit, nps, csat, ces, fcr, retention };
inline constexpr std::size_t kIndexParts = 6;
std::string_view to_string(IndexPart part);

struct IndexRules {
  std::array<double, kIndexParts> weights{0.4, 0.25, 0.2, 0.15, 0, 0};
  double min_coverage = 0.6;
  std::int64_t min_responses = 30;
  std::int64_t suppress_below = 10;
};
Parsed<IndexRules> parse_index_rules(std::string_view json);

// One part's sub-score on 0-100 with its standard error; absent parts are simply not in the list.
struct IndexInput {
  IndexPart part;
  double score = 0, se = 0;
  std::int64_t n = 0;  // visits or responses
};

struct IndexContribution {
  IndexPart part;
  double score = 0, se = 0, weight = 0;
  std::int64_t n = 0;
  std::optional<double> contribution;  // w*(s - network mean)/W; none without a network mean
};

struct SiteIndex {
  double value = 0, se = 0, se_dependent = 0;
  double low = 0, high = 0;              // value -/+ 1.96 se
  double coverage = 0;                   // available weight / total
  double bound_low = 0, bound_high = 0;  // missing parts at 0 and at 100
};

// None under min_coverage or without an audit.
std::optional<SiteIndex> site_index(const IndexRules& rules, const std::vector<IndexInput>& parts);

}  // namespace constat
