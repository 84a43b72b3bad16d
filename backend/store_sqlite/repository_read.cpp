// The queries of the repository.
#include "backend/store/store.hpp"
#include "backend/store_sqlite/programme_rows.hpp"
#include "backend/store_sqlite/replayer.hpp"
#include "backend/store_sqlite/rows.hpp"
#include "backend/store_sqlite/sqlite_repository.hpp"
#include "backend/store_sqlite/text_lists.hpp"

namespace constat::server::sqlite {
namespace {

constexpr std::string_view kVisitColumns =
    "SELECT id, site, checklist, checklist_version, wave, investigator, mission, revision, sha256, received_at,"
    " started_at, status, score_status, score, score_json, device_score_json, grade, passed, score_differs, stored_seq FROM visit";

VisitRecord read_visit(const Statement& row) {
  VisitRecord visit;
  visit.id = VisitId(row.text(0));
  visit.site = SiteId(row.text(1));
  visit.checklist = ChecklistId(row.text(2));
  visit.checklist_version = row.integer(3);
  visit.wave = WaveId(row.text(4));
  visit.investigator = UserId(row.text(5));
  visit.mission = MissionId(row.text(6));
  visit.revision = row.integer(7);
  visit.sha256 = row.text(8);
  visit.received_at = row.text(9);
  visit.started_at = row.text(10);
  visit.status = row.text(11);
  visit.score_status = row.text(12);
  if (!row.is_null(13)) visit.score = MicroPercent{row.integer(13)};
  visit.score_json = row.text(14);
  visit.device_score_json = row.text(15);
  visit.grade = row.text(16);
  if (!row.is_null(17)) visit.passed = row.integer(17) != 0;
  visit.score_differs = row.integer(18) != 0;
  if (!row.is_null(19)) visit.stored_seq = row.integer(19);
  return visit;
}

constexpr std::string_view kSiteColumns = "SELECT id, name, city, region, tags, latitude, longitude, address, opening_hours FROM site";

Site read_site(const Statement& row) {
  Site site;
  site.id = SiteId(row.text(0));
  site.name = row.text(1);
  site.city = row.text(2);
  site.region = row.text(3);
  site.tags = list_of(row.text(4));
  if (!row.is_null(5) && !row.is_null(6)) site.position = Position{row.real(5), row.real(6)};
  site.address = row.text(7);
  site.opening_hours = row.text(8);
  return site;
}

ChecklistRecord read_checklist(const Statement& row) {
  return {ChecklistId(row.text(0)), row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5)};
}

}  // namespace

Statement Repository::ask(std::string_view sql) {
  Statement statement = database_.prepare(sql);
  statement.bind(organisation_);
  return statement;
}

Organisation Repository::organisation() {
  static const std::string sql = std::string(kOrganisationColumns) + " WHERE id = ?";
  auto row = ask(sql);
  if (!row.step()) throw StoreFailure("no organisation " + organisation_);
  Organisation organisation = read_organisation(row);
  add_review_by_wave(database_, organisation);
  return organisation;
}

std::int64_t Repository::seq() {
  if (seq_) return *seq_;
  auto row = ask("SELECT seq FROM organisation WHERE id = ?");
  return row.step() ? row.integer(0) : 0;
}

std::uint64_t Repository::changes() {
  return static_cast<std::uint64_t>(database_.integer("SELECT value FROM ledger WHERE name = 'content_seq'"));
}

std::optional<User> Repository::user(const UserId& id) {
  static const std::string sql = std::string(kUserColumns) + " WHERE organisation = ? AND id = ?";
  auto row = ask(sql);
  row.bind(id.value);
  if (!row.step()) return std::nullopt;
  return read_user(row);
}

std::vector<User> Repository::users() {
  static const std::string sql = std::string(kUserColumns) + " WHERE organisation = ? ORDER BY id";
  auto row = ask(sql);
  std::vector<User> users;
  while (row.step()) users.push_back(read_user(row));
  return users;
}

std::vector<SiteId> Repository::sites_of_user(const UserId& id) {
  auto row = ask("SELECT site FROM user_site WHERE organisation = ? AND user = ? ORDER BY site");
  row.bind(id.value);
  std::vector<SiteId> sites;
  while (row.step()) sites.emplace_back(row.text(0));
  return sites;
}

std::vector<Site> Repository::sites() {
  static const std::string sql = std::string(kSiteColumns) + " WHERE organisation = ? ORDER BY id";
  auto row = ask(sql);
  std::vector<Site> sites;
  while (row.step()) sites.push_back(read_site(row));
  return sites;
}

std::optional<Site> Repository::site(const SiteId& id) {
  static const std::string sql = std::string(kSiteColumns) + " WHERE organisation = ? AND id = ?";
  auto row = ask(sql);
  row.bind(id.value);
  if (!row.step()) return std::nullopt;
  return read_site(row);
}

std::optional<ChecklistRecord> Repository::checklist(const ChecklistId& id, std::int64_t version) {
  auto row = ask("SELECT id, version, hash, json, withdrawn_at, withdrawn_reason FROM checklist WHERE organisation = ? AND id = ? AND version = ?");
  row.bind(id.value).bind(version);
  if (!row.step()) return std::nullopt;
  return read_checklist(row);
}

std::vector<ChecklistRecord> Repository::checklists() {
  auto row = ask("SELECT id, version, hash, json, withdrawn_at, withdrawn_reason FROM checklist WHERE organisation = ? ORDER BY id, version");
  std::vector<ChecklistRecord> checklists;
  while (row.step()) checklists.push_back(read_checklist(row));
  return checklists;
}

std::optional<VisitRecord> Repository::visit(const VisitId& id) {
  static const std::string sql = std::string(kVisitColumns) + " WHERE organisation = ? AND id = ?";
  auto row = ask(sql);
  row.bind(id.value);
  if (!row.step()) return std::nullopt;
  return read_visit(row);
}

std::vector<VisitRecord> Repository::visits(const VisitFilter& filter) {
  std::string sql = std::string(kVisitColumns) + " WHERE organisation = ?";
  if (filter.wave) sql += " AND wave = ?";
  if (filter.site) sql += " AND site = ?";
  if (filter.status) sql += " AND status = ?";
  if (filter.investigator) sql += " AND investigator = ?";
  sql += filter.any ? " LIMIT 1" : " ORDER BY started_at DESC, id";
  auto row = ask(sql);
  if (filter.wave) row.bind(filter.wave->value);
  if (filter.site) row.bind(filter.site->value);
  if (filter.status) row.bind(*filter.status);
  if (filter.investigator) row.bind(filter.investigator->value);
  std::vector<VisitRecord> visits;
  while (row.step()) visits.push_back(read_visit(row));
  return visits;
}

std::vector<Revision> Repository::revisions(const VisitId& id) {
  static const std::string sql = std::string(kRevisionColumns) + " WHERE organisation = ? AND visit = ? ORDER BY seq";
  auto row = ask(sql);
  row.bind(id.value);
  std::vector<Revision> revisions;
  while (row.step()) revisions.push_back(read_revision(row));
  return revisions;
}

std::vector<SurveyRecord> Repository::surveys() {
  auto row = ask("SELECT id, json FROM survey WHERE organisation = ? ORDER BY id");
  std::vector<SurveyRecord> surveys;
  while (row.step()) surveys.push_back({SurveyId(row.text(0)), row.text(1)});
  return surveys;
}

std::optional<SurveyRecord> Repository::survey(const SurveyId& id) {
  auto row = ask("SELECT id, json FROM survey WHERE organisation = ? AND id = ?");
  row.bind(id.value);
  if (!row.step()) return std::nullopt;
  return SurveyRecord{SurveyId(row.text(0)), row.text(1)};
}

std::vector<StoredResponse> Repository::responses(const SurveyId& survey) {
  auto row = ask(
      "SELECT file_hash, row, id, site, wave, date, weight, answers, texts FROM response"
      " WHERE organisation = ? AND survey = ? ORDER BY rowid");
  row.bind(survey.value);
  std::vector<StoredResponse> responses;
  while (row.step())
    responses.push_back({row.text(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5), row.real(6),
                         row.text(7), row.text(8)});
  return responses;
}

std::vector<FeedEntry> Repository::feed(const UserId& user, bool staff, std::int64_t after, std::size_t limit) {
  auto row = ask(
      "SELECT seq, type, id FROM feed WHERE organisation = ?1 AND audience IN (?2, ?3, '*') AND seq > ?4"
      " ORDER BY seq LIMIT ?5");
  row.bind(user.value).bind(staff ? std::string() : user.value).bind(after).bind(static_cast<std::int64_t>(limit));
  std::vector<FeedEntry> entries;
  while (row.step()) entries.push_back({row.integer(0), row.text(1), row.text(2)});
  return entries;
}

}  // namespace constat::server::sqlite
