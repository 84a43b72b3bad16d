// What waits for a reviewer, in the order in which it should be looked at: by the evidence index (docs/evidence.md; visits
// with answers missing count at least 30), then the oldest. Reasons order the queue; they never touch a score.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "backend/intake/checklist_cache.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

inline constexpr std::size_t kLongestQueue = 500;  // visits in one answer

// {"visits":[{"id","revision","sha256","status","site","investigator","checklist","started_at","received_at","score","grade",
// "passed","score_status","photos_missing":n,"returned":n,"index","reasons":[R]}],"waiting":n,"with_investigators":n,
// "appeals":[{an event of type "appeal", and "visit","site","checklist"}]}.
// R: {"code","strength","title":{fr,en},"meaning":{fr,en},"fact":{fr,en},"facts":{…}}.
// `returned`: how often it was sent back before. `waiting` counts all, also those beyond the longest queue.
std::string review_queue_json(Reader& reader, ChecklistCache& checklists);

// The queue of each organisation, kept until something changes: thousands of visits are compared for it.
class ReviewQueues {
 public:
  ReviewQueues(Store& store, ChecklistCache& checklists) : store_(store), checklists_(checklists) {}
  std::string json(const OrganisationId& organisation);

 private:
  struct Entry {
    std::uint64_t changes = 0;  // when it was made
    std::string json;
  };
  Store& store_;
  ChecklistCache& checklists_;
  std::mutex mutex_;
  std::map<std::string, Entry> kept_;  // by organisation
};

}  // namespace constat::server
