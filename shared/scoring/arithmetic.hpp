// The few integer formulas of scoring, shared by the reference scorer, the batch scorer and the smallest change.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/base/fixed.hpp"
#include "shared/checklist/checklist.hpp"

namespace constat {

// 100 * earned / possible, rounded once; none when nothing was possible.
std::optional<MicroPercent> raw_ratio(std::int64_t earned, std::int64_t possible);

MicroPercent clamp_percent(MicroPercent score);  // to [0, 100]

// A score under a triggered critical.
MicroPercent limited_score(const CriticalPolicy& policy, MicroPercent score);

// E of a section under a triggered section critical, as it enters the visit in points mode.
std::int64_t limited_earned(const CriticalPolicy& policy, std::int64_t earned, std::int64_t possible);

// What one section brings to its visit.
struct SectionPart {
  std::int64_t earned = 0, possible = 0;  // millionths
  std::optional<MicroPercent> score;
  Thousandths weight;
};

std::optional<MicroPercent> combined_score(ScoringMode mode, const std::vector<SectionPart>& parts);

// The index into rules.grades that a score reaches; `worst` forces the last. None without grades.
std::optional<std::size_t> grade_at(const ScoringRules& rules, MicroPercent score, bool worst);

}  // namespace constat
