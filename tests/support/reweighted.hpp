// Other weights, marks, mode and critical policy over the items of a checklist.
#pragma once

#include "shared/base/rng.hpp"
#include "shared/checklist/checklist.hpp"

namespace constat::test {

inline Checklist reweighted(Rng& rng, const Checklist& checklist) {
  Checklist out = checklist;
  out.scoring.mode = rng.chance(50) ? ScoringMode::points : ScoringMode::weighted;
  out.scoring.critical_policy = {static_cast<CriticalPolicy::Kind>(rng.below(3)), {rng.between(0, 100) * 1'000'000}};
  if (rng.chance(50)) out.scoring.pass_mark = MicroPercent{rng.between(0, 100'000'000)};
  for (Section& section : out.sections) {
    section.weight.value = rng.between(0, 5000);
    for (Item& item : section.items) item.weight.value = rng.between(0, 5000);
  }
  return out;
}

}  // namespace constat::test
