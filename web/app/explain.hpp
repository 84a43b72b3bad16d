// "Why 72 %?": the trace of a received visit, as the core gives it from the visit and its checklist.
#pragma once

#include <optional>

#include "shared/scoring/score.hpp"
#include "web/app/comparison.hpp"

namespace constat::app {

struct Explanation {
  VisitScore score;
  bool same_as_server = true;  // this module's score against the stored one
  // The nearest mark above the score: the pass mark when it was missed, else the next grade's.
  struct Target {
    MicroPercent at;
    std::optional<GradeId> grade;  // none: the pass mark
    SmallestChange change;
  };
  std::optional<Target> target;
};

// None when the server has no checklist or no readable visit.
std::optional<Explanation> explain(const VisitResult& result);

}  // namespace constat::app
