// A reviewer's word on a visit: approved (its score is official from then on), returned to the investigator with what to do
// again, rejected, taken up again, or only a comment. Each is an event with author, time and words, kept for ever; the
// visit's status is what the last of them left.
//
//   received --approved--> approved      received --rejected--> rejected      approved, rejected, returned --reopened--> received
//   received --returned--> returned      returned --(the next revision arrives)--> received
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/auth/sessions.hpp"
#include "backend/intake/checklist_cache.hpp"
#include "backend/store/store.hpp"
#include "shared/base/result.hpp"
#include "shared/sync/review_step.hpp"

namespace constat::server {

struct ReviewEvent {
  std::string id;  // a UUID of the sender's: the same again is known, and changes nothing
  ReviewStep step = ReviewStep::comment;
  std::int64_t revision = 0;
  std::string sha256;             // of the body that was looked at
  std::string text;               // to the investigator, or of a comment; only an approval needs none
  std::vector<std::string> items;  // returned: the questions to answer again, in the checklist's order; may be empty
};

// {"id","type","revision","sha256","text"?,"items"?}, with every problem of it.
Parsed<ReviewEvent> parse_review_event(std::string_view json);

struct ReviewOutcome {
  enum class Kind : std::uint8_t {
    created,
    repeated,
    no_such_visit,
    another_body,   // a newer one came, or was accepted, since it was looked at
    not_open,       // the visit's status does not allow this step
    not_complete,   // an approval of a visit that has answers missing or invalid
    own_visit,      // who made it does not judge it
    unknown_item,   // `item` is no question of the visit's checklist
    id_taken
  } kind = Kind::created;
  VisitEvent event;    // created, repeated
  std::string status;  // of the visit: not_open
  std::string item;
};

ReviewOutcome review(Store& store, ChecklistCache& checklists, const SignedIn& who, const VisitId& visit,
                     const ReviewEvent& event, std::int64_t now_ms);

}  // namespace constat::server
