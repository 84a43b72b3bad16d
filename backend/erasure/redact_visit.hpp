// One visit whose words and photos go, inside a transaction.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "backend/intake/checklist_cache.hpp"
#include "backend/store/repository.hpp"

namespace constat::server {

struct Redacted {
  std::int64_t bodies = 0, events = 0;
  std::set<std::string> photos;  // hashes that the visit no longer names
};

// Of `sender` only their bodies and the photos that nobody else's body of this visit names; none: of everybody. With the
// visit itself also what was written about it, by whomever.
Redacted redact_visit(Writer& writer, ChecklistCache& checklists, const VisitId& id, const std::optional<UserId>& sender,
                      const UserId& pseudonym);

// The text of one event. Returns the photos that it named and that nothing of this visit names any more.
std::set<std::string> redact_event(Writer& writer, ChecklistCache& checklists, const VisitEvent& event);

// Those of `photos` that no visit of the organisation names any more go.
struct RemovedPhotos {
  std::vector<std::string> hashes;  // also of photos that never came, or came in part
  std::int64_t received = 0;
};
RemovedPhotos remove_unnamed(Writer& writer, const std::set<std::string>& photos);

}  // namespace constat::server
