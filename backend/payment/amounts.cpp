#include "backend/payment/amounts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "backend/missions/france_time.hpp"
#include "backend/missions/mission_input.hpp"
#include "shared/base/calendar.hpp"
#include "shared/base/fixed.hpp"
#include "shared/sync/submission.hpp"
#include "shared/visit/timestamp.hpp"

namespace constat::server {
namespace {

constexpr std::int64_t kThousandthsPerCent = 10;
constexpr std::size_t kMonthLength = 7;  // "2026-11"

std::optional<std::int64_t> day_of(const std::string& moment) {
  const auto at = unix_milliseconds(moment);
  if (!at) return std::nullopt;
  return day_in_france(*at);
}

// In cents, as the visit that counts says; 0: nothing, or no amount.
std::int64_t stated_expenses(Reader& reader, const PayableVisit& visit) {
  for (const Revision& revision : reader.revisions(visit.visit)) {
    if (!revision.main || revision.revision != visit.revision) continue;
    const auto submission = parse_submission(revision.body);
    const Answer* answer = submission ? submission->visit.find(kExpensesItem) : nullptr;
    const auto* number = answer ? std::get_if<NumberValue>(&answer->value) : nullptr;
    const auto euros = number ? parse_thousandths(number->decimal) : std::nullopt;
    if (!euros || euros->value <= 0) return 0;
    return std::min(divide_rounded(euros->value, kThousandthsPerCent), kHighestFee);
  }
  return 0;
}

class Derivation {
 public:
  Derivation(Reader& reader, const AmountFilter& filter) : reader_(reader), filter_(filter) {}

  Amounts run() {
    for (const PaymentStatement& statement : reader_.payment_statements(filter_.investigator)) is_paid_[statement.id] = statement.status == "paid";
    for (PaymentLine& line : reader_.payment_lines(filter_.investigator)) {
      const auto key = std::make_pair(line.visit.value, line.kind);
      lines_.emplace(key, std::move(line));
    }
    auto visits = reader_.payable_visits(filter_.investigator);
    std::sort(visits.begin(), visits.end(), [](const PayableVisit& a, const PayableVisit& b) {
      return std::tie(a.decided_at, a.visit.value) < std::tie(b.decided_at, b.visit.value);
    });
    for (const PayableVisit& visit : visits) take_lines(visit);
    for (const PayableVisit& visit : visits) derive(visit);
    std::sort(made_.amounts.begin(), made_.amounts.end(), [](const Amount& a, const Amount& b) {
      return std::tie(a.day, a.line.visit.value, a.line.kind) < std::tie(b.day, b.line.visit.value, b.line.kind);
    });
    made_.months.assign(months_.rbegin(), months_.rend());
    return std::move(made_);
  }

 private:
  const PaymentLine* line_of(const VisitId& visit, const std::string& kind) const {
    const auto found = lines_.find({visit.value, kind});
    return found == lines_.end() ? nullptr : &found->second;
  }
  bool stands(const PaymentLine* line) const { return line && !line->statement.empty(); }

  void add(const PayableVisit& visit, PaymentLine line, AmountStatus status) {
    Amount amount{std::move(line), status, visit.wave, visit.started_at, {}};
    amount.day = day_of(amount.line.dated);
    // Others' visits of the same missions only say what is taken already.
    if (filter_.investigator && *filter_.investigator != amount.line.investigator) return;
    if (amount.day) months_.insert(date_of_day(*amount.day).substr(0, kMonthLength));
    if (filter_.includes(amount)) made_.amounts.push_back(std::move(amount));
  }

  void take_lines(const PayableVisit& visit) {
    for (const char* kind : {"fee", "expenses", "fee_correction", "expenses_correction"}) {
      const PaymentLine* line = line_of(visit.visit, kind);
      if (!line) continue;
      const auto paid = is_paid_.find(line->statement);
      const bool is_paid = paid != is_paid_.end() && paid->second;
      add(visit, *line, line->statement.empty() ? AmountStatus::refused : is_paid ? AmountStatus::paid : AmountStatus::in_statement);
      // What stands for one visit of a mission, and was not taken back, is all that the mission pays.
      if (stands(line) && line->cents > 0 && !stands(line_of(visit.visit, line->kind + "_correction")))
        taken_.emplace(std::make_pair(visit.mission.value, line->kind), visit.visit.value);
    }
  }

  PaymentLine new_line(const PayableVisit& visit, const std::string& kind, std::int64_t cents) const {
    PaymentLine line;
    line.visit = visit.visit;
    line.kind = kind;
    line.investigator = visit.investigator;
    line.mission = visit.mission;
    line.site = visit.site;
    line.cents = cents;
    line.dated = visit.decided_at;
    return line;
  }

  bool may_lie_in_period(const PayableVisit& visit) const {
    Amount probe;
    probe.day = day_of(visit.decided_at);
    return filter_.includes(probe);
  }

  void derive(const PayableVisit& visit) {
    if (visit.status == "rejected") return derive_corrections(visit);
    if (visit.status != "approved") return;
    if (visit.fee.value_or(0) > 0) owe(visit, new_line(visit, "fee", *visit.fee));
    if (visit.expenses_cap.value_or(0) <= 0 || line_of(visit.visit, "expenses") || !may_lie_in_period(visit)) return;
    PaymentLine line = new_line(visit, "expenses", 0);
    line.stated = stated_expenses(reader_, visit);
    line.cents = std::min(line.stated, *visit.expenses_cap);
    if (line.cents > 0) owe(visit, std::move(line));
  }

  void owe(const PayableVisit& visit, PaymentLine line) {
    if (line_of(visit.visit, line.kind)) return;
    const auto holder = taken_.emplace(std::make_pair(visit.mission.value, line.kind), visit.visit.value).first;
    const bool first = holder->second == visit.visit.value;
    add(visit, std::move(line), first ? AmountStatus::owed : AmountStatus::held);
  }

  void derive_corrections(const PayableVisit& visit) {
    for (const char* kind : {"fee", "expenses"}) {
      const PaymentLine* line = line_of(visit.visit, kind);
      const std::string correction = std::string(kind) + "_correction";
      if (!stands(line) || line_of(visit.visit, correction)) continue;
      PaymentLine made = new_line(visit, correction, -line->cents);
      made.investigator = line->investigator;
      add(visit, std::move(made), AmountStatus::owed);
    }
  }

  Reader& reader_;
  const AmountFilter& filter_;
  std::map<std::string, bool> is_paid_;                                    // by statement
  std::map<std::pair<std::string, std::string>, PaymentLine> lines_;       // by visit and kind
  std::map<std::pair<std::string, std::string>, std::string> taken_;       // by mission and kind: the visit that it pays
  std::set<std::string> months_;
  Amounts made_;
};

}  // namespace

std::string_view to_string(AmountStatus status) {
  switch (status) {
    case AmountStatus::owed: return "owed";
    case AmountStatus::held: return "held";
    case AmountStatus::refused: return "refused";
    case AmountStatus::in_statement: return "in_statement";
    case AmountStatus::paid: return "paid";
  }
  return "owed";
}

std::optional<AmountStatus> amount_status_of(std::string_view word) {
  for (const AmountStatus status : {AmountStatus::owed, AmountStatus::held, AmountStatus::refused, AmountStatus::in_statement, AmountStatus::paid})
    if (to_string(status) == word) return status;
  return std::nullopt;
}

Amounts amounts(Reader& reader, const AmountFilter& filter) { return Derivation(reader, filter).run(); }

void AmountSums::add(const Amount& amount) {
  ++count;
  switch (amount.status) {
    case AmountStatus::owed: owed += amount.line.cents; break;
    case AmountStatus::held: held += amount.line.cents; break;
    case AmountStatus::refused: refused += amount.line.cents; break;
    case AmountStatus::in_statement: in_statement += amount.line.cents; break;
    case AmountStatus::paid: paid += amount.line.cents; break;
  }
}

}  // namespace constat::server
