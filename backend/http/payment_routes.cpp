// What investigators are owed, and the statements by which they are paid.
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/payment/payment_json.hpp"
#include "backend/payment/payment_table.hpp"
#include "shared/base/calendar.hpp"

namespace constat::server::http {
namespace {

constexpr std::size_t kPaymentBytes = 64u << 10;
constexpr std::size_t kDateLength = 10;

const OrganisationId& organisation_of(const Call& call) { return call.who->organisation.id; }
std::unique_ptr<Reader> reader_of(const Call& call) { return read_for(call.services.store, *call.who); }

// "?from=&to=", dates, both included; either may be absent.
Parsed<AmountFilter> filter_of(const Request& request) {
  AmountFilter filter;
  std::vector<Problem> problems;
  const auto read = [&](std::string_view name, std::optional<std::int64_t>& into) {
    const std::string_view text = request.parameter(name);
    if (text.empty()) return;
    into = day_of_date(text);
    if (!into) problems.push_back({std::string(name), "answer-bad-date", {std::string(text)}});
  };
  read("from", filter.from);
  read("to", filter.to);
  if (const auto person = request.parameter("investigator"); !person.empty()) filter.investigator = UserId(std::string(person));
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return filter;
}

Response list(const Call& call) {
  const auto filter = filter_of(call.request);
  if (!filter) return problem(call.language, 400, "bad-payment", {}, filter.error());
  return json_response(200, payments_json(*reader_of(call), *filter, false));
}

Response my_fees(const Call& call) {
  auto filter = filter_of(call.request);
  if (!filter) return problem(call.language, 400, "bad-payment", {}, filter.error());
  filter->investigator = call.who->user.id;
  return json_response(200, payments_json(*reader_of(call), *filter, true));
}

Response make(const Call& call) {
  const auto request = parse_statement_request(call.request.body);
  if (!request) return problem(call.language, 400, "bad-payment", {}, request.error());
  const StatementOutcome outcome = make_statements(call.services.store, *call.who, *request, call.services.clock());
  if (!outcome.problems.empty()) return problem(call.language, 400, "bad-payment", {}, outcome.problems);
  const bool made = !request->dry_run && !outcome.repeated && !outcome.statements.empty();
  return json_response(made ? 201 : 200, statements_json(*reader_of(call), *request, outcome));
}

Response answer(const Call& call, const ClosingOutcome& outcome) {
  using Kind = ClosingOutcome::Kind;
  if (outcome.kind == Kind::not_found) return problem(call.language, 404, "not-found");
  if (outcome.kind == Kind::closed) return problem(call.language, 409, "statement-closed", {outcome.statement.id});
  Response response = json_response(200, statement_json(*reader_of(call), outcome.statement));
  response.unchanged = outcome.kind == Kind::unchanged;
  return response;
}

// An id that nobody has is not found, whatever is asked of it.
bool is_known(const Call& call, const std::string& id) {
  for (const PaymentStatement& statement : reader_of(call)->payment_statements({}))
    if (statement.id == id) return true;
  return false;
}

Response pay(const Call& call) {
  const std::string& id = call.path.at("id");
  if (!is_known(call, id)) return problem(call.language, 404, "not-found");
  const auto payment = parse_payment(call.request.body);
  if (!payment) return problem(call.language, 400, "bad-payment", {}, payment.error());
  return answer(call, pay_statement(call.services.store, *call.who, id, *payment, call.services.clock()));
}

Response cancel(const Call& call) {
  const std::string& id = call.path.at("id");
  if (!is_known(call, id)) return problem(call.language, 404, "not-found");
  const auto reason = parse_payment_reason(call.request.body);
  if (!reason) return problem(call.language, 400, "bad-payment", {}, reason.error());
  return answer(call, cancel_statement(call.services.store, *call.who, id, *reason, call.services.clock()));
}

Response refuse(const Call& call) {
  const auto refusal = parse_refusal(call.request.body);
  if (!refusal) return problem(call.language, 400, "bad-payment", {}, refusal.error());
  const RefusalOutcome outcome = refuse_amount(call.services.store, *call.who, *refusal, call.services.clock());
  using Kind = RefusalOutcome::Kind;
  if (outcome.kind == Kind::not_found) return problem(call.language, 404, "not-found");
  if (outcome.kind == Kind::closed) return problem(call.language, 409, "amount-closed", {outcome.amount.line.statement});
  Response response = json_response(200, amount_json(*reader_of(call), outcome.amount));
  response.unchanged = outcome.kind == Kind::unchanged;
  return response;
}

Response export_file(const Call& call) {
  const auto filter = filter_of(call.request);
  if (!filter) return problem(call.language, 400, "bad-payment", {}, filter.error());
  PaymentExport wanted;
  wanted.filter = *filter;
  wanted.status = amount_status_of(call.request.parameter("status"));
  wanted.style.language = language_of(call.request.parameter("lang"), call.language);
  wanted.style.codes = call.request.parameter("codes") == "1";
  const std::string_view delimiter = call.request.parameter("delimiter");
  wanted.style.delimiter = delimiter == "comma" ? ',' : delimiter == "semicolon" ? ';' : '\0';
  exports::StringSink out;
  const std::size_t rows = write_payments(*reader_of(call), wanted, out);
  Response response;
  response.content_type = std::string(exports::content_type_of(exports::Format::csv));
  response.body = std::move(out.bytes);
  const std::string today = rfc3339(call.services.clock()).substr(0, kDateLength);
  return std::move(response.with("Content-Disposition", "attachment; filename=\"constat-payments-" + today + ".csv\"")
                       .with("Constat-Rows", std::to_string(rows)));
}

}  // namespace

void add_payment_routes(std::vector<Route>& table) {
  const Access payers = Access::roles({Role::manager, Role::administrator});
  table.push_back({Method::get, "/api/v1/payments", payers, {}, list, TokenScope::payments_read});
  table.push_back({Method::get, "/api/v1/payments/export.csv", payers, {}, export_file, TokenScope::payments_read});
  table.push_back({Method::post, "/api/v1/payments/statements", payers, kPaymentBytes, make, TokenScope::payments_write});
  table.push_back({Method::post, "/api/v1/payments/statements/{id}/paid", payers, kPaymentBytes, pay, TokenScope::payments_write});
  table.push_back({Method::post, "/api/v1/payments/statements/{id}/cancel", payers, kPaymentBytes, cancel, TokenScope::payments_write});
  table.push_back({Method::post, "/api/v1/payments/amounts", payers, kPaymentBytes, refuse, TokenScope::payments_write});
  table.push_back({Method::get, "/api/v1/fees", Access::roles({Role::investigator}), {}, my_fees, TokenScope::payments_read});
}

}  // namespace constat::server::http
