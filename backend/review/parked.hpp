// What a phone could not deliver as a visit (a 4xx that no retry mends), kept as text for a manager: taken in after all,
// or taken off the list. Never deleted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/auth/sessions.hpp"
#include "backend/intake/visit_intake.hpp"
#include "backend/store/store.hpp"
#include "shared/base/result.hpp"

namespace constat::server {

inline constexpr std::size_t kMaxParkedBytes = std::size_t{2} << 20;  // of the body
inline constexpr std::size_t kLongestNote = 2000;                     // bytes

// {"visit","revision","problem","note","sha256","body"}, with every problem of it. Sender and time are left open.
Parsed<ParkedItem> parse_parked(std::string_view json);

// True: it is new. The same body again changes nothing, whoever sends it.
bool keep_parked(Store& store, const SignedIn& who, ParkedItem item, std::int64_t now_ms);

struct ParkedDecision {
  bool accept = false;  // else dismiss
  std::string reason;
};
Parsed<ParkedDecision> parse_parked_decision(std::string_view json);

struct ParkedOutcome {
  enum class Kind : std::uint8_t {
    decided,    // now or before, in this way
    not_found,
    not_a_visit,     // accept only; problems say why
    already_taken_in  // dismiss after accept
  } kind = Kind::decided;
  std::string receipt;            // accept: JSON
  std::vector<Problem> problems;
};

// Accept takes the body in as a visit of whoever parked it, as if the phone had delivered it; what was dismissed can
// still be accepted.
ParkedOutcome decide_parked(Store& store, VisitIntake& intake, const SignedIn& who, std::string_view sha256,
                            const ParkedDecision& decision, std::int64_t now_ms);

}  // namespace constat::server
