// What the server finds of a submitted visit: its own score, and why it must wait for a person, if it must.
#pragma once

#include <optional>
#include <string>

#include "backend/intake/checklist_cache.hpp"
#include "backend/store/repository.hpp"
#include "shared/sync/submission.hpp"

namespace constat::server {

struct Assessment {
  std::optional<std::string> quarantined;  // the protocol's word
  std::optional<ScoreSummary> score;       // none without the checklist
  bool score_differs = false;              // from the phone's own
};

Assessment assess(Reader& reader, ChecklistCache& checklists, const Submission& submission, const UserId& sender);

}  // namespace constat::server
