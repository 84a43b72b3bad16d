#include "backend/review/appeals.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "backend/feed/documents.hpp"
#include "backend/intake/visit_record.hpp"
#include "backend/programmes/programme_of.hpp"
#include "backend/review/corrections.hpp"
#include "backend/review/decisions.hpp"
#include "backend/review/event_json.hpp"
#include "shared/scoring/score.hpp"
#include "shared/visit/content_hash.hpp"
#include "shared/visit/timestamp.hpp"
#include "shared/visit/validate.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;
using Kind = AppealOutcome::Kind;

constexpr std::int64_t kMostRevisions = 1'000'000;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }
Doc parsed(const std::string& json) { return json.empty() ? Doc() : Doc::parse(json, nullptr, false); }

struct Common {
  std::string id, sha256, text;
  std::int64_t revision = 0;
};

// What both kinds of event begin with; a word is demanded of both.
Common read_common(JsonReader& reader, std::string_view wanted) {
  Common common;
  common.id = read_event_id(reader);
  if (const std::string type = read_event_text(reader, "type"); type != wanted)
    reader.report("type", "unknown-value", {type, std::string(wanted)});
  if (const Json* number = reader.required("revision"))
    common.revision = read_integer(*number, "revision", 1, kMostRevisions, reader.problems()).value_or(0);
  common.sha256 = read_event_text(reader, "sha256");
  if (!is_sha256_hex(common.sha256)) reader.report("sha256", "bad-body-hash", {common.sha256});
  common.text = read_event_text(reader, "text");
  if (common.text.find_first_not_of(" \t\r\n") == std::string::npos) reader.report("text", "reason-missing");
  if (common.text.size() > kLongestReason) reader.report("text", "text-too-long", {std::to_string(kLongestReason)});
  return common;
}

std::string body_of(const Appeal& appeal) {
  Doc body = {{"revision", appeal.revision}, {"sha256", appeal.sha256}, {"item", appeal.item}, {"text", appeal.text}};
  for (const PhotoFacts& photo : appeal.photos) body["photos"].push_back(photo.sha256);
  return dump(body);
}

std::vector<PhotoFacts> read_photos(JsonReader& reader) {
  std::vector<PhotoFacts> photos;
  const Json* list = reader.optional("photos", JsonKind::array);
  if (!list) return photos;
  if (list->elements.size() > kMostAppealPhotos) reader.report("photos", "too-many-photos", {std::to_string(kMostAppealPhotos)});
  std::size_t at = 0;
  for (const Json& each : list->elements) photos.push_back(read_photo_facts(each, element_path("photos", at++), reader.problems()));
  return photos;
}

void add_photos(Writer& writer, const VisitId& visit, const Appeal& appeal) {
  for (const PhotoFacts& photo : appeal.photos)
    writer.add_visit_photo({visit, 0, photo.sha256, appeal.item, photo.bytes, photo.type, photo.width, photo.height, photo.dhash, photo.taken_at});
}

std::string body_of(const AppealDecision& decision, const std::string& item, const Doc& before, const Doc& after) {
  Doc body = {{"revision", decision.revision}, {"sha256", decision.sha256}, {"appeal", decision.appeal},
              {"item", item}, {"accepted", decision.accepted}, {"text", decision.text}};
  if (decision.answer) body["answer"] = parsed(write_answer(*decision.answer));
  if (!before.is_null()) body["before"] = before;
  if (!after.is_null()) body["after"] = after;
  return dump(body);
}

// Without what the server added to it.
bool is_same(const VisitEvent& known, const AppealDecision& decision) {
  if (known.type != "appeal_decision") return false;
  Doc body = parsed(known.body);
  if (!body.is_object()) return false;
  body.erase("before");
  body.erase("after");
  return dump(body) == body_of(decision, body.value("item", std::string()), nullptr, nullptr);
}

bool names(const VisitEvent& event, const char* member, const std::string& value) {
  const Doc body = parsed(event.body);
  return body.is_object() && body.value(member, std::string()) == value;
}

const VisitEvent* decision_of(const std::vector<VisitEvent>& events, const std::string& appeal) {
  for (const VisitEvent& event : events)
    if (event.type == "appeal_decision" && names(event, "appeal", appeal)) return &event;
  return nullptr;
}

bool in_time(const std::vector<VisitEvent>& events, std::int64_t days, std::int64_t now_ms) {
  const auto approved = std::find_if(events.rbegin(), events.rend(), [](const VisitEvent& event) { return event.type == "approved"; });
  const auto at = approved == events.rend() ? std::optional<std::int64_t>() : unix_milliseconds(approved->at);
  return at && now_ms <= *at + days * kDayMs;
}

struct Found {
  std::optional<VisitRecord> record;
  std::shared_ptr<const Checklist> checklist;
  std::optional<Visit> visit;  // as it was sent
};

Found find(Reader& reader, ChecklistCache& checklists, const VisitId& id) {
  Found found;
  found.record = reader.visit(id);
  if (!found.record) return found;
  if (const auto published = reader.checklist(found.record->checklist, found.record->checklist_version))
    found.checklist = checklists.get(*published);
  for (const Revision& revision : reader.revisions(id))
    if (revision.main && revision.revision == found.record->revision)
      if (auto submission = parse_submission(revision.body)) found.visit = std::move(submission->visit);
  return found;
}

}  // namespace

Parsed<Appeal> parse_appeal(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  Common common = read_common(reader, "appeal");
  Appeal appeal{std::move(common.id), common.revision, std::move(common.sha256), read_event_text(reader, "item"), std::move(common.text), read_photos(reader)};
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return appeal;
}

Parsed<AppealDecision> parse_appeal_decision(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  Common common = read_common(reader, "appeal_decision");
  AppealDecision decision;
  decision.id = std::move(common.id);
  decision.revision = common.revision;
  decision.sha256 = std::move(common.sha256);
  decision.text = std::move(common.text);
  decision.appeal = read_event_text(reader, "appeal");
  if (const Json* accepted = reader.required("accepted", JsonKind::boolean)) decision.accepted = accepted->boolean;
  if (const Json* json_answer = reader.optional("answer", JsonKind::object)) {
    auto answer = parse_answer(write_json(*json_answer));
    if (!answer) problems.insert(problems.end(), answer.error().begin(), answer.error().end());
    else if (!decision.accepted) reader.report("answer", "answer-not-accepted");
    else decision.answer = Answer{answer->value, {}, {}};
  }
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return decision;
}

AppealOutcome appeal(Store& store, ChecklistCache& checklists, const SignedIn& who, const VisitId& id, const Appeal& asked,
                     std::int64_t now_ms) {
  AppealOutcome outcome;
  store.write(who.organisation.id, [&](Writer& writer) {
    outcome = {};
    const auto refuse = [&](Kind kind) { outcome.kind = kind; };
    const Found found = find(writer, checklists, id);
    if (!found.record || !may_see_visit(who, *found.record)) return refuse(Kind::not_found);
    const auto events = writer.events(id);
    for (const VisitEvent& known : events) {
      if (known.id != asked.id) continue;
      outcome.event = known;
      return refuse(known.type == "appeal" && known.body == body_of(asked) ? Kind::repeated : Kind::id_taken);
    }
    if (found.record->revision != asked.revision || found.record->sha256 != asked.sha256) return refuse(Kind::another_body);
    if (found.record->status != "approved") return refuse(Kind::not_approved);
    if (const auto programme = programme_of(writer, found.record->wave)) outcome.days = programme->appeal_days;
    if (!in_time(events, outcome.days, now_ms)) return refuse(Kind::too_late);
    if (!found.checklist || !found.checklist->find(asked.item)) {
      outcome.problems = {{"item", "unknown-item", {asked.item}}};
      return refuse(Kind::bad_answer);
    }
    for (const VisitEvent& event : events)
      if (event.type == "appeal" && names(event, "item", asked.item) && !decision_of(events, event.id)) return refuse(Kind::already_open);
    outcome.event = {id, asked.id, "appeal", who.user.id, rfc3339(now_ms), body_of(asked), writer.next_seq()};
    writer.add_event(outcome.event);
    add_photos(writer, id, asked);
  });
  return outcome;
}

AppealOutcome decide_appeal(Store& store, ChecklistCache& checklists, const SignedIn& who, const VisitId& id,
                            const AppealDecision& asked, std::int64_t now_ms) {
  AppealOutcome outcome;
  store.write(who.organisation.id, [&](Writer& writer) {
    outcome = {};
    const auto refuse = [&](Kind kind) { outcome.kind = kind; };
    Found found = find(writer, checklists, id);
    const auto events = writer.events(id);
    for (const VisitEvent& known : events) {
      if (known.id != asked.id) continue;
      outcome.event = known;
      return refuse(is_same(known, asked) ? Kind::repeated : Kind::id_taken);
    }
    const auto contested = std::find_if(events.begin(), events.end(), [&](const VisitEvent& event) {
      return event.type == "appeal" && event.id == asked.appeal;
    });
    if (!found.record || contested == events.end()) return refuse(Kind::not_found);
    if (found.record->revision != asked.revision || found.record->sha256 != asked.sha256) return refuse(Kind::another_body);
    if (decision_of(events, asked.appeal)) return refuse(Kind::already_decided);
    if (found.record->status != "approved") return refuse(Kind::not_approved);
    if (found.record->investigator == who.user.id) return refuse(Kind::own_visit);
    const std::string item = parsed(contested->body).value("item", std::string());
    const Doc before = parsed(found.record->score_json);
    Doc after;
    if (asked.answer) {
      const auto ref = found.checklist ? found.checklist->find(item) : std::optional<ItemRef>();
      if (!ref || !found.visit) return refuse(Kind::another_body);
      outcome.problems = validate_answer(found.checklist->at(*ref), *asked.answer);
      if (!outcome.problems.empty()) return refuse(Kind::bad_answer);
      auto corrections = corrections_of(events, asked.sha256);
      corrections.push_back({item, *asked.answer, asked.id});
      correct(*found.visit, corrections);
      const ScoreSummary summary = summarize(score_visit(*found.checklist, *found.visit));
      set_score(*found.record, summary);
      after = parsed(found.record->score_json);
    }
    outcome.event = {id, asked.id, "appeal_decision", who.user.id, rfc3339(now_ms), body_of(asked, item, before, after), writer.next_seq()};
    writer.add_event(outcome.event);
    writer.put_visit(*found.record);  // its phone hears of it
  });
  return outcome;
}

}  // namespace constat::server
