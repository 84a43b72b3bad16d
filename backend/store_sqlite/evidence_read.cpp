// The queries of the repository about photos, decisions and parked items.
#include "backend/store_sqlite/rows.hpp"
#include "backend/store_sqlite/sqlite_repository.hpp"

namespace constat::server::sqlite {

std::vector<Revision> Repository::set_aside() {
  static const std::string sql = std::string(kRevisionColumns) +
                                 " WHERE organisation = ? AND quarantined IS NOT NULL AND decision IS NULL ORDER BY seq";
  auto row = ask(sql);
  std::vector<Revision> revisions;
  while (row.step()) revisions.push_back(read_revision(row));
  return revisions;
}

namespace {

std::vector<VisitEvent> read_events(Statement& row) {
  std::vector<VisitEvent> events;
  while (row.step())
    events.push_back({VisitId(row.text(0)), row.text(1), row.text(2), UserId(row.text(3)), row.text(4), row.text(5),
                      row.integer(6)});
  return events;
}

}  // namespace

std::vector<VisitEvent> Repository::events(const VisitId& id) {
  auto row = ask("SELECT visit, id, type, author, at, body, seq FROM event WHERE organisation = ? AND visit = ? ORDER BY seq");
  row.bind(id.value);
  return read_events(row);
}

std::vector<VisitEvent> Repository::open_appeals() {
  auto row = ask(
      "SELECT visit, id, type, author, at, body, seq FROM event AS appeal WHERE organisation = ? AND type = 'appeal' AND NOT EXISTS"
      " (SELECT 1 FROM event AS decision WHERE decision.organisation = appeal.organisation AND decision.visit = appeal.visit"
      " AND decision.type = 'appeal_decision' AND json_extract(decision.body, '$.appeal') = appeal.id) ORDER BY seq");
  return read_events(row);
}

std::vector<VisitEvent> Repository::events_of(std::string_view type, std::size_t limit) {
  auto row = ask("SELECT visit, id, type, author, at, body, seq FROM event WHERE organisation = ? AND type = ? ORDER BY seq DESC LIMIT ?");
  row.bind(type).bind(static_cast<std::int64_t>(limit));
  return read_events(row);
}

std::optional<BlobRecord> Repository::blob(std::string_view sha256) {
  auto row = ask("SELECT sha256, bytes, type, received_at, seq, flaw FROM blob WHERE organisation = ? AND sha256 = ?");
  row.bind(sha256);
  if (!row.step()) return std::nullopt;
  return BlobRecord{row.text(0), row.integer(1), row.text(2), row.text(3), row.integer(4), row.text(5)};
}

std::vector<VisitPhoto> Repository::photos(const VisitId& id) {
  auto row = ask(
      "SELECT visit, revision, sha256, item, bytes, type, width, height, dhash, taken_at FROM visit_photo"
      " WHERE organisation = ? AND visit = ? ORDER BY revision, sha256");
  row.bind(id.value);
  std::vector<VisitPhoto> photos;
  while (row.step())
    photos.push_back({VisitId(row.text(0)), row.integer(1), row.text(2), row.text(3), row.integer(4), row.text(5),
                      row.integer(6), row.integer(7), row.optional_text(8), row.text(9)});
  return photos;
}

std::vector<VisitId> Repository::visits_with_photo(std::string_view sha256) {
  auto row = ask("SELECT DISTINCT visit FROM visit_photo WHERE organisation = ? AND sha256 = ? ORDER BY visit");
  row.bind(sha256);
  std::vector<VisitId> visits;
  while (row.step()) visits.emplace_back(row.text(0));
  return visits;
}

bool Repository::has_sent_photo(const UserId& sender, std::string_view sha256) {
  auto row = ask(
      "SELECT 1 FROM visit_photo JOIN revision USING (organisation, visit, revision)"
      " WHERE visit_photo.organisation = ? AND visit_photo.sha256 = ? AND revision.sender = ? LIMIT 1");
  row.bind(sha256).bind(sender.value);
  return row.step();
}

std::vector<std::string> Repository::photos_missing(const VisitId& id) {
  auto row = ask(
      "SELECT DISTINCT named.sha256 FROM visit_photo AS named LEFT JOIN blob"
      " ON blob.organisation = named.organisation AND blob.sha256 = named.sha256"
      " WHERE named.organisation = ? AND named.visit = ? AND named.revision > 0 AND blob.sha256 IS NULL ORDER BY named.sha256");
  row.bind(id.value);
  std::vector<std::string> missing;
  while (row.step()) missing.push_back(row.text(0));
  return missing;
}

std::vector<ParkedItem> Repository::undecided_parked() {
  auto row = ask(
      "SELECT sha256, sender, received_at, visit, revision, problem, note, length(CAST(body AS BLOB)) FROM parked"
      " WHERE organisation = ? AND decision IS NULL ORDER BY received_at, sha256");
  std::vector<ParkedItem> items;
  while (row.step()) {
    ParkedItem item;
    item.sha256 = row.text(0);
    item.sender = UserId(row.text(1));
    item.received_at = row.text(2);
    item.visit = row.text(3);
    item.revision = row.integer(4);
    item.problem = row.text(5);
    item.note = row.text(6);
    item.bytes = row.integer(7);
    items.push_back(std::move(item));
  }
  return items;
}

std::optional<ParkedItem> Repository::parked(std::string_view sha256) {
  auto row = ask(
      "SELECT sha256, sender, received_at, visit, revision, problem, note, body, length(CAST(body AS BLOB)), decision,"
      " decided_by, decided_at, reason FROM parked WHERE organisation = ? AND sha256 = ?");
  row.bind(sha256);
  if (!row.step()) return std::nullopt;
  return ParkedItem{row.text(0), UserId(row.text(1)), row.text(2),    row.text(3),          row.integer(4),
                    row.text(5), row.text(6),         row.text(7),    row.integer(8),       row.optional_text(9),
                    UserId(row.text(10)),             row.text(11),   row.text(12)};
}

}  // namespace constat::server::sqlite
