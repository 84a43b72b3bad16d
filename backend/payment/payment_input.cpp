#include <algorithm>

#include "backend/payment/statements.hpp"
#include "backend/review/event_json.hpp"
#include "shared/base/calendar.hpp"
#include "shared/base/json_reader.hpp"

namespace constat::server {
namespace {

constexpr const char* kKinds[] = {"fee", "expenses", "fee_correction", "expenses_correction"};

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

std::string read_reason(JsonReader& reader) {
  std::string reason = read_event_text(reader, "reason");
  if (is_blank(reason)) reader.report("reason", "reason-missing");
  if (reason.size() > kLongestPaymentWord) reader.report("reason", "text-too-long", {std::to_string(kLongestPaymentWord)});
  return reason;
}

std::optional<std::int64_t> read_day(JsonReader& reader, std::string_view name) {
  const std::string text = read_event_text(reader, name);
  const auto day = day_of_date(text);
  if (!day && !text.empty()) reader.report(name, "answer-bad-date", {text});
  return day;
}

}  // namespace

Parsed<StatementRequest> parse_statement_request(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  StatementRequest request;
  request.id = read_event_id(reader);
  const auto from = read_day(reader, "from"), to = read_day(reader, "to");
  if (from && to && *to < *from) reader.report("to", "window-order", {date_of_day(*from), date_of_day(*to)});
  request.from = from.value_or(0);
  request.to = to.value_or(0);
  if (const Json* list = reader.optional("investigators", JsonKind::array)) {
    request.investigators.emplace();
    std::size_t at = 0;
    for (const Json& each : list->elements)
      if (auto id = read_text(each, element_path("investigators", at++), problems)) request.investigators->emplace_back(std::move(*id));
    if (list->elements.empty()) reader.report("investigators", "empty-list");
  }
  if (const Json* dry = reader.optional("dry_run", JsonKind::boolean)) request.dry_run = dry->boolean;
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return request;
}

Parsed<Payment> parse_payment(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  Payment payment;
  if (const auto day = read_day(reader, "on")) payment.on = date_of_day(*day);
  payment.reference = read_event_text(reader, "reference");
  if (is_blank(payment.reference)) reader.report("reference", "empty-text");
  if (payment.reference.size() > kLongestReference) reader.report("reference", "text-too-long", {std::to_string(kLongestReference)});
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return payment;
}

Parsed<std::string> parse_payment_reason(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  std::string reason = read_reason(reader);
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return reason;
}

Parsed<AmountRefusal> parse_refusal(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  AmountRefusal refusal;
  refusal.visit = VisitId(read_event_text(reader, "visit"));
  refusal.kind = read_event_text(reader, "kind");
  if (std::find(std::begin(kKinds), std::end(kKinds), refusal.kind) == std::end(kKinds))
    reader.report("kind", "unknown-value", {refusal.kind, "fee, expenses, fee_correction, expenses_correction"});
  if (const Json* refused = reader.required("refused", JsonKind::boolean)) refusal.refused = refused->boolean;
  refusal.reason = read_reason(reader);
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return refusal;
}

}  // namespace constat::server
