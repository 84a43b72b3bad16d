// Whether a checklist accepts a visit's answers. Evidence that is missing is not a fault of form: see missing_evidence.
#pragma once

#include <vector>

#include "shared/base/result.hpp"
#include "shared/checklist/checklist.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

// Every answer that the checklist cannot accept: unknown item, unknown choice, number outside the scale, non-integer on
// a scale, negative duration, N/A where it is not allowed. Empty: the visit is valid. Paths are "answers.<item>".
std::vector<Problem> validate_visit(const Checklist& checklist, const Visit& visit);

// One answer against its item; the same problems.
std::vector<Problem> validate_answer(const Item& item, const Answer& answer);

// Whether the item still waits for an answer. N/A is no blank, and neither is an empty list of a multiple choice, which
// says "none of these".
bool is_blank(const Item& item, const Answer& answer);

// Comments and photos that the given answer demands and lacks ("requires" of its choices).
struct MissingEvidence {
  bool comment = false;
  bool photo = false;
  bool any() const { return comment || photo; }
};
MissingEvidence missing_evidence(const Item& item, const Answer& answer);

}  // namespace constat
