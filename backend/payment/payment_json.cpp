#include "backend/payment/payment_json.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "shared/base/calendar.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }

// What amounts name, read once for a list of them.
class Named {
 public:
  explicit Named(Reader& reader) {
    for (const User& user : reader.users()) people_[user.id.value] = user.name;
    for (const Site& site : reader.sites()) sites_[site.id.value] = {{"id", site.id.value}, {"name", site.name}, {"city", site.city}};
    for (const PaymentStatement& statement : reader.payment_statements({}))
      if (statement.status == "paid") paid_on_[statement.id] = statement.paid_on;
  }

  Doc person(const UserId& id) const {
    if (id.empty()) return nullptr;
    const auto found = people_.find(id.value);
    return {{"id", id.value}, {"name", found == people_.end() ? id.value : found->second}};
  }

  Doc amount(const Amount& amount) const {
    const PaymentLine& line = amount.line;
    const auto site = sites_.find(line.site.value);
    Doc doc = {{"visit", line.visit.value},
               {"kind", line.kind},
               {"status", std::string(to_string(amount.status))},
               {"cents", line.cents},
               {"site", site == sites_.end() ? Doc{{"id", line.site.value}, {"name", line.site.value}} : site->second},
               {"investigator", person(line.investigator)},
               {"mission", line.mission.value},
               {"wave", amount.wave.value},
               {"visited_at", amount.visited_at},
               {"dated", amount.day ? Doc(date_of_day(*amount.day)) : Doc()},
               {"statement", line.statement.empty() ? Doc() : Doc(line.statement)}};
    if (line.kind == "expenses") doc["stated"] = line.stated;
    if (amount.status == AmountStatus::refused) doc["reason"] = line.reason;
    if (const auto paid = paid_on_.find(line.statement); paid != paid_on_.end()) doc["paid_on"] = paid->second;
    return doc;
  }

  Doc statement(const PaymentStatement& statement, bool for_payee) const {
    Doc doc = {{"id", statement.id},
               {"investigator", person(statement.investigator)},
               {"from", statement.period_from},
               {"to", statement.period_to},
               {"cents", statement.cents},
               {"lines", statement.lines},
               {"status", statement.status},
               {"made_at", statement.made_at},
               {"paid_on", statement.paid_on},
               {"reference", statement.reference},
               {"reason", statement.reason}};
    if (for_payee) return doc;
    doc["made_by"] = person(statement.made_by);
    doc["closed_by"] = person(statement.closed_by);
    doc["closed_at"] = statement.closed_at;
    return doc;
  }

  Doc draft(const StatementDraft& draft) const {
    Doc doc = statement(draft.statement, false), lines = Doc::array();
    for (const Amount& each : draft.amounts) lines.push_back(amount(each));
    doc["amounts"] = std::move(lines);
    return doc;
  }

 private:
  std::map<std::string, std::string> people_, paid_on_;
  std::map<std::string, Doc> sites_;
};

Doc sums(const AmountSums& sums) {
  return {{"owed", sums.owed}, {"held", sums.held}, {"refused", sums.refused}, {"in_statement", sums.in_statement},
          {"paid", sums.paid}, {"count", sums.count}};
}

bool overlaps(const PaymentStatement& statement, const AmountFilter& filter) {
  return (!filter.from || statement.period_to >= date_of_day(*filter.from)) && (!filter.to || statement.period_from <= date_of_day(*filter.to));
}

}  // namespace

std::string payments_json(Reader& reader, const AmountFilter& filter, bool for_payee) {
  const Named named(reader);
  const Amounts found = amounts(reader, filter);
  AmountSums total;
  std::map<std::string, AmountSums> by_person;
  Doc list = Doc::array(), people = Doc::array(), statements = Doc::array();
  for (const Amount& amount : found.amounts) {
    total.add(amount);
    by_person[amount.line.investigator.value].add(amount);
    if (list.size() < kMostAmountsListed) list.push_back(named.amount(amount));
  }
  for (const auto& [person, person_sums] : by_person) {
    Doc row = sums(person_sums);
    row["investigator"] = named.person(UserId(person));
    people.push_back(std::move(row));
  }
  for (const PaymentStatement& statement : reader.payment_statements(filter.investigator))
    if (overlaps(statement, filter)) statements.push_back(named.statement(statement, for_payee));
  return dump({{"currency", std::string(kCurrency)},
               {"months", found.months},
               {"totals", sums(total)},
               {"investigators", std::move(people)},
               {"amounts", std::move(list)},
               {"count", found.amounts.size()},
               {"statements", std::move(statements)}});
}

std::string statements_json(Reader& reader, const StatementRequest& request, const StatementOutcome& outcome) {
  const Named named(reader);
  Doc made = Doc::array(), left = Doc::array();
  for (const StatementDraft& draft : outcome.statements) made.push_back(named.draft(draft));
  for (const StatementDraft& draft : outcome.left) left.push_back(named.draft(draft));
  return dump({{"dry_run", request.dry_run},
               {"currency", std::string(kCurrency)},
               {"from", date_of_day(request.from)},
               {"to", date_of_day(request.to)},
               {"statements", std::move(made)},
               {"left", std::move(left)}});
}

std::string statement_json(Reader& reader, const PaymentStatement& statement) { return dump(Named(reader).statement(statement, false)); }
std::string amount_json(Reader& reader, const Amount& amount) { return dump(Named(reader).amount(amount)); }

}  // namespace constat::server
