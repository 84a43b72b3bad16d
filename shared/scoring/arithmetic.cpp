#include "shared/scoring/arithmetic.hpp"

#include <algorithm>

namespace constat {

std::optional<MicroPercent> raw_ratio(std::int64_t earned, std::int64_t possible) {
  if (possible <= 0) return std::nullopt;
  return MicroPercent{divide_rounded(static_cast<__int128>(earned) * kHundredPercent.value, possible)};
}

MicroPercent clamp_percent(MicroPercent score) { return std::clamp(score, MicroPercent{0}, kHundredPercent); }

MicroPercent limited_score(const CriticalPolicy& policy, MicroPercent score) {
  switch (policy.kind) {
    case CriticalPolicy::Kind::flag: return score;
    case CriticalPolicy::Kind::zero: return {0};
    case CriticalPolicy::Kind::cap: return std::min(score, policy.cap);
  }
  return score;
}

std::int64_t limited_earned(const CriticalPolicy& policy, std::int64_t earned, std::int64_t possible) {
  switch (policy.kind) {
    case CriticalPolicy::Kind::flag: return earned;
    case CriticalPolicy::Kind::zero: return std::min<std::int64_t>(earned, 0);
    case CriticalPolicy::Kind::cap: {
      const __int128 most = static_cast<__int128>(policy.cap.value) * possible / kHundredPercent.value;
      return std::min(earned, static_cast<std::int64_t>(most));
    }
  }
  return earned;
}

std::optional<MicroPercent> combined_score(ScoringMode mode, const std::vector<SectionPart>& parts) {
  if (mode == ScoringMode::points) {
    std::int64_t earned = 0, possible = 0;
    for (const SectionPart& part : parts) {
      earned += part.earned;
      possible += part.possible;
    }
    const std::optional<MicroPercent> raw = raw_ratio(earned, possible);
    if (!raw) return std::nullopt;
    return clamp_percent(*raw);
  }
  __int128 sum = 0, weights = 0;
  for (const SectionPart& part : parts) {
    if (!part.score) continue;
    sum += static_cast<__int128>(part.weight.value) * part.score->value;
    weights += part.weight.value;
  }
  if (weights == 0) return std::nullopt;
  return MicroPercent{divide_rounded(sum, weights)};
}

std::optional<std::size_t> grade_at(const ScoringRules& rules, MicroPercent score, bool worst) {
  if (rules.grades.empty()) return std::nullopt;
  const std::size_t last = rules.grades.size() - 1;
  if (worst) return last;
  for (std::size_t i = 0; i < last; ++i) {
    if (!(score < rules.grades[i].from)) return i;
  }
  return last;
}

}  // namespace constat
