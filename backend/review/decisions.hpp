// A person decides over a body that was set aside: it counts, or it never does. Each decision is an event with author,
// time and reason, kept for ever; a later one over the same body takes the earlier one's place, and both stay readable.
#pragma once

#include <cstdint>
#include <string>

#include "backend/auth/sessions.hpp"
#include "backend/intake/checklist_cache.hpp"
#include "backend/platform/clock.hpp"
#include "backend/store/store.hpp"
#include "shared/base/result.hpp"

namespace constat::server {

inline constexpr std::size_t kLongestReason = 2000;  // bytes

enum class Verdict : std::uint8_t { accept, reject };
std::string_view to_string(Verdict verdict);

struct Decision {
  std::string id;  // a UUID of the sender's: the same again is known, and changes nothing
  std::int64_t revision = 0;
  std::string sha256;  // of the body
  Verdict verdict = Verdict::reject;
  std::string reason;
};

// {"id","type":"decision","revision","sha256","decision","reason"}, with every problem of it.
Parsed<Decision> parse_decision(std::string_view json);

struct DecisionOutcome {
  enum class Kind : std::uint8_t {
    created,
    repeated,
    no_such_body,
    nothing_set_aside,  // the visit is in order: there is nothing to decide
    id_taken            // another event has this id
  } kind = Kind::created;
  VisitEvent event;  // created, repeated
};

// Accept: this body is the visit from now on, whatever number a newer one has; it is assessed again with what is known
// today. Reject: it is kept, and no figure counts it.
DecisionOutcome decide(Store& store, ChecklistCache& checklists, const SignedIn& who, const VisitId& visit,
                       const Decision& decision, std::int64_t now_ms);

// {"events":[…]} in the order in which they came. Comments are for those who review.
std::string events_json(Reader& reader, const VisitId& visit, Role reads);

}  // namespace constat::server
