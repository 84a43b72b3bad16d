#include "backend/payment/statements.hpp"

#include <algorithm>
#include <map>

#include "backend/auth/limits.hpp"
#include "backend/missions/france_time.hpp"
#include "backend/platform/clock.hpp"
#include "shared/base/calendar.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kYearLength = 4;
constexpr std::size_t kNumberDigits = 4;

// The next number of this year: numbers of cancelled statements are not given again.
std::string next_number(const std::vector<PaymentStatement>& all, const std::string& year) {
  std::int64_t last = 0;
  for (const PaymentStatement& statement : all) {
    if (statement.id.compare(0, kYearLength, year) != 0 || statement.id.size() <= kYearLength + 1) continue;
    std::int64_t number = 0;
    for (const char c : statement.id.substr(kYearLength + 1)) number = number * 10 + (c - '0');
    last = std::max(last, number);
  }
  std::string digits = std::to_string(last + 1);
  if (digits.size() < kNumberDigits) digits.insert(0, kNumberDigits - digits.size(), '0');
  return year + "-" + digits;
}

// What a run made before; the amounts that it holds still.
std::vector<StatementDraft> made_by_run(Reader& reader, const std::vector<PaymentStatement>& all, const std::string& run) {
  std::vector<StatementDraft> made;
  for (const PaymentStatement& statement : all)
    if (statement.run == run) made.push_back({statement, {}});
  if (made.empty()) return made;
  std::reverse(made.begin(), made.end());
  for (const Amount& amount : amounts(reader, {}).amounts)
    for (StatementDraft& draft : made)
      if (amount.line.statement == draft.statement.id) draft.amounts.push_back(amount);
  return made;
}

bool is_wanted(const StatementRequest& request, const UserId& person) {
  if (!request.investigators) return true;
  return std::find(request.investigators->begin(), request.investigators->end(), person) != request.investigators->end();
}

StatementDraft draft_for(const StatementRequest& request, const UserId& person, std::vector<Amount> list) {
  StatementDraft draft;
  draft.statement.investigator = person;
  draft.statement.period_from = date_of_day(request.from);
  draft.statement.period_to = date_of_day(request.to);
  for (const Amount& amount : list) draft.statement.cents += amount.line.cents;
  draft.statement.lines = static_cast<std::int64_t>(list.size());
  draft.amounts = std::move(list);
  return draft;
}

void keep(Writer& writer, StatementDraft& draft, const std::string& by, const std::string& at) {
  writer.put_payment_statement(draft.statement);
  for (Amount& amount : draft.amounts) {
    amount.line.statement = draft.statement.id;
    amount.line.decided_by = UserId(by);
    amount.line.decided_at = at;
    amount.status = AmountStatus::in_statement;
    writer.add_payment_line(amount.line);
  }
}

std::optional<PaymentStatement> find(Reader& reader, const std::string& id) {
  for (PaymentStatement& statement : reader.payment_statements({}))
    if (statement.id == id) return std::move(statement);
  return std::nullopt;
}

}  // namespace

StatementOutcome make_statements(Store& store, const SignedIn& who, const StatementRequest& request, std::int64_t now_ms) {
  StatementOutcome outcome;
  // Amounts of the sites that this person sees; numbers follow on those of everybody.
  const auto work = [&](Reader& everything, Writer* writer) {
    outcome = {};
    const auto seen = limited(everything, who);
    Reader& reader = *seen;
    auto all = everything.payment_statements({});
    outcome.statements = made_by_run(reader, reader.payment_statements({}), request.id);
    outcome.repeated = !outcome.statements.empty();
    if (outcome.repeated) return;
    std::size_t at = 0;
    for (const UserId& person : request.investigators.value_or(std::vector<UserId>{})) {
      const std::string path = "investigators[" + std::to_string(at++) + "]";
      if (!reader.user(person)) outcome.problems.push_back({path, "unknown-investigator", {person.value}});
    }
    if (!outcome.problems.empty()) return;
    AmountFilter filter;
    filter.from = request.from;
    filter.to = request.to;
    std::map<std::string, std::vector<Amount>> owed;
    for (Amount& amount : amounts(reader, filter).amounts)
      if (amount.status == AmountStatus::owed && is_wanted(request, amount.line.investigator))
        owed[amount.line.investigator.value].push_back(std::move(amount));
    const std::string year = date_of_day(day_in_france(now_ms)).substr(0, kYearLength);
    for (auto& [person, list] : owed) {
      StatementDraft draft = draft_for(request, UserId(person), std::move(list));
      if (draft.statement.cents <= 0) {
        outcome.left.push_back(std::move(draft));
        continue;
      }
      draft.statement.id = next_number(all, year);
      draft.statement.run = request.id;
      draft.statement.made_by = who.user.id;
      draft.statement.made_at = rfc3339(now_ms);
      all.push_back(draft.statement);
      if (writer) keep(*writer, draft, who.user.id.value, draft.statement.made_at);
      outcome.statements.push_back(std::move(draft));
    }
  };
  if (request.dry_run) work(*store.read(who.organisation.id), nullptr);
  else store.write(who.organisation.id, [&](Writer& writer) { work(writer, &writer); });
  return outcome;
}

ClosingOutcome pay_statement(Store& store, const SignedIn& who, const std::string& id, const Payment& payment, std::int64_t now_ms) {
  ClosingOutcome outcome;
  using Kind = ClosingOutcome::Kind;
  store.write(who.organisation.id, [&](Writer& writer) {
    outcome = {};
    auto statement = find(writer, id);
    outcome.kind = Kind::not_found;
    if (!statement) return;
    outcome.statement = *statement;
    const bool same = statement->status == "paid" && statement->paid_on == payment.on && statement->reference == payment.reference;
    outcome.kind = same ? Kind::unchanged : Kind::closed;
    if (statement->status != "made") return;
    statement->status = "paid";
    statement->paid_on = payment.on;
    statement->reference = payment.reference;
    statement->closed_by = who.user.id;
    statement->closed_at = rfc3339(now_ms);
    writer.put_payment_statement(*statement);
    outcome = {Kind::changed, *statement};
  });
  return outcome;
}

ClosingOutcome cancel_statement(Store& store, const SignedIn& who, const std::string& id, const std::string& reason, std::int64_t now_ms) {
  ClosingOutcome outcome;
  using Kind = ClosingOutcome::Kind;
  store.write(who.organisation.id, [&](Writer& writer) {
    outcome = {};
    auto statement = find(writer, id);
    outcome.kind = Kind::not_found;
    if (!statement) return;
    outcome.statement = *statement;
    outcome.kind = statement->status == "cancelled" ? Kind::unchanged : Kind::closed;
    if (statement->status != "made") return;
    for (const PaymentLine& line : writer.payment_lines(statement->investigator))
      if (line.statement == id) writer.remove_payment_line(line.visit, line.kind);
    statement->status = "cancelled";
    statement->reason = reason;
    statement->closed_by = who.user.id;
    statement->closed_at = rfc3339(now_ms);
    writer.put_payment_statement(*statement);
    outcome = {Kind::changed, *statement};
  });
  return outcome;
}

RefusalOutcome refuse_amount(Store& store, const SignedIn& who, const AmountRefusal& refusal, std::int64_t now_ms) {
  RefusalOutcome outcome;
  using Kind = RefusalOutcome::Kind;
  store.write(who.organisation.id, [&](Writer& writer) {
    outcome = {};
    outcome.kind = Kind::not_found;
    const auto find_amount = [&](Reader& reader) -> std::optional<Amount> {
      const auto visit = reader.visit(refusal.visit);
      if (!visit) return std::nullopt;
      AmountFilter of_person;
      of_person.investigator = visit->investigator;
      for (Amount& amount : amounts(reader, of_person).amounts)
        if (amount.line.visit == refusal.visit && amount.line.kind == refusal.kind) return std::move(amount);
      return std::nullopt;
    };
    const auto seen = limited(writer, who);
    auto amount = find_amount(*seen);
    if (!amount) return;
    outcome.amount = *amount;
    const bool is_refused = amount->status == AmountStatus::refused;
    const bool is_free = amount->status == AmountStatus::owed || amount->status == AmountStatus::held;
    outcome.kind = is_refused || is_free ? Kind::unchanged : Kind::closed;
    if (outcome.kind == Kind::closed || is_refused == refusal.refused) return;
    if (refusal.refused) {
      amount->line.decided_by = who.user.id;
      amount->line.decided_at = rfc3339(now_ms);
      amount->line.reason = refusal.reason;
      writer.add_payment_line(amount->line);
    } else {
      writer.remove_payment_line(refusal.visit, refusal.kind);
    }
    outcome.kind = Kind::changed;
    if (const auto now = find_amount(writer)) outcome.amount = *now;
  });
  return outcome;
}

}  // namespace constat::server
