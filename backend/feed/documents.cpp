#include "backend/feed/documents.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "backend/store/official.hpp"
#include "shared/sync/json_fields.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }

std::string site_document(const Site& site) {
  Doc doc = {{"id", site.id.value}, {"name", site.name}, {"city", site.city}, {"region", site.region},
             {"tags", site.tags},   {"position", nullptr}};
  if (site.position) doc["position"] = {{"latitude", site.position->latitude}, {"longitude", site.position->longitude}};
  if (!site.address.empty()) doc["address"] = site.address;
  if (!site.opening_hours.empty()) doc["opening_hours"] = Doc::parse(site.opening_hours, nullptr, false);
  return dump(doc);
}

std::string checklist_document(Reader& reader, std::string_view key) {
  const auto at = key.rfind('@');
  if (at == std::string_view::npos) return {};
  std::int64_t version = 0;
  std::from_chars(key.data() + at + 1, key.data() + key.size(), version);
  const auto record = reader.checklist(ChecklistId(std::string(key.substr(0, at))), version);
  if (!record) return {};
  return "{\"checklist\":" + record->json + ",\"hash\":\"" + record->hash + "\"}";
}

std::string mission_document(const Mission& mission) {
  Doc doc = {{"id", mission.id.value},
             {"site", mission.site.value},
             {"checklist", {{"id", mission.checklist.value}, {"version", mission.checklist_version}}},
             {"wave", mission.wave.value},
             {"contact_mode", mission.contact_mode},
             {"window", {{"from", mission.window_from}, {"to", mission.window_to}}},
             {"scenario", {{"fr", mission.scenario_fr}, {"en", mission.scenario_en}}},
             {"status", mission.status},
             {"live_score", mission.live_score},
             {"discreet", mission.discreet}};
  if (mission.fee) doc["fee"] = *mission.fee;
  if (mission.expenses_cap) doc["expenses_cap"] = *mission.expenses_cap;
  if (!mission.skills.empty()) doc["skills"] = mission.skills;
  if (!mission.cancel_reason.empty()) doc["cancel_reason"] = mission.cancel_reason;
  return dump(doc);
}

// The last word of a reviewer, which the status follows from. Comments stay with those who review.
Doc review_document(Reader& reader, const VisitId& id) {
  const auto events = reader.events(id);
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    if (event->type != "approved" && event->type != "returned" && event->type != "rejected") continue;
    const Doc body = Doc::parse(event->body, nullptr, false);
    if (!body.is_object()) return nullptr;
    return {{"type", event->type},
            {"at", event->at},
            {"revision", body.value("revision", std::int64_t{0})},
            {"text", body.value("text", std::string())},
            {"items", body.value("items", Doc::array())}};
  }
  return nullptr;
}

// The answers that a reviewer sent back, as they were sent, digit by digit: any phone of the investigator goes on from them.
// Empty: none.
std::string returned_answers(Reader& reader, const VisitRecord& visit) {
  for (const Revision& body : reader.revisions(visit.id)) {
    if (!body.main || body.sha256 != visit.sha256 || body.redacted) continue;
    const Json sent = json_fields::parse(body.body);
    const Json* answers = json_fields::member(sent, "visit");
    if (!answers) return {};
    Json out = Json::object();
    out.add("visit", *answers);
    if (const Json* photos = json_fields::member(sent, "photos")) out.add("photos", *photos);
    return write_json(out);
  }
  return {};
}

std::string visit_document(Reader& reader, const VisitRecord& visit) {
  Doc doc = {{"id", visit.id.value},
             {"site", visit.site.value},
             {"checklist", {{"id", visit.checklist.value}, {"version", visit.checklist_version}}},
             {"wave", visit.wave.value},
             {"revision", visit.revision},
             {"sha256", visit.sha256},
             {"started_at", visit.started_at},
             {"received_at", visit.received_at},
             {"status", visit.status},
             {"score", nullptr},
             {"photos_missing", reader.photos_missing(visit.id)},
             {"stored_seq", nullptr}};
  if (const Doc review = review_document(reader, visit.id); !review.is_null()) doc["review"] = review;
  if (visit.stored_seq) doc["stored_seq"] = *visit.stored_seq;
  if (!visit.score_json.empty()) doc["score"] = Doc::parse(visit.score_json, nullptr, false);
  std::string text = dump(doc);
  if (visit.status == "returned")
    if (const std::string answers = returned_answers(reader, visit); !answers.empty()) {
      text.pop_back();
      text += ",\"submission\":" + answers + "}";
    }
  return text;
}

}  // namespace

bool may_see_visit(const SignedIn& who, const VisitRecord& visit) {
  if (who.user.role == Role::client) return false;
  if (who.user.role == Role::investigator) return visit.investigator == who.user.id;
  if (who.user.role == Role::site_manager && !is_official_status(visit.status, visit.wave, who.organisation)) return false;
  return may_see_site(who, visit.site);
}

bool may_know_investigators(const SignedIn& who) {
  return who.user.role != Role::site_manager && who.user.role != Role::client;
}

std::string document_of(Reader& reader, const SignedIn& who, const FeedEntry& entry) {
  if (entry.type == "site") {
    const auto site = reader.site(SiteId(entry.id));
    return site && may_see_site(who, site->id) ? site_document(*site) : std::string();
  }
  if (entry.type == "checklist") return checklist_document(reader, entry.id);
  if (entry.type == "mission") {
    const auto mission = reader.mission(MissionId(entry.id));
    return mission && mission->investigator == who.user.id ? mission_document(*mission) : std::string();
  }
  if (entry.type == "visit") {
    const auto visit = reader.visit(VisitId(entry.id));
    return visit && visit->investigator == who.user.id ? visit_document(reader, *visit) : std::string();
  }
  return {};
}

}  // namespace constat::server
