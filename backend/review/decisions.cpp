#include "backend/review/decisions.hpp"

#include <algorithm>

#include "backend/auth/limits.hpp"
#include "backend/intake/visit_record.hpp"
#include "backend/review/event_json.hpp"
#include "shared/base/json_reader.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat::server {
namespace {

constexpr std::int64_t kMostRevisions = 1'000'000;

using Kind = DecisionOutcome::Kind;

void accept(Writer& writer, ChecklistCache& checklists, const VisitRecord& before, const Revision& body,
            const Submission& submission) {
  const Assessment assessment = assess(writer, checklists, submission, body.sender);
  VisitRecord record = visit_record(submission, assessment, body);
  record.status = "received";
  // A decision does not hand the visit to somebody else.
  record.investigator = before.investigator;
  record.stored_seq = before.stored_seq;
  writer.make_main(body.visit, body.revision, body.sha256);
  writer.put_visit(record);
  finish_mission(writer, record.mission);
}

void reject(Writer& writer, VisitRecord record, const Revision& body) {
  if (body.main && record.revision == body.revision) record.status = "rejected";
  // Unchanged or not, the visit goes through the feed: somebody decided over it.
  writer.put_visit(record);
}

}  // namespace

std::string_view to_string(Verdict verdict) { return verdict == Verdict::accept ? "accept" : "reject"; }

Parsed<Decision> parse_decision(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  Decision decision;
  decision.id = read_event_id(reader);
  if (const std::string type = read_event_text(reader, "type"); type != "decision")
    reader.report("type", "unknown-value", {type, "decision"});
  if (const Json* number = reader.required("revision"))
    decision.revision = read_integer(*number, "revision", 1, kMostRevisions, problems).value_or(0);
  decision.sha256 = read_event_text(reader, "sha256");
  if (!is_sha256_hex(decision.sha256)) reader.report("sha256", "bad-body-hash", {decision.sha256});
  if (const std::string verdict = read_event_text(reader, "decision"); verdict == "accept") decision.verdict = Verdict::accept;
  else if (verdict != "reject") reader.report("decision", "unknown-value", {verdict, "accept, reject"});
  decision.reason = read_event_text(reader, "reason");
  if (decision.reason.find_first_not_of(" \t\r\n") == std::string::npos) reader.report("reason", "reason-missing");
  if (decision.reason.size() > kLongestReason)
    reader.report("reason", "text-too-long", {std::to_string(kLongestReason)});
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return decision;
}

DecisionOutcome decide(Store& store, ChecklistCache& checklists, const SignedIn& who, const VisitId& visit,
                       const Decision& decision, std::int64_t now_ms) {
  DecisionOutcome outcome;
  store.write(who.organisation.id, [&](Writer& writer) {
    const std::string body_json = decision_body(decision);
    for (const VisitEvent& known : writer.events(visit)) {
      if (known.id != decision.id) continue;
      outcome = {known.body == body_json ? Kind::repeated : Kind::id_taken, known};
      return;
    }
    const auto record = writer.visit(visit);
    const auto bodies = writer.revisions(visit);
    const auto body = std::find_if(bodies.begin(), bodies.end(), [&](const Revision& each) {
      return each.revision == decision.revision && each.sha256 == decision.sha256;
    });
    auto submission = body == bodies.end() ? Parsed<Submission>(tl::unexpected(Problems{})) : parse_submission(body->body);
    if (!record || !submission || !may_see_site(who, submission->visit.site)) {
      outcome.kind = Kind::no_such_body;
      return;
    }
    if (std::none_of(bodies.begin(), bodies.end(), [](const Revision& each) { return each.quarantined.has_value(); })) {
      outcome.kind = Kind::nothing_set_aside;
      return;
    }
    outcome.event = {visit,   decision.id, "decision", who.user.id, rfc3339(now_ms), body_json, writer.next_seq()};
    writer.add_event(outcome.event);
    writer.decide_revision(visit, body->revision, body->sha256, to_string(decision.verdict));
    if (decision.verdict == Verdict::accept) accept(writer, checklists, *record, *body, *submission);
    else reject(writer, *record, *body);
  });
  return outcome;
}

}  // namespace constat::server
