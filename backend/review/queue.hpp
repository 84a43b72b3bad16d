// What waits for a reviewer, in the order in which it should be looked at: by the evidence index (docs/evidence.md; visits
// with answers missing count at least 30), then the oldest. Reasons order the queue; they never touch a score.
#pragma once

#include <string>

#include "backend/intake/checklist_cache.hpp"
#include "backend/store/repository.hpp"

namespace constat::server {

inline constexpr std::size_t kLongestQueue = 500;  // visits in one answer

// {"visits":[{"id","revision","sha256","status","site","investigator","checklist","started_at","received_at","score","grade",
// "passed","score_status","photos_missing":n,"returned":n,"index","reasons":[R]}],"waiting":n,"with_investigators":n}.
// R: {"code","strength","title":{fr,en},"meaning":{fr,en},"fact":{fr,en},"facts":{…}}.
// `returned`: how often it was sent back before. `waiting` counts all, also those beyond the longest queue.
std::string review_queue_json(Reader& reader, ChecklistCache& checklists);

}  // namespace constat::server
