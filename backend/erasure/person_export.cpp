#include "backend/erasure/person_export.hpp"

#include <limits>
#include <nlohmann/json.hpp>

#include "backend/platform/clock.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

// What was sent as JSON stands as JSON, and as text where it is none.
Doc parsed(const std::string& text) {
  if (text.empty()) return nullptr;
  Doc doc = Doc::parse(text, nullptr, false);
  return doc.is_discarded() ? Doc(text) : doc;
}

Doc moment(const std::optional<std::int64_t>& ms) { return ms ? Doc(rfc3339(*ms)) : Doc(); }

Doc account_of(Reader& reader, const User& user) {
  Doc sites = Doc::array(), links = Doc::array(), tokens = Doc::array(), reports = Doc::array();
  for (const SiteId& site : reader.sites_of_user(user.id)) sites.push_back(site.value);
  for (const AccountLink& link : reader.account_links(user.id))
    links.push_back({{"kind", link.kind}, {"made_by", link.made_by.value}, {"made_at", rfc3339(link.made_at)}, {"expires_at", rfc3339(link.expires_at)},
                     {"used_at", moment(link.used_at)}, {"revoked_at", moment(link.revoked_at)}});
  for (const ApiToken& token : reader.api_tokens(user.id))
    tokens.push_back({{"id", token.id}, {"name", token.name}, {"scopes", token.scopes}, {"made_by", token.made_by.value}, {"made_at", rfc3339(token.made_at)},
                      {"expires_at", rfc3339(token.expires_at)}, {"used_on", moment(token.used_on)}, {"revoked_at", moment(token.revoked_at)}});
  for (const ReportLink& link : reader.report_links(user.id))
    reports.push_back({{"id", link.id}, {"kind", link.kind}, {"subject", link.subject}, {"wave", link.wave}, {"request", link.request}, {"made_at", rfc3339(link.made_at)},
                       {"expires_at", rfc3339(link.expires_at)}, {"opened", link.opened}, {"opened_at", moment(link.opened_at)}, {"revoked_at", moment(link.revoked_at)}});
  return {{"id", user.id.value}, {"name", user.name}, {"email", user.email}, {"role", to_string(user.role)}, {"language", user.language},
          {"deactivated", user.disabled}, {"has_password", !user.password_hash.empty()}, {"sites", sites}, {"regions", user.regions},
          {"skills", user.skills}, {"links", links}, {"tokens", tokens}, {"report_links", reports}};
}

Doc sessions_of(Store& store, const User& user) {
  Doc list = Doc::array();
  for (const Session& session : store.accounts()->sessions_of(user.organisation, user.id))
    list.push_back({{"begun_at", rfc3339(session.created_at)}, {"seen_at", rfc3339(session.seen_at)}, {"expires_at", rfc3339(session.expires_at)}, {"device", session.device}});
  return list;
}

Doc missions_of(Reader& reader, const User& user) {
  Doc list = Doc::array();
  MissionFilter filter;
  filter.investigator = user.id;
  for (const Mission& mission : reader.missions(filter))
    list.push_back({{"id", mission.id.value}, {"site", mission.site.value}, {"wave", mission.wave.value}, {"status", mission.status},
                    {"window", {{"from", mission.window_from}, {"to", mission.window_to}}}, {"claimed", mission.claimed},
                    {"fee", mission.fee ? Doc(*mission.fee) : Doc()}, {"cancel_reason", mission.cancel_reason}});
  return list;
}

Doc event_of(const VisitEvent& event) {
  return {{"visit", event.visit.value}, {"id", event.id}, {"type", event.type}, {"author", event.author.value}, {"at", event.at}, {"body", parsed(event.body)}};
}

Doc photo_of(Reader& reader, const VisitPhoto& photo, std::set<std::string>* here) {
  const bool received = reader.blob(photo.sha256).has_value();
  if (received && here) here->insert(photo.sha256);
  return {{"revision", photo.revision}, {"sha256", photo.sha256}, {"item", photo.item}, {"bytes", photo.bytes}, {"type", photo.type},
          {"taken_at", photo.taken_at}, {"received", received}};
}

Doc visits_of(Reader& reader, const User& user, std::set<std::string>* here) {
  Doc list = Doc::array();
  for (const VisitId& id : reader.visits_sent_by(user.id)) {
    const auto visit = reader.visit(id);
    Doc bodies = Doc::array(), photos = Doc::array(), events = Doc::array();
    std::set<std::int64_t> revisions;
    for (const Revision& revision : reader.revisions(id)) {
      if (revision.sender != user.id) continue;
      revisions.insert(revision.revision);
      bodies.push_back({{"revision", revision.revision}, {"sha256", revision.sha256}, {"received_at", revision.received_at},
                        {"client_time", revision.client_time}, {"set_aside", revision.quarantined ? Doc(*revision.quarantined) : Doc()},
                        {"receipt", parsed(revision.receipt)}, {"body", parsed(revision.body)}});
    }
    for (const VisitPhoto& photo : reader.photos(id))
      if (revisions.count(photo.revision) != 0) photos.push_back(photo_of(reader, photo, here));
    const bool own = visit && visit->investigator == user.id;
    if (own)
      for (const VisitEvent& event : reader.events(id)) events.push_back(event_of(event));
    list.push_back({{"id", id.value}, {"site", visit ? visit->site.value : ""}, {"wave", visit ? visit->wave.value : ""},
                    {"status", visit ? visit->status : ""}, {"score", visit ? parsed(visit->score_json) : Doc()},
                    {"bodies", bodies}, {"photos", photos}, {"events", events}});
  }
  return list;
}

Doc parked_of(Reader& reader, const User& user) {
  Doc list = Doc::array();
  for (const ParkedItem& item : reader.parked_by(user.id))
    list.push_back({{"sha256", item.sha256}, {"received_at", item.received_at}, {"visit", item.visit}, {"problem", item.problem}, {"note", item.note},
                    {"body", parsed(item.body)}, {"decision", item.decision ? Doc(*item.decision) : Doc()}, {"reason", item.reason}});
  return list;
}

Doc payment_of(Reader& reader, const User& user) {
  Doc lines = Doc::array(), statements = Doc::array();
  for (const PaymentLine& line : reader.payment_lines(user.id)) {
    if (line.investigator != user.id) continue;
    lines.push_back({{"visit", line.visit.value}, {"kind", line.kind}, {"cents", line.cents}, {"stated", line.stated}, {"dated", line.dated},
                     {"statement", line.statement}, {"decided_at", line.decided_at}, {"reason", line.reason}});
  }
  for (const PaymentStatement& statement : reader.payment_statements(user.id))
    statements.push_back({{"id", statement.id}, {"from", statement.period_from}, {"to", statement.period_to}, {"cents", statement.cents},
                          {"status", statement.status}, {"made_at", statement.made_at}, {"paid_on", statement.paid_on},
                          {"reference", statement.reference}, {"reason", statement.reason}});
  return {{"lines", lines}, {"statements", statements}};
}

Doc audit_of(Reader& reader, const User& user) {
  Doc list = Doc::array();
  std::set<std::int64_t> told;
  AuditFilter by, about;
  by.actor = user.id;
  about.text = user.id.value;
  by.limit = about.limit = std::numeric_limits<std::int32_t>::max();
  for (const AuditFilter& filter : {by, about})
    for (const AuditEntry& entry : reader.audit(filter).entries) {
      const bool names = entry.actor == user.id || entry.object == user.id.value || entry.detail.find("\"" + user.id.value + "\"") != std::string::npos;
      if (!names || !told.insert(entry.number).second) continue;
      // Where somebody else was is theirs.
      list.push_back({{"number", entry.number}, {"at", entry.at}, {"actor", entry.actor.value}, {"action", entry.action},
                      {"object", {{"type", entry.object_type}, {"id", entry.object}}}, {"detail", parsed(entry.detail)},
                      {"address", entry.actor == user.id ? entry.address : std::string()}});
    }
  return list;
}

}  // namespace

std::string person_export_json(Store& store, const User& user, std::int64_t now_ms, std::set<std::string>* photos) {
  const auto reader = store.read(user.organisation);
  const Organisation organisation = reader->organisation();
  Doc written = Doc::array();
  for (const VisitEvent& event : reader->events_by(user.id)) written.push_back(event_of(event));
  const Doc doc = {{"format", "constat.person/1"},
                   {"made_at", rfc3339(now_ms)},
                   {"organisation", {{"id", organisation.id.value}, {"name", organisation.name}}},
                   {"account", account_of(*reader, user)},
                   {"sessions", sessions_of(store, user)},
                   {"missions", missions_of(*reader, user)},
                   {"visits", visits_of(*reader, user, photos)},
                   {"not_delivered", parked_of(*reader, user)},
                   {"written", written},
                   {"payment", payment_of(*reader, user)},
                   {"audit", audit_of(*reader, user)}};
  return doc.dump(2, ' ', false, Doc::error_handler_t::replace) + "\n";
}

}  // namespace constat::server
