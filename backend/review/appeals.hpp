// A site manager contests an answer of an approved visit of the own sites, and somebody who reviews decides: the answer stands,
// or it is corrected and the official score with it. Both are events, kept for ever; the score's history stays readable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "backend/auth/sessions.hpp"
#include "backend/intake/checklist_cache.hpp"
#include "backend/store/store.hpp"
#include "shared/base/result.hpp"
#include "shared/sync/photo_facts.hpp"
#include "shared/visit/visit.hpp"

namespace constat::server {

inline constexpr std::size_t kMostAppealPhotos = 3;

struct Appeal {
  std::string id;  // a UUID of the sender's: the same again is known, and changes nothing
  std::int64_t revision = 0;
  std::string sha256;  // of the body that is contested
  std::string item;
  std::string text;
  std::vector<PhotoFacts> photos = {};  // that show it; sent to /api/v1/blobs once the appeal is there
};

struct AppealDecision {
  std::string id;
  std::int64_t revision = 0;
  std::string sha256;
  std::string appeal;             // the event that is decided
  bool accepted = false;
  std::optional<Answer> answer;   // accepted: what the answer should have been; none: it stands, whatever else was right
  std::string text;
};

// {"id","type":"appeal","revision","sha256","item","text","photos"?:[photo facts]}, with every problem of it. The event keeps the
// photos' hashes.
Parsed<Appeal> parse_appeal(std::string_view json);
// {"id","type":"appeal_decision","revision","sha256","appeal","accepted","answer"?,"text"}, with every problem of it.
Parsed<AppealDecision> parse_appeal_decision(std::string_view json);

struct AppealOutcome {
  enum class Kind : std::uint8_t {
    created,
    repeated,
    not_found,        // no such visit, not one of the own sites, or no such appeal
    another_body,     // a newer body counts by now
    not_approved,     // only what counts can be contested
    too_late,         // more than `days` since the approval
    already_open,     // this answer is contested already
    already_decided,
    own_visit,        // who made the visit does not decide
    bad_answer,       // `problems` say why
    id_taken
  } kind = Kind::created;
  VisitEvent event;  // created, repeated
  std::int64_t days = kAppealDays;  // within which an approved visit is contested: of its programme
  std::vector<Problem> problems;
};

AppealOutcome appeal(Store& store, ChecklistCache& checklists, const SignedIn& who, const VisitId& visit, const Appeal& appeal,
                     std::int64_t now_ms);
// The event keeps the official score before and after.
AppealOutcome decide_appeal(Store& store, ChecklistCache& checklists, const SignedIn& who, const VisitId& visit,
                            const AppealDecision& decision, std::int64_t now_ms);

}  // namespace constat::server
