// All evidence reasons of a programme's visits at once.
#pragma once

#include <vector>

#include "shared/review/evidence.hpp"
#include "shared/review/visit_facts.hpp"

namespace constat {

struct VisitEvidence {
  std::vector<EvidenceReason> reasons;  // what weighs most first
  double index = 0;                     // evidence_index(reasons)
};

// The reasons that a visit gives by itself, without others to compare it with.
std::vector<EvidenceReason> own_reasons(const VisitFacts& facts);

// Every visit once (its current revision), of one programme; the results stand in the order given, and what they say does
// not depend on it. Usual durations are those of the visits given with the same version of the same checklist.
std::vector<VisitEvidence> programme_evidence(const std::vector<VisitFacts>& visits);

// What weighs most first: weight times strength, then code, then facts.
void order_reasons(std::vector<EvidenceReason>& reasons);

}  // namespace constat
