// Programmes, their waves, and versions of checklists that are no longer for new missions.
#include "backend/store_sqlite/programme_rows.hpp"

#include <algorithm>

#include "backend/store_sqlite/rows.hpp"
#include "backend/store_sqlite/sqlite_repository.hpp"

namespace constat::server::sqlite {

void add_review_by_wave(Database& database, Organisation& organisation) {
  auto row = database.prepare(
      "SELECT wave.id, programme.review_required FROM programme JOIN wave ON wave.organisation = programme.organisation"
      " AND wave.programme = programme.id WHERE programme.organisation = ? AND programme.review_required IS NOT NULL ORDER BY wave.id");
  row.bind(organisation.id.value);
  while (row.step()) organisation.review_by_wave.emplace_back(WaveId(row.text(0)), row.integer(1) != 0);
}

std::vector<Wave> Repository::waves() {
  auto row = ask(
      "SELECT id, title, starts_on, title_en, programme, ends_on, closed, visits_per_site, exceptions FROM wave"
      " WHERE organisation = ? ORDER BY starts_on, id");
  std::vector<Wave> waves;
  while (row.step())
    waves.push_back({WaveId(row.text(0)), row.text(1), row.text(2), row.text(3), ProgrammeId(row.text(4)), row.text(5),
                     row.integer(6) != 0, row.integer(7), row.text(8)});
  return waves;
}

void Repository::put_wave(const Wave& wave) {
  ask("INSERT INTO wave (organisation, id, title, starts_on, title_en, programme, ends_on, closed, visits_per_site, exceptions)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (organisation, id) DO UPDATE SET title = excluded.title, starts_on = excluded.starts_on,"
      " title_en = excluded.title_en, programme = excluded.programme, ends_on = excluded.ends_on, closed = excluded.closed,"
      " visits_per_site = excluded.visits_per_site, exceptions = excluded.exceptions")
      .bind(wave.id.value).bind(wave.title).bind(wave.starts_on).bind(wave.title_en).bind(wave.programme.value)
      .bind(wave.ends_on).bind(wave.closed).bind(wave.visits_per_site).bind(wave.exceptions).run();
  next_seq();
}

std::vector<Programme> Repository::programmes() {
  auto row = ask(
      "SELECT id, title, title_en, index_rules, retention_months, review_required, live_score, discreet, appeal_days,"
      " employees_named, informed_on, informed_how FROM programme WHERE organisation = ? ORDER BY id");
  std::vector<Programme> all;
  while (row.step()) {
    Programme programme;
    programme.id = ProgrammeId(row.text(0));
    programme.title = row.text(1);
    programme.title_en = row.text(2);
    programme.index_rules = row.text(3);
    if (!row.is_null(4)) programme.retention_months = row.integer(4);
    if (!row.is_null(5)) programme.review_required = row.integer(5) != 0;
    programme.live_score = row.integer(6) != 0;
    programme.discreet = row.integer(7) != 0;
    programme.appeal_days = row.integer(8);
    programme.employees_named = row.integer(9) != 0;
    programme.informed_on = row.text(10);
    programme.informed_how = row.text(11);
    all.push_back(std::move(programme));
  }
  const auto first = std::lower_bound(all.begin(), all.end(), kFirstProgramme, [](const Programme& each, const char* id) { return each.id.value < id; });
  if (first == all.end() || first->id.value != kFirstProgramme) {
    Programme programme;
    programme.id = ProgrammeId(kFirstProgramme);
    all.insert(first, std::move(programme));
  }
  return all;
}

void Repository::put_programme(const Programme& programme) {
  auto statement = ask(
      "INSERT INTO programme (organisation, id, title, title_en, index_rules, retention_months, review_required, live_score,"
      " discreet, appeal_days, employees_named, informed_on, informed_how) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (organisation, id) DO UPDATE SET title = excluded.title, title_en = excluded.title_en,"
      " index_rules = excluded.index_rules, retention_months = excluded.retention_months,"
      " review_required = excluded.review_required, live_score = excluded.live_score, discreet = excluded.discreet,"
      " appeal_days = excluded.appeal_days, employees_named = excluded.employees_named, informed_on = excluded.informed_on,"
      " informed_how = excluded.informed_how");
  statement.bind(programme.id.value).bind(programme.title).bind(programme.title_en).bind(programme.index_rules);
  if (programme.retention_months) statement.bind(*programme.retention_months);
  else statement.bind_null();
  if (programme.review_required) statement.bind(*programme.review_required);
  else statement.bind_null();
  statement.bind(programme.live_score).bind(programme.discreet).bind(programme.appeal_days).bind(programme.employees_named)
      .bind(programme.informed_on).bind(programme.informed_how).run();
  next_seq();
}

// Phones hear nothing of it: who has the version keeps it.
void Repository::withdraw_checklist(const ChecklistId& id, std::int64_t version, std::string_view at, std::string_view reason) {
  ask("UPDATE checklist SET withdrawn_at = ?4, withdrawn_reason = ?5 WHERE organisation = ?1 AND id = ?2 AND version = ?3")
      .bind(id.value).bind(version).bind(at).bind(reason).run();
  next_seq();
}

}  // namespace constat::server::sqlite
