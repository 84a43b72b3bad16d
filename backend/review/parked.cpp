#include "backend/review/parked.hpp"

#include "backend/review/decisions.hpp"
#include "shared/base/json_reader.hpp"
#include "shared/base/sha256.hpp"
#include "shared/sync/submission.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::int64_t kMostRevisions = 1'000'000;
constexpr std::string_view kAccept = "accept", kDismiss = "dismiss";

using Kind = ParkedOutcome::Kind;

std::string bounded_text(JsonReader& reader, std::string_view name, std::size_t longest) {
  const Json* value = reader.required(name, JsonKind::string);
  if (!value) return {};
  if (value->text.size() > longest) reader.report(name, "text-too-long", {std::to_string(longest)});
  return value->text;
}

}  // namespace

Parsed<ParkedItem> parse_parked(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  ParkedItem item;
  item.visit = bounded_text(reader, "visit", kLongestName);
  if (const Json* number = reader.required("revision"))
    item.revision = read_integer(*number, "revision", 1, kMostRevisions, problems).value_or(0);
  item.problem = bounded_text(reader, "problem", kLongestName);
  item.note = bounded_text(reader, "note", kLongestNote);
  item.body = bounded_text(reader, "body", kMaxParkedBytes);
  item.sha256 = bounded_text(reader, "sha256", kLongestName);
  if (problems.empty() && sha256_hex(item.body) != item.sha256) reader.report("sha256", "parked-hash-mismatch");
  item.bytes = static_cast<std::int64_t>(item.body.size());
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return item;
}

bool keep_parked(Store& store, const SignedIn& who, ParkedItem item, std::int64_t now_ms) {
  item.sender = who.user.id;
  item.received_at = rfc3339(now_ms);
  bool is_new = false;
  store.write(who.organisation.id, [&](Writer& writer) {
    is_new = !writer.parked(item.sha256);
    if (is_new) writer.add_parked(item);
  });
  return is_new;
}

Parsed<ParkedDecision> parse_parked_decision(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  ParkedDecision decision;
  const std::string verdict = bounded_text(reader, "decision", kLongestName);
  decision.accept = verdict == kAccept;
  if (!decision.accept && verdict != kDismiss) reader.report("decision", "unknown-value", {verdict, "accept, dismiss"});
  decision.reason = bounded_text(reader, "reason", kLongestReason);
  if (decision.reason.find_first_not_of(" \t\r\n") == std::string::npos) reader.report("reason", "reason-missing");
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return decision;
}

ParkedOutcome decide_parked(Store& store, VisitIntake& intake, const SignedIn& who, std::string_view sha256,
                            const ParkedDecision& decision, std::int64_t now_ms) {
  ParkedOutcome outcome;
  const auto item = store.read(who.organisation.id)->parked(sha256);
  if (!item) {
    outcome.kind = Kind::not_found;
    return outcome;
  }
  if (decision.accept) {
    // Taken in before it is marked: a stop between the two leaves it on the list, and doing it again is harmless.
    Push push{item->visit, item->revision, item->body, "", item->sender};
    if (const auto submission = parse_submission(item->body)) push.visit = submission->visit.id.value;
    PushOutcome taken = intake.receive(who.organisation.id, std::move(push));
    if (taken.kind == PushOutcome::Kind::refused) {
      outcome.kind = Kind::not_a_visit;
      outcome.problems = std::move(taken.problems);
      return outcome;
    }
    outcome.receipt = std::move(taken.receipt);
  }
  store.write(who.organisation.id, [&](Writer& writer) {
    auto current = writer.parked(sha256);
    if (!current) return;
    const std::string_view wished = decision.accept ? kAccept : kDismiss;
    if (current->decision == wished) return;
    if (current->decision == kAccept) {
      outcome.kind = Kind::already_taken_in;
      return;
    }
    current->decision = wished;
    current->decided_by = who.user.id;
    current->decided_at = rfc3339(now_ms);
    current->reason = decision.reason;
    writer.decide_parked(*current);
  });
  return outcome;
}

}  // namespace constat::server
