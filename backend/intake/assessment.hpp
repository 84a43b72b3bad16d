// What the server finds of a submitted visit: its own score, and why it must wait for a person, if it must.
#pragma once

#include <optional>
#include <string>

#include "backend/intake/checklist_cache.hpp"
#include "backend/store/repository.hpp"
#include "shared/sync/submission.hpp"

namespace constat::server {

// What depends on the visit and on its checklist only. A published checklist never changes, so this holds whenever it was found.
struct OwnScore {
  ScoreSummary summary;
  bool differs = false;  // from the phone's
};

OwnScore own_score(const Checklist& checklist, const Submission& submission);

struct Assessment {
  std::optional<std::string> quarantined;  // the protocol's word
  std::optional<ScoreSummary> score;       // none without the checklist
  bool score_differs = false;              // from the phone's own
};

// `known`: the score, if it was found before the transaction.
Assessment assess(Reader& reader, ChecklistCache& checklists, const Submission& submission, const UserId& sender,
                  const std::optional<OwnScore>& known = std::nullopt);

}  // namespace constat::server
