#include "web/app/parse_documents.hpp"

#include "shared/checklist/parse.hpp"
#include "web/app/json_access.hpp"

namespace constat::app {

std::optional<Session> read_session(const Json& json) {
  const Json* user = object_of(json, "user");
  const Json* organisation = object_of(json, "organisation");
  if (!user) return std::nullopt;
  Session session;
  session.user_id = text_of(*user, "id");
  session.name = text_of(*user, "name");
  session.email = text_of(*user, "email");
  session.role = text_of(*user, "role");
  if (organisation) {
    session.organisation = text_of(*organisation, "name");
    session.demo = bool_of(*organisation, "demo");
  }
  return session;
}

Meta read_meta(const Json& json) {
  Meta meta;
  meta.version = text_of(json, "version");
  meta.demo = bool_of(json, "demo");
  if (const Json* accounts = array_of(json, "accounts")) {
    for (const Json& account : accounts->elements)
      meta.accounts.push_back({text_of(account, "email"), text_of(account, "password"), text_of(account, "role"),
                               text_of(account, "name")});
  }
  return meta;
}

StorageHealth read_storage(const Json& json) {
  StorageHealth health;
  health.persisted = bool_of(json, "persisted");
  health.quota = integer_of(json, "quota");
  health.usage = integer_of(json, "usage");
  return health;
}

void apply_sync(const Json& json, SyncState& sync) {
  const std::string state = text_of(json, "state");
  if (!state.empty()) sync.busy = state == "pulling" || state == "pushing";
  sync.unsent = integer_of(json, "unsent").value_or(sync.unsent);
  sync.last_error = text_of(json, "last_error");
  sync.next_retry_ms = integer_of(json, "next_retry_ms");
  sync.online = bool_of(json, "online", sync.online);
}

SiteDoc read_site(const Json& json) {
  SiteDoc site{text_of(json, "id"), text_of(json, "name"), text_of(json, "city"), text_of(json, "region"), text_of(json, "address")};
  if (const Json* hours = object_of(json, "opening_hours")) site.opening_hours = write_json(*hours);
  return site;
}

MissionList read_missions(const Json& json) {
  MissionList list;
  list.last_pull = integer_of(json, "last_pull");
  const Json* missions = array_of(json, "missions");
  if (!missions) return list;
  for (const Json& entry : missions->elements) {
    Mission mission;
    mission.id = text_of(entry, "id");
    mission.site = text_of(entry, "site");
    mission.wave = text_of(entry, "wave");
    mission.contact_mode = text_of(entry, "contact_mode");
    mission.status = text_of(entry, "status");
    if (const Json* window = object_of(entry, "window")) {
      mission.window_from = text_of(*window, "from");
      mission.window_to = text_of(*window, "to");
    }
    mission.scenario = localized_of(entry, "scenario");
    mission.persona = localized_of(entry, "persona");
    mission.checklist_title = localized_of(entry, "checklist_title");
    if (const Json* site = object_of(entry, "site_doc")) mission.site_doc = read_site(*site);
    if (mission.site_doc.name.empty()) mission.site_doc.name = mission.site;
    mission.live_score = bool_of(entry, "live_score");
    mission.discreet = bool_of(entry, "discreet");
    mission.fee = integer_of(entry, "fee");
    mission.expenses_cap = integer_of(entry, "expenses_cap");
    mission.cancel_reason = text_of(entry, "cancel_reason");
    mission.skills = texts_of(entry, "skills");
    mission.checklist_ready = bool_of(entry, "checklist_ready");
    mission.draft = text_of(entry, "draft");
    list.missions.push_back(std::move(mission));
  }
  return list;
}

std::optional<ScoreSummary> read_score(const Json& parent, std::string_view name) {
  const Json* score = object_of(parent, name);
  if (!score) return std::nullopt;
  return parse_score_summary(write_json(*score));
}

std::optional<ReviewerSays> read_reviewer_says(const Json& json, std::string_view name) {
  const Json* word = object_of(json, name);
  if (!word) return std::nullopt;
  ReviewerSays says{text_of(*word, "type"), text_of(*word, "at"), text_of(*word, "text"), {}};
  if (const Json* items = array_of(*word, "items"))
    for (const Json& item : items->elements)
      if (item.is(JsonKind::string)) says.items.push_back(item.text);
  return says;
}

VisitList read_visits(const Json& json) {
  VisitList list;
  const Json* visits = array_of(json, "visits");
  if (!visits) return list;
  for (const Json& entry : visits->elements) {
    VisitSummary visit;
    visit.id = text_of(entry, "id");
    if (const Json* site = object_of(entry, "site_doc")) visit.site_doc = read_site(*site);
    visit.checklist_title = localized_of(entry, "checklist_title");
    visit.started_at = text_of(entry, "started_at");
    visit.ended_at = text_of(entry, "ended_at");
    visit.state = text_of(entry, "state");
    visit.safe = bool_of(entry, "safe");
    if (const Json* photos = object_of(entry, "photos")) {
      visit.photos = integer_of(*photos, "total").value_or(0);
      visit.photos_sent = integer_of(*photos, "sent").value_or(0);
    }
    visit.review = text_of(entry, "review");
    visit.says = read_reviewer_says(entry, "reviewer_says");
    visit.can_reopen = bool_of(entry, "can_reopen");
    visit.problem = text_of(entry, "problem");
    visit.score = read_score(entry, "score");
    if (const Json* receipt = object_of(entry, "receipt")) {
      visit.received_at = text_of(*receipt, "received_at");
      visit.quarantined = text_of(*receipt, "quarantined");
      if (const auto score = read_score(*receipt, "score")) visit.score = score;
    }
    list.visits.push_back(std::move(visit));
  }
  return list;
}

Parsed<OpenVisit> read_open_visit(const Json& json) {
  const Json* checklist_json = object_of(json, "checklist");
  const Json* visit_json = object_of(json, "visit");
  if (!checklist_json || !visit_json)
    return tl::unexpected(std::vector<Problem>{{checklist_json ? "visit" : "checklist", "missing-field", {}}});
  auto checklist = parse_checklist(write_json(*checklist_json));
  if (!checklist) return tl::unexpected(checklist.error());
  auto visit = parse_visit(write_json(*visit_json));
  if (!visit) return tl::unexpected(visit.error());
  OpenVisit open = make_open_visit(std::move(*checklist), std::move(*visit));
  open.revision = integer_of(json, "revision").value_or(1);
  open.live_score = bool_of(json, "live_score");
  open.submitted = bool_of(json, "submitted");
  open.returned = read_reviewer_says(json, "returned");
  if (const Json* awaited = object_of(json, "awaiting"))
    if (const std::string item = text_of(*awaited, "item"); open.checklist.find(item)) open.awaited = AwaitedPhoto{item, true};
  if (const Json* files = object_of(json, "photo_facts"))
    for (const JsonMember& file : files->members)
      if (auto facts = parse_photo_facts(write_json(file.value))) open.photo_facts[file.name] = std::move(*facts);
  if (const Json* state = object_of(json, "ui")) read_draft_state(write_json(*state), open);
  return open;
}

}  // namespace constat::app
