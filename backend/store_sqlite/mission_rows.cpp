// Missions: their rows, and whom the feed tells of each.
#include "backend/store_sqlite/rows.hpp"
#include "backend/store_sqlite/sqlite_repository.hpp"
#include "backend/store_sqlite/text_lists.hpp"

namespace constat::server::sqlite {
namespace {

constexpr std::string_view kColumns =
    "SELECT id, site, checklist, checklist_version, wave, contact_mode, window_from, window_to, scenario_fr, scenario_en,"
    " status, live_score, investigator, discreet, fee, expenses_cap, claimed, cancel_reason, skills FROM mission";

Mission read_mission(const Statement& row) {
  Mission mission;
  mission.id = MissionId(row.text(0));
  mission.site = SiteId(row.text(1));
  mission.checklist = ChecklistId(row.text(2));
  mission.checklist_version = row.integer(3);
  mission.wave = WaveId(row.text(4));
  mission.contact_mode = row.text(5);
  mission.window_from = row.text(6);
  mission.window_to = row.text(7);
  mission.scenario_fr = row.text(8);
  mission.scenario_en = row.text(9);
  mission.status = row.text(10);
  mission.live_score = row.integer(11) != 0;
  mission.investigator = UserId(row.text(12));
  mission.discreet = row.integer(13) != 0;
  if (!row.is_null(14)) mission.fee = row.integer(14);
  if (!row.is_null(15)) mission.expenses_cap = row.integer(15);
  mission.claimed = row.integer(16) != 0;
  mission.cancel_reason = row.text(17);
  mission.skills = list_of(row.text(18));
  return mission;
}

}  // namespace

std::optional<Mission> Repository::mission(const MissionId& id) {
  static const std::string sql = std::string(kColumns) + " WHERE organisation = ? AND id = ?";
  auto row = ask(sql);
  row.bind(id.value);
  if (!row.step()) return std::nullopt;
  return read_mission(row);
}

std::vector<Mission> Repository::missions(const MissionFilter& filter) {
  std::string sql = std::string(kColumns) + " WHERE organisation = ?";
  if (filter.wave) sql += " AND wave = ?";
  if (filter.site) sql += " AND site = ?";
  if (filter.status) sql += " AND status = ?";
  if (filter.investigator) sql += " AND investigator = ?";
  sql += " ORDER BY window_from, id";
  auto row = ask(sql);
  if (filter.wave) row.bind(filter.wave->value);
  if (filter.site) row.bind(filter.site->value);
  if (filter.status) row.bind(*filter.status);
  if (filter.investigator) row.bind(filter.investigator->value);
  std::vector<Mission> missions;
  while (row.step()) missions.push_back(read_mission(row));
  return missions;
}

void Repository::put_mission(const Mission& mission) {
  const auto before = this->mission(mission.id);
  auto statement = ask(
      "INSERT INTO mission (organisation, id, site, checklist, checklist_version, wave, contact_mode, window_from,"
      " window_to, scenario_fr, scenario_en, status, live_score, investigator, discreet, fee, expenses_cap, claimed,"
      " cancel_reason, skills) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (organisation, id) DO UPDATE SET"
      " site = excluded.site, checklist = excluded.checklist, checklist_version = excluded.checklist_version,"
      " wave = excluded.wave, contact_mode = excluded.contact_mode, window_from = excluded.window_from,"
      " window_to = excluded.window_to, scenario_fr = excluded.scenario_fr, scenario_en = excluded.scenario_en,"
      " status = excluded.status, live_score = excluded.live_score, investigator = excluded.investigator,"
      " discreet = excluded.discreet, fee = excluded.fee, expenses_cap = excluded.expenses_cap,"
      " claimed = excluded.claimed, cancel_reason = excluded.cancel_reason, skills = excluded.skills");
  statement.bind(mission.id.value).bind(mission.site.value).bind(mission.checklist.value).bind(mission.checklist_version)
      .bind(mission.wave.value).bind(mission.contact_mode).bind(mission.window_from).bind(mission.window_to)
      .bind(mission.scenario_fr).bind(mission.scenario_en).bind(mission.status).bind(mission.live_score)
      .bind(mission.investigator.value).bind(mission.discreet);
  for (const auto& cents : {mission.fee, mission.expenses_cap}) {
    if (cents) statement.bind(*cents);
    else statement.bind_null();
  }
  statement.bind(mission.claimed).bind(mission.cancel_reason).bind(list_text(mission.skills)).run();
  // Who had it before hears of the loss. Nobody had an open one.
  if (before && !before->investigator.empty() && before->investigator != mission.investigator)
    announce("mission", mission.id.value, before->investigator.value);
  if (mission.investigator.empty()) return;
  announce_once("site", mission.site.value, mission.investigator.value);
  announce_once("checklist", checklist_key(mission.checklist, mission.checklist_version), mission.investigator.value);
  announce("mission", mission.id.value, mission.investigator.value);
}

}  // namespace constat::server::sqlite
