// The changes of the repository to photos, decisions and parked items.
#include "backend/store_sqlite/sqlite_repository.hpp"

namespace constat::server::sqlite {

void Repository::make_main(const VisitId& visit, std::int64_t revision, std::string_view sha256) {
  // In two steps: at no moment are there two.
  ask("UPDATE revision SET main = 0 WHERE organisation = ? AND visit = ? AND revision = ?")
      .bind(visit.value).bind(revision).run();
  ask("UPDATE revision SET main = 1 WHERE organisation = ? AND visit = ? AND revision = ? AND sha256 = ?")
      .bind(visit.value).bind(revision).bind(sha256).run();
}

void Repository::decide_revision(const VisitId& visit, std::int64_t revision, std::string_view sha256,
                                 std::string_view decision) {
  ask("UPDATE revision SET decision = ?5 WHERE organisation = ?1 AND visit = ?2 AND revision = ?3 AND sha256 = ?4")
      .bind(visit.value).bind(revision).bind(sha256).bind(decision).run();
}

void Repository::add_event(const VisitEvent& event) {
  ask("INSERT INTO event (organisation, visit, id, type, author, at, body, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (organisation, visit, id) DO NOTHING")
      .bind(event.visit.value).bind(event.id).bind(event.type).bind(event.author.value).bind(event.at)
      .bind(event.body).bind(event.seq).run();
}

void Repository::add_blob(const BlobRecord& blob) {
  ask("INSERT INTO blob (organisation, sha256, bytes, type, received_at, seq, flaw) VALUES (?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (organisation, sha256) DO NOTHING")
      .bind(blob.sha256).bind(blob.bytes).bind(blob.type).bind(blob.received_at).bind(blob.seq).bind(blob.flaw).run();
}

void Repository::add_visit_photo(const VisitPhoto& photo) {
  ask("INSERT INTO visit_photo (organisation, visit, revision, sha256, item, bytes, type, width, height, dhash, taken_at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (organisation, visit, revision, sha256) DO NOTHING")
      .bind(photo.visit.value).bind(photo.revision).bind(photo.sha256).bind(photo.item).bind(photo.bytes)
      .bind(photo.type).bind(photo.width).bind(photo.height).bind(photo.dhash).bind(photo.taken_at).run();
}

void Repository::add_parked(const ParkedItem& item) {
  ask("INSERT INTO parked (organisation, sha256, sender, received_at, visit, revision, problem, note, body, decision,"
      " decided_by, decided_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (organisation, sha256) DO NOTHING")
      .bind(item.sha256).bind(item.sender.value).bind(item.received_at).bind(item.visit).bind(item.revision)
      .bind(item.problem).bind(item.note).bind(item.body).bind(item.decision).bind(item.decided_by.value)
      .bind(item.decided_at).bind(item.reason).run();
}

void Repository::decide_parked(const ParkedItem& decided) {
  ask("UPDATE parked SET decision = ?3, decided_by = ?4, decided_at = ?5, reason = ?6"
      " WHERE organisation = ?1 AND sha256 = ?2")
      .bind(decided.sha256).bind(decided.decision).bind(decided.decided_by.value).bind(decided.decided_at)
      .bind(decided.reason).run();
}

}  // namespace constat::server::sqlite
