// What is owed to investigators, and what was decided over it. Money is in euro cents.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/ids.hpp"

namespace constat::server {

// A visit of a mission that money may be owed for: approved, with a fee or with refunded purchases; or with a line already,
// whatever became of it since.
struct PayableVisit {
  VisitId visit;
  SiteId site;
  WaveId wave;
  UserId investigator;
  MissionId mission;
  std::string status;      // of the visit
  std::string started_at;
  std::string decided_at;  // of its last approval, or of its rejection: the period that an amount belongs to
  std::int64_t revision = 0;
  std::optional<std::int64_t> fee, expenses_cap;  // of the mission
};

// An amount that was decided over. There is at most one for each visit and kind, whoever asks and however often.
struct PaymentLine {
  VisitId visit;
  std::string kind;  // fee, expenses, and what takes one back: fee_correction, expenses_correction (negative)
  UserId investigator;
  MissionId mission;
  SiteId site;
  std::int64_t cents = 0;
  std::int64_t stated = 0;   // expenses as the investigator wrote them, before the mission's cap
  std::string dated;         // RFC 3339: the approval or rejection that it follows from
  std::string statement;     // that holds it; empty: refused
  UserId decided_by;
  std::string decided_at, reason;  // reason: of a refusal
};

// What one investigator gets for one period: made, then paid or cancelled. Its number is never given again.
struct PaymentStatement {
  std::string id;      // "2026-0001"
  std::string run;     // the UUID under which it was asked for
  UserId investigator;
  std::string period_from, period_to;  // dates, both included
  std::int64_t cents = 0, lines = 0;   // as it was made
  std::string status = "made";         // made, paid, cancelled
  UserId made_by;
  std::string made_at;
  std::string paid_on, reference;      // the date and the reference of the transfer
  UserId closed_by;                    // who marked it as paid, or cancelled it
  std::string closed_at, reason;       // reason: of a cancellation
};

}  // namespace constat::server
