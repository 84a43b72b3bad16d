#include "backend/insight/visit_report.hpp"

#include <nlohmann/json.hpp>

#include "backend/feed/documents.hpp"
#include "backend/review/corrections.hpp"
#include "backend/review/event_json.hpp"
#include "backend/store/official.hpp"
#include "shared/scoring/score.hpp"
#include "shared/sync/submission.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

Doc parse(const std::string& text) { return Doc::parse(text, nullptr, false); }

Doc nullable(const std::optional<std::string>& text) { return text ? Doc(*text) : Doc(nullptr); }

// Each photo of each body, with what the phone says of it and what the bytes say once they are here.
Doc photo_documents(Reader& reader, const VisitId& id, Role reads) {
  Doc list = Doc::array();
  for (const VisitPhoto& photo : reader.photos(id)) {
    if (photo.revision == 0 && reads == Role::investigator) continue;  // of an appeal
    const auto blob = reader.blob(photo.sha256);
    const auto number = [](std::int64_t value) { return value > 0 ? Doc(value) : Doc(nullptr); };
    const auto text = [](const std::string& value) { return value.empty() ? Doc(nullptr) : Doc(value); };
    list.push_back({{"sha256", photo.sha256},
                    {"item", photo.item},
                    {"revision", photo.revision},
                    {"bytes", number(blob ? blob->bytes : photo.bytes)},
                    {"type", text(blob ? blob->type : photo.type)},
                    {"width", number(photo.width)},
                    {"height", number(photo.height)},
                    {"dhash", nullable(photo.dhash)},
                    {"taken_at", text(photo.taken_at)},
                    {"received_at", blob ? Doc(blob->received_at) : Doc(nullptr)},
                    {"flaw", blob ? text(blob->flaw) : Doc(nullptr)}});
  }
  return list;
}

}  // namespace

std::optional<std::string> visit_report(Store& store, ChecklistCache& checklists, const SignedIn& who,
                                        const VisitId& id) {
  const auto reader = read_for(store, who);
  const auto record = reader->visit(id);
  if (!record || !may_see_visit(who, *record)) return std::nullopt;
  Doc report = {{"id", id.value},
                {"revision", record->revision},
                {"sha256", record->sha256},
                {"received_at", record->received_at},
                {"status", record->status},
                {"official", is_official(*record, reader->organisation())},
                {"quarantined", nullptr},
                {"visit", nullptr},
                {"checklist", nullptr},
                {"score", nullptr},
                {"device_score", nullptr},
                {"score_differs", record->score_differs},
                {"site", nullptr},
                {"investigator", nullptr},
                {"conflicts", Doc::array()},
                {"decision", nullptr},
                {"stored_seq", nullptr},
                {"corrections", Doc::array()},
                {"events", event_documents(*reader, id, who.user.role)},
                {"photos", photo_documents(*reader, id, who.user.role)}};
  if (record->stored_seq) report["stored_seq"] = *record->stored_seq;
  const bool with_investigator = may_know_investigators(who);
  if (with_investigator) {
    const auto user = reader->user(record->investigator);
    report["investigator"] = {{"id", record->investigator.value}, {"name", user ? user->name : record->investigator.value}};
  }
  if (const auto site = reader->site(record->site))
    report["site"] = {{"id", site->id.value}, {"name", site->name}, {"city", site->city}, {"region", site->region}};

  std::optional<Visit> visit;
  for (const Revision& revision : reader->revisions(id)) {
    if (!revision.main) {
      if (!with_investigator) continue;
      // Both bodies of a conflict are kept; the one that lost is shown as it came.
      report["conflicts"].push_back({{"revision", revision.revision}, {"sha256", revision.sha256},
                                     {"received_at", revision.received_at}, {"sender", revision.sender.value},
                                     {"quarantined", nullable(revision.quarantined)},
                                     {"decision", nullable(revision.decision)}, {"body", parse(revision.body)}});
    } else if (revision.revision == record->revision) {
      report["quarantined"] = nullable(revision.quarantined);
      report["decision"] = nullable(revision.decision);
      if (auto submission = parse_submission(revision.body)) visit = std::move(submission->visit);
      // As the phone sent it, whatever its version of the scoring adds to it.
      if (Doc body = parse(revision.body); body.is_object()) report["device_score"] = body.value("device_score", Doc());
    }
  }
  if (visit) report["visit"] = parse(write_visit(*visit));
  if (!with_investigator && report["visit"].is_object()) report["visit"].erase("investigator");
  const auto corrections = corrections_of(reader->events(id), record->sha256);
  for (const Correction& correction : corrections)
    report["corrections"].push_back({{"item", correction.item}, {"answer", parse(write_answer(correction.answer))}, {"event", correction.event}});
  if (visit) correct(*visit, corrections);
  if (const auto stored = reader->checklist(record->checklist, record->checklist_version)) {
    report["checklist"] = parse(stored->json);
    const auto checklist = checklists.get(*stored);
    if (checklist && visit)
      report["score"] = parse(write_score(*checklist, *visit, score_visit(*checklist, *visit), true));
  }
  return report.dump(-1, ' ', false, Doc::error_handler_t::replace);
}

}  // namespace constat::server
