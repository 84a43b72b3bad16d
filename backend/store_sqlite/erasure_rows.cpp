// What is asked for an erasure, and what an erasure or the end of a retention does to rows.
#include <nlohmann/json.hpp>

#include "backend/store_sqlite/rows.hpp"
#include "backend/store_sqlite/sqlite_repository.hpp"
#include "shared/sync/erasure_mark.hpp"

namespace constat::server::sqlite {
namespace {

using Doc = nlohmann::json;

// An address is unique over all organisations: an erased person keeps a place of their own.
std::string no_address(const std::string& organisation, const UserId& pseudonym) {
  return "erased:" + organisation + ":" + pseudonym.value;
}

void replace_in(Doc& value, const std::string& from, const std::string& to) {
  if (value.is_string() && value.get_ref<const std::string&>() == from) value = to;
  if (!value.is_structured()) return;
  for (auto& each : value) replace_in(each, from, to);
}

// Names of persons in the details of an entry. The reference of a transfer was written for one of them.
std::string detail_without(const std::string& detail, const std::string& person, const std::string& pseudonym) {
  Doc doc = Doc::parse(detail, nullptr, false);
  if (!doc.is_object()) return "{}";
  const auto investigator = doc.find("investigator");
  if (investigator != doc.end() && *investigator == person) doc.erase("reference");
  replace_in(doc, person, pseudonym);
  return doc.dump(-1, ' ', false, Doc::error_handler_t::replace);
}

}  // namespace

std::vector<VisitId> Repository::visits_sent_by(const UserId& sender) {
  auto row = ask(
      "SELECT id FROM visit WHERE organisation = ?1 AND investigator = ?2"
      " UNION SELECT visit FROM revision WHERE organisation = ?1 AND sender = ?2 ORDER BY 1");
  row.bind(sender.value);
  std::vector<VisitId> visits;
  while (row.step()) visits.emplace_back(row.text(0));
  return visits;
}

std::vector<VisitEvent> Repository::events_by(const UserId& author) {
  auto row = ask("SELECT visit, id, type, author, at, body, seq FROM event WHERE organisation = ? AND author = ? ORDER BY seq");
  row.bind(author.value);
  std::vector<VisitEvent> events;
  while (row.step())
    events.push_back({VisitId(row.text(0)), row.text(1), row.text(2), UserId(row.text(3)), row.text(4), row.text(5), row.integer(6)});
  return events;
}

std::vector<ParkedItem> Repository::parked_by(const std::optional<UserId>& sender) {
  std::vector<std::string> hashes;
  {
    auto row = ask("SELECT sha256 FROM parked WHERE organisation = ?1 AND (?2 IS NULL OR sender = ?2) ORDER BY received_at, sha256");
    if (sender) row.bind(sender->value);
    else row.bind_null();
    while (row.step()) hashes.push_back(row.text(0));
  }
  std::vector<ParkedItem> items;
  for (const std::string& sha256 : hashes)
    if (auto item = parked(sha256)) items.push_back(std::move(*item));
  return items;
}

bool Repository::is_erased(const UserId& person) {
  auto row = ask("SELECT 1 FROM erasure WHERE organisation = ? AND mark = ?");
  row.bind(erasure_mark(organisation_, person.value));
  return row.step();
}

std::vector<Erasure> Repository::erasures() {
  auto row = ask("SELECT mark, pseudonym, at FROM erasure WHERE organisation = ? ORDER BY mark");
  std::vector<Erasure> all;
  while (row.step()) all.push_back({row.text(0), UserId(row.text(1)), row.integer(2), {}});
  return all;
}

std::vector<VisitId> Repository::visits_to_redact(std::string_view day, std::size_t limit) {
  auto row = ask(
      "SELECT id FROM visit WHERE organisation = ?1 AND started_at < ?2 AND EXISTS (SELECT 1 FROM revision"
      " WHERE revision.organisation = visit.organisation AND revision.visit = visit.id AND redacted = 0) ORDER BY id LIMIT ?3");
  row.bind(day).bind(static_cast<std::int64_t>(limit));
  std::vector<VisitId> visits;
  while (row.step()) visits.emplace_back(row.text(0));
  return visits;
}

void Repository::set_second_share(std::int64_t percent) {
  ask("UPDATE organisation SET second_share = ?2 WHERE id = ?1").bind(percent).run();
}

void Repository::set_retention_months(std::int64_t months) {
  ask("UPDATE organisation SET retention_months = ?2 WHERE id = ?1").bind(months).run();
}

void Repository::want_scrub() { database_.execute("UPDATE ledger SET value = 1 WHERE name = 'scrub'"); }

// A receipt that names photos loses them, and its signature with them: it was given for what is no longer here.
void Repository::redact_revision(const RedactedBody& redacted) {
  ask("UPDATE revision SET body = ?5, redacted = 1,"
      " receipt = CASE WHEN json_valid(receipt) AND json_array_length(receipt, '$.photos_missing') > 0"
      "   THEN json_set(receipt, '$.photos_missing', json('[]'), '$.signature', '') ELSE receipt END"
      " WHERE organisation = ?1 AND visit = ?2 AND revision = ?3 AND sha256 = ?4")
      .bind(redacted.visit.value).bind(redacted.revision).bind(redacted.sha256).bind(redacted.body).run();
  want_scrub();
}

void Repository::replace_event(const VisitId& visit, std::string_view id, std::string_view body) {
  ask("UPDATE event SET body = ?4 WHERE organisation = ?1 AND visit = ?2 AND id = ?3").bind(visit.value).bind(id).bind(body).run();
  want_scrub();
}

void Repository::remove_visit_photo(const VisitId& visit, std::int64_t revision, std::string_view sha256) {
  ask("DELETE FROM visit_photo WHERE organisation = ? AND visit = ? AND revision = ? AND sha256 = ?")
      .bind(visit.value).bind(revision).bind(sha256).run();
  want_scrub();
}

void Repository::remove_blob(std::string_view sha256) {
  ask("DELETE FROM blob WHERE organisation = ? AND sha256 = ?").bind(sha256).run();
  want_scrub();
}

void Repository::remove_parked(std::string_view sha256) {
  ask("DELETE FROM parked WHERE organisation = ? AND sha256 = ?").bind(sha256).run();
  want_scrub();
}

void Repository::hand_visit_to(const VisitId& visit, const UserId& pseudonym) {
  const auto record = this->visit(visit);
  if (!record) return;
  const UserId& before = record->investigator;
  ask("UPDATE visit SET investigator = ?3 WHERE organisation = ?1 AND id = ?2").bind(visit.value).bind(pseudonym.value).run();
  ask("UPDATE revision SET sender = ?3 WHERE organisation = ?1 AND visit = ?2").bind(visit.value).bind(pseudonym.value).run();
  if (is_announced("visit", visit.value, before.value)) announce("visit", visit.value, before.value);
  if (const auto mission = this->mission(record->mission); mission && mission->investigator == before) {
    ask("UPDATE mission SET investigator = ?3 WHERE organisation = ?1 AND id = ?2").bind(mission->id.value).bind(pseudonym.value).run();
    if (is_announced("mission", mission->id.value, before.value)) announce("mission", mission->id.value, before.value);
  }
  want_scrub();
}

void Repository::rewrite_audit(const UserId& person, const UserId& pseudonym) {
  std::vector<AuditEntry> entries;
  {
    auto row = ask(
        "SELECT number, actor, object_type, object, detail, address FROM audit WHERE organisation = ?1"
        " AND (actor = ?2 OR object = ?2 OR instr(detail, ?2) > 0) ORDER BY number");
    row.bind(person.value);
    while (row.step()) {
      AuditEntry entry;
      entry.number = row.integer(0);
      entry.actor = UserId(row.text(1));
      entry.object_type = row.text(2);
      entry.object = row.text(3);
      entry.detail = row.text(4);
      entry.address = row.text(5);
      entries.push_back(std::move(entry));
    }
  }
  for (AuditEntry& entry : entries) {
    if (entry.actor == person) {
      entry.actor = pseudonym;
      entry.address.clear();
    }
    if (entry.object_type == "user" && entry.object == person.value) entry.object = pseudonym.value;
    ask("UPDATE audit SET actor = ?3, object = ?4, detail = ?5, address = ?6 WHERE organisation = ?1 AND number = ?2")
        .bind(entry.number).bind(entry.actor.value).bind(entry.object)
        .bind(detail_without(entry.detail, person.value, pseudonym.value)).bind(entry.address).run();
  }
}

Erasure Repository::erase_person(const UserId& person, const Erasure& wanted) {
  Erasure done = wanted;
  const std::string& pseudonym = done.pseudonym.value;
  {
    auto row = ask("SELECT token_hash FROM session WHERE organisation = ? AND user = ? ORDER BY token_hash");
    row.bind(person.value);
    while (row.step()) done.sessions.push_back(row.text(0));
  }
  for (const std::string& token : done.sessions)
    ask("INSERT INTO erased_session (organisation, token_hash) VALUES (?, ?) ON CONFLICT DO NOTHING").bind(token).run();
  constexpr std::string_view kRemoved[] = {
      "DELETE FROM session WHERE organisation = ?1 AND user = ?2", "DELETE FROM user_site WHERE organisation = ?1 AND user = ?2",
      "DELETE FROM account_link WHERE organisation = ?1 AND user = ?2", "DELETE FROM api_token WHERE organisation = ?1 AND user = ?2",
      "DELETE FROM report_link WHERE organisation = ?1 AND maker = ?2",
      "DELETE FROM feed WHERE organisation = ?1 AND audience = ?2"};
  for (const std::string_view sql : kRemoved) ask(sql).bind(person.value).run();
  // What was written beside a decision over money speaks of whom it was for, or comes from who decided.
  constexpr std::string_view kRewritten[] = {
      "UPDATE payment_line SET reason = '' WHERE organisation = ?1 AND (investigator = ?2 OR decided_by = ?2)",
      "UPDATE payment_statement SET reason = '', reference = '' WHERE organisation = ?1 AND investigator = ?2",
      "UPDATE payment_statement SET reason = '' WHERE organisation = ?1 AND closed_by = ?2",
      "UPDATE parked SET reason = '' WHERE organisation = ?1 AND decided_by = ?2",
      "UPDATE account_link SET made_by = ?3 WHERE organisation = ?1 AND made_by = ?2",
      "UPDATE api_token SET made_by = ?3 WHERE organisation = ?1 AND made_by = ?2",
      "UPDATE mission SET investigator = ?3 WHERE organisation = ?1 AND investigator = ?2",
      "UPDATE visit SET investigator = ?3 WHERE organisation = ?1 AND investigator = ?2",
      "UPDATE revision SET sender = ?3 WHERE organisation = ?1 AND sender = ?2",
      "UPDATE event SET author = ?3 WHERE organisation = ?1 AND author = ?2",
      "UPDATE parked SET sender = ?3 WHERE organisation = ?1 AND sender = ?2",
      "UPDATE parked SET decided_by = ?3 WHERE organisation = ?1 AND decided_by = ?2",
      "UPDATE payment_line SET investigator = ?3 WHERE organisation = ?1 AND investigator = ?2",
      "UPDATE payment_line SET decided_by = ?3 WHERE organisation = ?1 AND decided_by = ?2",
      "UPDATE payment_statement SET investigator = ?3 WHERE organisation = ?1 AND investigator = ?2",
      "UPDATE payment_statement SET made_by = ?3 WHERE organisation = ?1 AND made_by = ?2",
      "UPDATE payment_statement SET closed_by = ?3 WHERE organisation = ?1 AND closed_by = ?2"};
  for (const std::string_view sql : kRewritten) {
    auto statement = ask(sql);
    statement.bind(person.value);
    if (sql.find("?3") != std::string_view::npos) statement.bind(pseudonym);
    statement.run();
  }
  rewrite_audit(person, done.pseudonym);
  ask("UPDATE user SET id = ?3, email = ?4, name = ?3, password_hash = '', disabled = 1, regions = '[]', skills = '[]' WHERE organisation = ?1 AND id = ?2")
      .bind(person.value).bind(pseudonym).bind(no_address(organisation_, done.pseudonym)).run();
  ask("INSERT INTO erasure (organisation, mark, pseudonym, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
      .bind(done.mark).bind(pseudonym).bind(done.at).run();
  announce(kErasedChange, done.mark, kEverybody);
  want_scrub();
  return done;
}

}  // namespace constat::server::sqlite
