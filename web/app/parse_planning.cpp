#include "web/app/parse_planning.hpp"

#include "web/app/json_access.hpp"
#include "web/app/parse_documents.hpp"
#include "web/app/store_reply.hpp"

namespace constat::app {
namespace {

void read_window(const Json& json, std::string& from, std::string& to) {
  const Json* window = object_of(json, "window");
  if (!window) return;
  from = text_of(*window, "from");
  to = text_of(*window, "to");
}

SiteDoc read_named_site(const Json& json) {
  SiteDoc site;
  if (const Json* found = object_of(json, "site")) site = read_site(*found);
  if (site.name.empty()) site.name = site.id;
  return site;
}

ListedMission read_listed(const Json& entry) {
  ListedMission mission;
  mission.id = text_of(entry, "id");
  mission.wave = text_of(entry, "wave");
  mission.contact_mode = text_of(entry, "contact_mode");
  read_window(entry, mission.window_from, mission.window_to);
  mission.status = text_of(entry, "status");
  if (const Json* person = object_of(entry, "investigator")) {
    mission.investigator = text_of(*person, "name");
    mission.investigator_id = text_of(*person, "id");
  }
  mission.cancel_reason = text_of(entry, "cancel_reason");
  mission.claimed = bool_of(entry, "claimed");
  mission.discreet = bool_of(entry, "discreet");
  mission.site = read_named_site(entry);
  if (const Json* checklist = object_of(entry, "checklist")) {
    mission.checklist_title = localized_of(*checklist, "title");
    mission.checklist = text_of(*checklist, "id");
    mission.checklist_version = integer_of(*checklist, "version").value_or(1);
  }
  mission.live_score = bool_of(entry, "live_score", true);
  mission.scenario = localized_of(entry, "scenario");
  mission.fee = integer_of(entry, "fee");
  mission.expenses_cap = integer_of(entry, "expenses_cap");
  mission.skills = texts_of(entry, "skills");
  return mission;
}

PlanChoices::Planned read_planned(const Json& entry) {
  PlanChoices::Planned planned{text_of(entry, "starts_on"), text_of(entry, "ends_on"), bool_of(entry, "live_score", true), bool_of(entry, "discreet"), false, bool_of(entry, "closed"), {}};
  if (const Json* targets = object_of(entry, "targets")) {
    planned.has_targets = true;
    for (const JsonMember& site : targets->members) planned.missing[site.name] = integer_of(*targets, site.name).value_or(0);
  }
  return planned;
}

}  // namespace

MissionBoard read_mission_board(const Json& body) {
  MissionBoard board;
  if (const Json* missions = array_of(body, "missions"))
    for (const Json& entry : missions->elements) board.missions.push_back(read_listed(entry));
  board.count = integer_of(body, "count").value_or(static_cast<std::int64_t>(board.missions.size()));
  board.not_eligible = integer_of(body, "not_eligible").value_or(0);
  if (const Json* claims = object_of(body, "claims")) {
    board.claims_held = integer_of(*claims, "held").value_or(0);
    board.claims_limit = integer_of(*claims, "limit").value_or(0);
  }
  return board;
}

PlanChoices read_plan_choices(const Json& body) {
  PlanChoices choices;
  if (const Json* sites = array_of(body, "sites"))
    for (const Json& entry : sites->elements) choices.sites.push_back(read_site(entry));
  if (const Json* waves = array_of(body, "waves"))
    for (const Json& entry : waves->elements) {
      choices.waves.push_back({text_of(entry, "id"), localized_of(entry, "title")});
      choices.planned[text_of(entry, "id")] = read_planned(entry);
    }
  if (const Json* checklists = array_of(body, "checklists"))
    for (const Json& entry : checklists->elements) {
      PlanChoices::Versioned one{text_of(entry, "id"), integer_of(entry, "version").value_or(1), localized_of(entry, "title")};
      const bool newer = !choices.checklists.empty() && choices.checklists.back().id == one.id;
      if (newer) choices.checklists.back() = std::move(one);  // they come in the order of their versions
      else choices.checklists.push_back(std::move(one));
    }
  if (const Json* people = array_of(body, "investigators"))
    for (const Json& entry : people->elements) choices.investigators.push_back({text_of(entry, "id"), text_of(entry, "name"), texts_of(entry, "skills"), texts_of(entry, "regions")});
  return choices;
}

PlanMade read_plan_made(const Json& body) {
  PlanMade made;
  made.wave = text_of(body, "wave");
  made.already = integer_of(body, "already").value_or(0);
  if (const Json* missions = array_of(body, "missions"))
    for (const Json& entry : missions->elements) made.missions.push_back(read_listed(entry));
  if (const Json* left = array_of(body, "unassigned"))
    for (const Json& entry : left->elements) {
      PlanMade::Left one;
      one.site = read_named_site(entry);
      read_window(entry, one.from, one.to);
      if (const Json* why = array_of(entry, "why"))
        for (const Json& each : why->elements) {
          const Json* person = object_of(each, "investigator");
          one.why.push_back({person ? text_of(*person, "name") : std::string(), text_of(each, "message")});
        }
      made.unassigned.push_back(std::move(one));
    }
  return made;
}

Refusal read_refusal(const Json& result) {
  Refusal refusal{read_fetched(result).failure, {}};
  if (const Json* problem = object_of(result, "body"))
    if (const Json* problems = array_of(*problem, "problems"))
      for (const Json& each : problems->elements) refusal.problems.push_back(text_of(each, "message"));
  return refusal;
}

}  // namespace constat::app
