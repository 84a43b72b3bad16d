#include "web/app/parse_queue.hpp"

#include <cmath>

#include "shared/review/comment_text.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_documents.hpp"

namespace constat::app {
namespace {

std::string name_in(const Json& json, std::string_view member) {
  const Json* person = object_of(json, member);
  if (!person) return {};
  std::string name = text_of(*person, "name");
  return name.empty() ? text_of(*person, "id") : name;
}

// None where there is none.
std::optional<MicroPercent> score_in(const Json& event, const char* name) {
  const Json* summary = object_of(event, name);
  const auto score = summary ? number_of(*summary, "score") : std::nullopt;
  return score ? std::optional<MicroPercent>(MicroPercent{std::llround(*score * 1e6)}) : std::nullopt;
}

}  // namespace

Queue read_queue(const Json& json) {
  Queue queue;
  queue.safe_target = optional_bool(json, "safe_target");
  const Json* visits = array_of(json, "visits");
  if (!visits) return queue;
  for (const Json& entry : visits->elements) {
    QueuedVisit visit;
    visit.id = text_of(entry, "id");
    visit.state = text_of(entry, "state");
    visit.problem = text_of(entry, "problem");
    if (const Json* photos = object_of(entry, "photos")) {
      visit.photos = integer_of(*photos, "total").value_or(0);
      visit.photos_sent = integer_of(*photos, "sent").value_or(0);
      visit.bytes = integer_of(*photos, "bytes").value_or(0);
      visit.bytes_sent = integer_of(*photos, "bytes_sent").value_or(0);
    }
    queue.visits.push_back(std::move(visit));
  }
  return queue;
}

RescueSaved read_rescue_saved(const Json& json) {
  RescueSaved saved;
  saved.name = text_of(json, "name");
  saved.visits = integer_of(json, "visits").value_or(0);
  saved.photos = integer_of(json, "photos").value_or(0);
  saved.bytes = integer_of(json, "bytes").value_or(0);
  if (const Json* missing = array_of(json, "missing")) saved.missing = static_cast<std::int64_t>(missing->elements.size());
  return saved;
}

RescueRead read_rescue_read(const Json& json) {
  RescueRead read;
  read.visits = integer_of(json, "visits").value_or(0);
  read.known = integer_of(json, "known").value_or(0);
  if (const Json* unreadable = array_of(json, "unreadable")) read.unreadable = static_cast<std::int64_t>(unreadable->elements.size());
  read.photos = integer_of(json, "photos").value_or(0);
  return read;
}

Quarantine read_quarantine(const Json& body) {
  Quarantine out;
  if (const Json* visits = array_of(body, "visits"))
    for (const Json& entry : visits->elements) {
      SetAsideVisit visit;
      visit.id = text_of(entry, "id");
      visit.revision = integer_of(entry, "revision").value_or(1);
      visit.sha256 = text_of(entry, "sha256");
      visit.reason = text_of(entry, "reason");
      visit.received_at = text_of(entry, "received_at");
      visit.investigator = name_in(entry, "investigator");
      visit.conflicts_with = text_of(entry, "conflicts_with");
      if (const Json* site = object_of(entry, "site")) visit.site = read_site(*site);
      if (visit.site.name.empty()) visit.site.name = visit.site.id;
      if (const Json* checklist = object_of(entry, "checklist")) visit.checklist_title = localized_of(*checklist, "title");
      visit.score = read_score(entry, "score");
      visit.words = normalised_comment(visit.site.name + " " + visit.investigator + " " + visit.id);
      out.visits.push_back(std::move(visit));
    }
  if (const Json* parked = array_of(body, "parked"))
    for (const Json& entry : parked->elements) {
      ParkedText text;
      text.sha256 = text_of(entry, "sha256");
      text.sender = name_in(entry, "sender");
      text.received_at = text_of(entry, "received_at");
      text.visit = text_of(entry, "visit");
      text.revision = integer_of(entry, "revision").value_or(1);
      text.problem = text_of(entry, "problem");
      text.note = text_of(entry, "note");
      text.bytes = integer_of(entry, "bytes").value_or(0);
      text.words = normalised_comment(text.sender + " " + text.note + " " + text.visit);
      out.parked.push_back(std::move(text));
    }
  return out;
}

ReviewQueue read_review_queue(const Json& body) {
  ReviewQueue out;
  out.waiting = integer_of(body, "waiting").value_or(0);
  out.count = integer_of(body, "count").value_or(out.waiting);
  out.with_investigators = integer_of(body, "with_investigators").value_or(0);
  if (const Json* appeals = array_of(body, "appeals"))
    for (const Json& entry : appeals->elements) {
      OpenAppeal appeal;
      appeal.visit = text_of(entry, "visit");
      appeal.author = name_in(entry, "author");
      appeal.at = text_of(entry, "at");
      appeal.text = text_of(entry, "text");
      if (const Json* site = object_of(entry, "site")) appeal.site = read_site(*site);
      if (const Json* checklist = object_of(entry, "checklist")) appeal.checklist_title = localized_of(*checklist, "title");
      out.appeals.push_back(std::move(appeal));
    }
  out.appeals_count = integer_of(body, "appeals_count").value_or(static_cast<std::int64_t>(out.appeals.size()));
  out.appeals_waiting = integer_of(body, "appeals_waiting").value_or(out.appeals_count);
  const Json* visits = array_of(body, "visits");
  if (!visits) return out;
  for (const Json& entry : visits->elements) {
    WaitingVisit visit;
    visit.id = text_of(entry, "id");
    visit.sha256 = text_of(entry, "sha256");
    visit.investigator = name_in(entry, "investigator");
    visit.started_at = text_of(entry, "started_at");
    visit.received_at = text_of(entry, "received_at");
    visit.score_status = text_of(entry, "score_status");
    visit.revision = integer_of(entry, "revision").value_or(1);
    visit.photos_missing = integer_of(entry, "photos_missing").value_or(0);
    visit.returned = integer_of(entry, "returned").value_or(0);
    if (const Json* site = object_of(entry, "site")) visit.site = read_site(*site);
    if (const Json* checklist = object_of(entry, "checklist")) visit.checklist_title = localized_of(*checklist, "title");
    if (const auto score = number_of(entry, "score")) visit.score = MicroPercent{std::llround(*score * 1e6)};
    if (const Json* reasons = array_of(entry, "reasons"))
      for (const Json& reason : reasons->elements) {
        const Json* facts = object_of(reason, "facts");
        visit.reasons.push_back({text_of(reason, "code"), localized_of(reason, "title"), localized_of(reason, "meaning"), localized_of(reason, "fact"),
                                 facts ? text_of(*facts, "other_visit") : std::string()});
      }
    out.visits.push_back(std::move(visit));
  }
  return out;
}

VisitEvents read_events(const Json& body) {
  VisitEvents out;
  if (const Json* events = array_of(body, "events"))
    for (const Json& entry : events->elements) {
      VisitEvent event;
      event.id = text_of(entry, "id");
      event.type = text_of(entry, "type");
      event.item = text_of(entry, "item");
      event.appeal = text_of(entry, "appeal");
      event.accepted = bool_of(entry, "accepted");
      event.verdict = text_of(entry, "verdict");
      if (const Json* photos = array_of(entry, "photos"))
        for (const Json& photo : photos->elements) event.photos.push_back(photo.text);
      event.before = score_in(entry, "before");
      event.after = score_in(entry, "after");
      event.decision = text_of(entry, "decision");
      event.reason = text_of(entry, "reason");
      if (event.reason.empty()) event.reason = text_of(entry, "text");
      event.author = name_in(entry, "author");
      event.at = text_of(entry, "at");
      event.revision = integer_of(entry, "revision").value_or(0);
      out.events.push_back(std::move(event));
    }
  return out;
}

}  // namespace constat::app
