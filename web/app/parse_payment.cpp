#include "web/app/parse_payment.hpp"

#include "web/app/json_access.hpp"
#include "web/app/parse_documents.hpp"

namespace constat::app {
namespace {

PaymentSums read_sums(const Json& json) {
  const auto cents = [&](std::string_view name) { return integer_of(json, name).value_or(0); };
  return {cents("owed"), cents("held"), cents("refused"), cents("in_statement"), cents("paid"), cents("count")};
}

void read_person(const Json& json, std::string_view name, std::string& id, std::string& person) {
  const Json* found = object_of(json, name);
  if (!found) return;
  id = text_of(*found, "id");
  person = text_of(*found, "name");
}

PaymentAmount read_amount(const Json& json) {
  PaymentAmount amount;
  amount.visit = text_of(json, "visit");
  amount.kind = text_of(json, "kind");
  amount.status = text_of(json, "status");
  amount.cents = integer_of(json, "cents").value_or(0);
  amount.stated = integer_of(json, "stated");
  if (const Json* site = object_of(json, "site")) amount.site = read_site(*site);
  read_person(json, "investigator", amount.investigator_id, amount.investigator);
  amount.dated = text_of(json, "dated");
  amount.visited_at = text_of(json, "visited_at");
  amount.statement = text_of(json, "statement");
  amount.paid_on = text_of(json, "paid_on");
  amount.reason = text_of(json, "reason");
  return amount;
}

PaymentStatement read_statement(const Json& json) {
  PaymentStatement statement;
  statement.id = text_of(json, "id");
  read_person(json, "investigator", statement.investigator_id, statement.investigator);
  statement.from = text_of(json, "from");
  statement.to = text_of(json, "to");
  statement.status = text_of(json, "status");
  statement.cents = integer_of(json, "cents").value_or(0);
  statement.lines = integer_of(json, "lines").value_or(0);
  std::string maker;
  read_person(json, "made_by", maker, statement.made_by);
  statement.made_at = text_of(json, "made_at");
  statement.paid_on = text_of(json, "paid_on");
  statement.reference = text_of(json, "reference");
  statement.reason = text_of(json, "reason");
  return statement;
}

}  // namespace

PaymentLedger read_payment_ledger(const Json& body) {
  PaymentLedger ledger;
  if (const Json* months = array_of(body, "months"))
    for (const Json& month : months->elements)
      if (month.is(JsonKind::string)) ledger.months.push_back(month.text);
  if (const Json* totals = object_of(body, "totals")) ledger.totals = read_sums(*totals);
  if (const Json* people = array_of(body, "investigators"))
    for (const Json& entry : people->elements) {
      Payee payee;
      read_person(entry, "investigator", payee.id, payee.name);
      payee.sums = read_sums(entry);
      ledger.payees.push_back(std::move(payee));
    }
  if (const Json* amounts = array_of(body, "amounts"))
    for (const Json& entry : amounts->elements) ledger.amounts.push_back(read_amount(entry));
  ledger.count = integer_of(body, "count").value_or(static_cast<std::int64_t>(ledger.amounts.size()));
  if (const Json* statements = array_of(body, "statements"))
    for (const Json& entry : statements->elements) ledger.statements.push_back(read_statement(entry));
  return ledger;
}

PaymentRun read_payment_run(const Json& body) {
  PaymentRun run;
  if (const Json* statements = array_of(body, "statements"))
    for (const Json& entry : statements->elements) {
      run.statements.push_back(read_statement(entry));
      run.cents += run.statements.back().cents;
    }
  if (const Json* left = array_of(body, "left")) run.left = static_cast<std::int64_t>(left->elements.size());
  return run;
}

}  // namespace constat::app
