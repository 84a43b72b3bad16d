#include "shared/rescoring/fast_scores.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace constat {
namespace {

constexpr std::size_t kBlock = 2048;     // visits whose sums stay in the first cache
constexpr int kDigitBits = 15;           // of a value that fits no word of its own
constexpr std::int64_t kWord = 65'535;

std::int32_t packed(const std::optional<MicroPercent>& score) {
  return score ? static_cast<std::int32_t>(score->value) : kNoScore;
}

// 2 * sum + weights < 2^53 for scores up to 10^8 and weights up to this.
constexpr std::int64_t kMostWeights = 40'000'000;

}  // namespace

FastScorer::FastScorer(const VisitBatch& batch, const Checklist& rules, LookupKernels kernels)
    : batch_(batch), rules_(rules), kernels_(kernels) {
  prepare();
}

void FastScorer::prepare() {
  const bool weighted = rules_.scoring.mode == ScoringMode::weighted;
  std::int64_t unit = 0, weight_unit = 0, weights = 0;
  for (const VisitBatch::Column& column : batch_.columns_) {
    const std::int64_t weight = rules_.at(column.ref).weight.value;
    for (std::size_t code = 0; code < column.codes; ++code) {
      unit = std::gcd(std::gcd(unit, column.earned[code] * weight), column.possible[code] * weight);
    }
  }
  for (const Section& section : rules_.sections) weight_unit = std::gcd(weight_unit, section.weight.value);
  sections_.resize(weighted ? rules_.sections.size() : 1);
  for (std::size_t s = 0; weighted && s < sections_.size(); ++s) {
    sections_[s].weight = weight_unit == 0 ? 0 : rules_.sections[s].weight.value / weight_unit;
    weights += sections_[s].weight;
  }
  for (const VisitBatch::Column& column : batch_.columns_) {
    const std::int64_t weight = rules_.at(column.ref).weight.value;
    SectionSums& sums = sections_[weighted ? column.ref.section : 0];
    std::array<std::int64_t, 256> values{};
    for (std::size_t code = 0; code < column.codes; ++code) values[code] = column.earned[code] * weight;
    add_column(sums.earned, column, values.data(), std::max<std::int64_t>(unit, 1));
    for (std::size_t code = 0; code < column.codes; ++code) values[code] = column.possible[code] * weight;
    add_column(sums.possible, column, values.data(), std::max<std::int64_t>(unit, 1));
  }
  fits_ = weights <= kMostWeights;
  for (const SectionSums& sums : sections_) {
    fits_ = fits_ && sums.earned.magnitude <= kMostPoints && sums.possible.magnitude <= kMostPoints;
  }
}

void FastScorer::add_column(Sum& sum, const VisitBatch::Column& column, const std::int64_t* values, std::int64_t unit) const {
  const auto [low, high] = std::minmax_element(values, values + column.codes);
  const std::int64_t least = *low / unit, range = *high / unit - least;
  sum.offset += least;
  sum.magnitude = std::min(sum.magnitude + std::max(std::abs(least), std::abs(*high / unit)), kMostPoints + 1);
  const int digits = range <= kWord ? 64 : kDigitBits;
  for (int shift = 0; shift < 63 && range >> shift > 0; shift += digits) {
    std::array<std::uint16_t, 256> words{};
    std::int64_t most = 0;
    for (std::size_t code = 0; code < column.codes; ++code) {
      const std::int64_t value = (values[code] / unit - least) >> shift;
      words[code] = static_cast<std::uint16_t>(digits == 64 ? value : value & ((1 << kDigitBits) - 1));
      most = std::max<std::int64_t>(most, words[code]);
    }
    if (most == 0) continue;
    auto part = std::find_if(sum.parts.begin(), sum.parts.end(),
                             [&](const Part& p) { return p.shift == shift && p.reserve >= most; });
    if (part == sum.parts.end()) {
      sum.parts.emplace_back();
      part = sum.parts.end() - 1;
      part->shift = shift;
    }
    part->reserve -= most;
    if (column.codes > 16) {
      part->group.wide.push_back({column.bytes.data(), words});
      continue;
    }
    NarrowColumn narrow;
    narrow.codes = column.bytes.data();
    for (std::size_t code = 0; code < 16; ++code) {
      narrow.low[code] = static_cast<std::uint8_t>(words[code] & 255u);
      narrow.high[code] = static_cast<std::uint8_t>(words[code] >> 8);
    }
    part->group.narrow.push_back(narrow);
  }
}

void FastScorer::section(const SectionSums& sums, std::size_t first, std::size_t count, std::int32_t* earned,
                         std::int32_t* possible) const {
  std::array<std::uint16_t, kBlock> words;
  const auto gather = [&](const Sum& sum, std::int32_t* out) {
    std::fill_n(out, count, static_cast<std::int32_t>(sum.offset));
    for (const Part& part : sum.parts) {
      kernels_.sum(part.group, first, count, words.data());
      for (std::size_t v = 0; v < count; ++v) out[v] += static_cast<std::int32_t>(words[v]) << part.shift;
    }
  };
  gather(sums.earned, earned);
  gather(sums.possible, possible);
}

void FastScorer::block(std::size_t first, std::size_t count, std::int32_t* out) const {
  std::array<std::int32_t, kBlock> earned, possible;
  if (rules_.scoring.mode == ScoringMode::points) {
    section(sections_[0], first, count, earned.data(), possible.data());
    kernels_.percent(earned.data(), possible.data(), count, out);
    return;
  }
  std::array<std::int32_t, kBlock> score;
  std::array<double, kBlock> sum{}, weights{};  // integers below 2^53
  for (const SectionSums& sums : sections_) {
    if (sums.weight == 0 || sums.possible.magnitude == 0) continue;
    section(sums, first, count, earned.data(), possible.data());
    kernels_.percent(earned.data(), possible.data(), count, score.data());
    const double weight = static_cast<double>(sums.weight);
    for (std::size_t v = 0; v < count; ++v) {
      const double here = score[v] < 0 ? 0.0 : weight;
      weights[v] += here;
      sum[v] += here * static_cast<double>(score[v]);
    }
  }
  for (std::size_t v = 0; v < count; ++v) {
    const double divisor = std::max(weights[v], 1.0);
    const std::int32_t whole = static_cast<std::int32_t>((2 * sum[v] + divisor) / (2 * divisor));
    out[v] = weights[v] > 0 ? whole : kNoScore;
  }
}

// A policy of "flag" changes no number.
void FastScorer::replace_critical(std::size_t first, std::size_t count, std::int32_t* out) const {
  if (rules_.scoring.critical_policy.kind == CriticalPolicy::Kind::flag) return;
  const std::vector<std::uint32_t>& critical = batch_.critical_;
  const auto begin = std::lower_bound(critical.begin(), critical.end(), first);
  const auto end = std::lower_bound(begin, critical.end(), first + count);
  const std::size_t found = static_cast<std::size_t>(end - begin);
  const std::vector<std::optional<MicroPercent>> scores = score_some(batch_, rules_, critical.data() + (begin - critical.begin()), found);
  for (std::size_t i = 0; i < found; ++i) out[begin[static_cast<std::ptrdiff_t>(i)] - first] = packed(scores[i]);
}

void FastScorer::scores(std::size_t first, std::size_t count, std::int32_t* out) const {
  if (!fits_) {
    const BatchScores exact = score_batch(batch_, rules_, first, count);
    std::transform(exact.score.begin(), exact.score.end(), out, packed);
    return;
  }
  for (std::size_t done = 0; done < count; done += kBlock) block(first + done, std::min(kBlock, count - done), out + done);
  for (std::size_t v = 0; v < count; ++v) {
    if (batch_.invalid_[first + v] != 0) out[v] = kNoScore;
  }
  replace_critical(first, count, out);
}

}  // namespace constat
