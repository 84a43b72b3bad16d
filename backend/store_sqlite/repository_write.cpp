// The changes of the repository, and what the feed says of each.
#include "backend/store/store.hpp"
#include "backend/store_sqlite/rows.hpp"
#include "backend/store_sqlite/sqlite_repository.hpp"
#include "backend/store_sqlite/text_lists.hpp"

namespace constat::server::sqlite {
namespace {

constexpr std::string_view kStaff;  // the audience of everybody but investigators

}  // namespace

std::int64_t Repository::next_seq() {
  const std::int64_t seq = this->seq() + 1;
  ask("UPDATE organisation SET seq = ?2 WHERE id = ?1").bind(seq).run();
  if (database_.changes() == 0) throw StoreFailure("no organisation " + organisation_);
  seq_ = seq;
  return seq;
}

void Repository::create_organisation(const Organisation& organisation) {
  database_.prepare("INSERT INTO organisation (id, name, demo, epoch, index_rules, review_required, retention_months, second_share) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(organisation.id.value).bind(organisation.name).bind(organisation.demo).bind(organisation.epoch)
      .bind(organisation.index_rules).bind(organisation.review_required).bind(organisation.retention_months).bind(organisation.second_share).run();
}

void Repository::set_epoch(std::string_view epoch) {
  ask("UPDATE organisation SET epoch = ?2 WHERE id = ?1").bind(epoch).run();
}

void Repository::announce(std::string_view type, std::string_view id, std::string_view audience) {
  const std::int64_t seq = next_seq();
  ask("INSERT INTO feed (organisation, seq, audience, type, id, at) VALUES (?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (organisation, type, id, audience) DO UPDATE SET seq = excluded.seq, at = excluded.at")
      .bind(seq).bind(audience).bind(type).bind(id).bind(at_).run();
}

void Repository::announce_to_all(std::string_view type, std::string_view id) {
  std::vector<std::string> audiences;
  {
    auto row = ask("SELECT audience FROM feed WHERE organisation = ? AND type = ? AND id = ? ORDER BY audience");
    row.bind(type).bind(id);
    while (row.step()) audiences.push_back(row.text(0));
  }
  for (const std::string& audience : audiences) announce(type, id, audience);
}

bool Repository::is_announced(std::string_view type, std::string_view id, std::string_view audience) {
  auto row = ask("SELECT 1 FROM feed WHERE organisation = ? AND type = ? AND id = ? AND audience = ?");
  row.bind(type).bind(id).bind(audience);
  return row.step();
}

void Repository::announce_once(std::string_view type, std::string_view id, std::string_view audience) {
  if (!is_announced(type, id, audience)) announce(type, id, audience);
}

void Repository::put_user(const User& user) {
  ask("INSERT INTO user (organisation, id, email, name, role, language, password_hash, disabled, regions, skills)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (organisation, id) DO UPDATE SET email = excluded.email,"
      " name = excluded.name, role = excluded.role, language = excluded.language,"
      " password_hash = excluded.password_hash, disabled = excluded.disabled, regions = excluded.regions, skills = excluded.skills")
      .bind(user.id.value).bind(user.email).bind(user.name).bind(to_string(user.role)).bind(user.language)
      .bind(user.password_hash).bind(user.disabled).bind(list_text(user.regions)).bind(list_text(user.skills)).run();
}

void Repository::put_user_site(const UserId& user, const SiteId& site) {
  ask("INSERT INTO user_site (organisation, user, site) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
      .bind(user.value).bind(site.value).run();
  announce_once("site", site.value, user.value);
}

void Repository::tell_of_site(const UserId& user, const SiteId& site) { announce("site", site.value, user.value); }

void Repository::put_site(const Site& site) {
  auto statement = ask(
      "INSERT INTO site (organisation, id, name, city, region, tags, latitude, longitude, address, opening_hours)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (organisation, id) DO UPDATE SET name = excluded.name, city = excluded.city, region = excluded.region,"
      " tags = excluded.tags, latitude = excluded.latitude, longitude = excluded.longitude, address = excluded.address,"
      " opening_hours = excluded.opening_hours");
  statement.bind(site.id.value).bind(site.name).bind(site.city).bind(site.region).bind(list_text(site.tags));
  if (site.position) statement.bind(site.position->latitude).bind(site.position->longitude);
  else statement.bind_null().bind_null();
  statement.bind(site.address).bind(site.opening_hours).run();
  announce_to_all("site", site.id.value);
  announce_once("site", site.id.value, kStaff);
}

void Repository::put_checklist(const ChecklistRecord& checklist) {
  ask("INSERT INTO checklist (organisation, id, version, hash, json) VALUES (?, ?, ?, ?, ?)"
      " ON CONFLICT (organisation, id, version) DO NOTHING")
      .bind(checklist.id.value).bind(checklist.version).bind(checklist.hash).bind(checklist.json).run();
  announce_once("checklist", checklist_key(checklist.id, checklist.version), kStaff);
}

void Repository::put_visit(const VisitRecord& visit) {
  auto statement = ask(
      "INSERT INTO visit (organisation, id, site, checklist, checklist_version, wave, investigator, mission, revision,"
      " sha256, received_at, started_at, status, score_status, score, score_json, device_score_json, grade, passed,"
      " score_differs, stored_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (organisation, id) DO UPDATE SET site = excluded.site, checklist = excluded.checklist,"
      " checklist_version = excluded.checklist_version, wave = excluded.wave, investigator = excluded.investigator,"
      " mission = excluded.mission, revision = excluded.revision, sha256 = excluded.sha256,"
      " received_at = excluded.received_at, started_at = excluded.started_at, status = excluded.status,"
      " score_status = excluded.score_status, score = excluded.score, score_json = excluded.score_json,"
      " device_score_json = excluded.device_score_json, grade = excluded.grade, passed = excluded.passed,"
      " score_differs = excluded.score_differs, stored_seq = excluded.stored_seq");
  statement.bind(visit.id.value).bind(visit.site.value).bind(visit.checklist.value).bind(visit.checklist_version)
      .bind(visit.wave.value).bind(visit.investigator.value).bind(visit.mission.value).bind(visit.revision)
      .bind(visit.sha256).bind(visit.received_at).bind(visit.started_at).bind(visit.status).bind(visit.score_status);
  if (visit.score) statement.bind(visit.score->value);
  else statement.bind_null();
  statement.bind(visit.score_json).bind(visit.device_score_json).bind(visit.grade);
  if (visit.passed) statement.bind(*visit.passed);
  else statement.bind_null();
  statement.bind(visit.score_differs);
  if (visit.stored_seq) statement.bind(*visit.stored_seq);
  else statement.bind_null();
  statement.run();

  const std::string& audience = visit.investigator.value;
  if (!is_announced("site", visit.site.value, audience) && site(visit.site)) announce("site", visit.site.value, audience);
  const std::string version = checklist_key(visit.checklist, visit.checklist_version);
  if (!is_announced("checklist", version, audience) && checklist(visit.checklist, visit.checklist_version))
    announce("checklist", version, audience);
  announce("visit", visit.id.value, audience);
}

void Repository::add_revision(const Revision& revision) {
  ask("INSERT INTO revision (organisation, visit, revision, sha256, main, body, sender, received_at, client_time,"
      " quarantined, receipt, seq, redacted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(revision.visit.value).bind(revision.revision).bind(revision.sha256).bind(revision.main)
      .bind(revision.body).bind(revision.sender.value).bind(revision.received_at).bind(revision.client_time)
      .bind(revision.quarantined).bind(revision.receipt).bind(revision.seq).bind(revision.redacted).run();
}

void Repository::put_survey(const SurveyRecord& survey) {
  ask("INSERT INTO survey (organisation, id, json) VALUES (?, ?, ?)"
      " ON CONFLICT (organisation, id) DO UPDATE SET json = excluded.json")
      .bind(survey.id.value).bind(survey.json).run();
  next_seq();
}

bool Repository::add_response(const SurveyId& survey, const StoredResponse& response) {
  if (!response.id.empty()) {
    auto row = ask("SELECT 1 FROM response WHERE organisation = ? AND survey = ? AND id = ? AND file_hash <> ? LIMIT 1");
    row.bind(survey.value).bind(response.id).bind(response.file_hash);
    if (row.step()) return false;
  }
  ask("INSERT INTO response (organisation, survey, file_hash, row, id, site, wave, date, weight, answers, texts)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (organisation, survey, file_hash, row) DO NOTHING")
      .bind(survey.value).bind(response.file_hash).bind(response.row).bind(response.id).bind(response.site)
      .bind(response.wave).bind(response.date).bind(response.weight).bind(response.values).bind(response.texts).run();
  return database_.changes() > 0;
}

void Repository::set_index_rules(std::string_view json) {
  ask("UPDATE organisation SET index_rules = ?2 WHERE id = ?1").bind(json).run();
  next_seq();
}

void Repository::set_review_required(bool required) {
  ask("UPDATE organisation SET review_required = ?2 WHERE id = ?1").bind(required).run();
  next_seq();
}

}  // namespace constat::server::sqlite
