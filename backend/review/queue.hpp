// What waits for a reviewer, in the order in which it should be looked at: by the evidence index (docs/evidence.md; visits
// with answers missing count at least 30), then the oldest. Reasons order the queue; they never touch a score.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "backend/auth/limits.hpp"
#include "backend/intake/checklist_cache.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

inline constexpr std::size_t kLongestQueue = 500;  // visits in one answer without a page
inline constexpr std::size_t kQueuePage = 50;
inline constexpr std::size_t kMostAppeals = 20;  // in one answer, the oldest

struct QueueAsked {
  std::string text = {};  // in the site's name, town or region, the person's name or the id, without case or accents
  std::optional<std::size_t> page = {};  // from 0
};

struct ReviewOrder;

// The queue of each organisation, its order kept until something changes: thousands of visits are compared for it.
class ReviewQueues {
 public:
  ReviewQueues(Store& store, ChecklistCache& checklists) : store_(store), checklists_(checklists) {}
  // {"visits":[{"id","revision","sha256","status","site","investigator","checklist","started_at","received_at","score","grade",
  // "passed","score_status","photos_missing":n,"returned":n,"index","reasons":[R]}],"count":n,"waiting":n,"with_investigators":n,
  // "appeals":[{an event of type "appeal", and "visit","site","checklist"}],"appeals_count":n,"appeals_waiting":n}.
  // R: {"code","strength","title":{fr,en},"meaning":{fr,en},"fact":{fr,en},"facts":{…}}.
  // `returned`: how often it was sent back before. `count`: all that fit the search; `waiting`: all; of appeals alike.
  // Visits are compared with every visit of the organisation; what is told, and named in reasons, is what this person sees.
  std::string json(const SignedIn& who, const QueueAsked& asked = {});

 private:
  struct Entry {
    std::uint64_t changes = 0;  // when it was made
    std::shared_ptr<const ReviewOrder> order;
  };
  Store& store_;
  ChecklistCache& checklists_;
  std::mutex mutex_;
  std::map<std::string, Entry> kept_;  // by organisation, and by who sees some sites only
};

}  // namespace constat::server
