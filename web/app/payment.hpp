// What investigators are owed and how it is paid, as the server computed it: a manager's payments, an investigator's own fees.
// Money is in euro cents.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/app/documents.hpp"
#include "web/app/planning.hpp"

namespace constat::app {

struct PaymentAmount {
  std::string visit, kind;  // fee, expenses, fee_correction, expenses_correction
  std::string status;       // owed, held, refused, in_statement, paid
  std::int64_t cents = 0;
  std::optional<std::int64_t> stated;  // expenses, before the mission's cap
  SiteDoc site;
  std::string investigator_id, investigator;
  std::string dated, visited_at;       // a date, a moment
  std::string statement, paid_on, reason;
  bool is_open() const { return status == "owed" || status == "held"; }
};

struct PaymentSums {
  std::int64_t owed = 0, held = 0, refused = 0, in_statement = 0, paid = 0, count = 0;
};

struct Payee {
  std::string id, name;
  PaymentSums sums;
};

struct PaymentStatement {
  std::string id, investigator_id, investigator, from, to;
  std::string status;  // made, paid, cancelled
  std::int64_t cents = 0, lines = 0;
  std::string made_by, made_at, paid_on, reference, reason;
};

struct PaymentLedger {
  std::vector<std::string> months;  // "2026-11", latest first
  PaymentSums totals;
  std::vector<Payee> payees;
  std::vector<PaymentAmount> amounts;
  std::int64_t count = 0;  // of all amounts; the list may be shorter
  std::vector<PaymentStatement> statements;  // newest number first
  const PaymentStatement* statement(std::string_view id) const;
  const PaymentAmount* amount(std::string_view visit, std::string_view kind) const;
};

// Statements that would be made, or were.
struct PaymentRun {
  std::vector<PaymentStatement> statements;
  std::int64_t left = 0;   // people who owe more than is owed to them
  std::int64_t cents = 0;  // of all statements
};

struct PaymentMaking {
  std::string id;          // of the run: the same for every try
  bool busy = false;
  std::optional<Refusal> refusal;
  std::optional<PaymentRun> preview;
  std::optional<PaymentRun> made;  // told once
};

// Marking a statement as paid, cancelling it, looking at an amount, refusing it or taking it up again: one dialog at a time.
struct PaymentDecision {
  enum class Kind : std::uint8_t { pay, cancel, look, refuse, take_up } kind = Kind::look;
  std::string statement;        // pay, cancel
  std::string visit, of;        // look, refuse, take_up: the amount by visit and kind
  std::string on, reference;    // pay
  std::string reason;           // the others
  bool on_missing = false, reference_missing = false, reason_missing = false, busy = false;
  std::optional<Refusal> refusal;
};

struct Period {
  std::string from, to;  // dates, both included; empty: without an end
};
// Of a month "2026-11"; of "" from the first to the last of `months`.
Period period_of(std::string_view month, const std::vector<std::string>& months);

}  // namespace constat::app
