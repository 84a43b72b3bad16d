#include "backend/missions/mission_json.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "backend/missions/missions.hpp"
#include "backend/missions/stays.hpp"
#include "shared/visit/timestamp.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }

Doc cents(const std::optional<std::int64_t>& amount) { return amount ? Doc(*amount) : Doc(); }

// What missions name, read once for a list of them.
class Named {
 public:
  explicit Named(Reader& reader) {
    for (const User& user : reader.users()) people_[user.id.value] = user.name;
    for (const Site& site : reader.sites())
      sites_[site.id.value] = {{"id", site.id.value}, {"name", site.name}, {"city", site.city}, {"region", site.region}};
    for (const ChecklistRecord& record : reader.checklists()) {
      const Doc checklist = Doc::parse(record.json, nullptr, false);
      titles_[{record.id.value, record.version}] = checklist.is_object() ? checklist.value("title", Doc::object()) : Doc::object();
    }
  }

  Doc person(const UserId& id) const {
    if (id.empty()) return nullptr;
    const auto found = people_.find(id.value);
    return {{"id", id.value}, {"name", found == people_.end() ? id.value : found->second}};
  }
  Doc site(const SiteId& id) const {
    const auto found = sites_.find(id.value);
    return found == sites_.end() ? Doc{{"id", id.value}, {"name", id.value}} : found->second;
  }
  Doc checklist(const ChecklistId& id, std::int64_t version) const {
    const auto found = titles_.find({id.value, version});
    return {{"id", id.value}, {"version", version}, {"title", found == titles_.end() ? Doc::object() : found->second}};
  }
  Doc mission(const Mission& mission) const {
    Doc doc = {{"id", mission.id.value},
               {"site", site(mission.site)},
               {"checklist", checklist(mission.checklist, mission.checklist_version)},
               {"wave", mission.wave.value},
               {"contact_mode", mission.contact_mode},
               {"window", {{"from", mission.window_from}, {"to", mission.window_to}}},
               {"scenario", {{"fr", mission.scenario_fr}, {"en", mission.scenario_en}}},
               {"status", mission.status},
               {"live_score", mission.live_score},
               {"discreet", mission.discreet},
               {"investigator", person(mission.investigator)},
               {"claimed", mission.claimed},
               {"fee", cents(mission.fee)},
               {"expenses_cap", cents(mission.expenses_cap)}};
    if (mission.status == "cancelled") doc["cancel_reason"] = mission.cancel_reason;
    return doc;
  }
  const std::map<std::string, Doc>& sites() const { return sites_; }
  const std::map<std::pair<std::string, std::int64_t>, Doc>& titles() const { return titles_; }

 private:
  std::map<std::string, std::string> people_;
  std::map<std::string, Doc> sites_;
  std::map<std::pair<std::string, std::int64_t>, Doc> titles_;
};

bool is_closed(const Mission& mission) { return mission.status == "done" || mission.status == "cancelled"; }

bool is_over(const Mission& mission, std::int64_t now_ms) {
  const auto end = unix_milliseconds(mission.window_to);
  return end && *end < now_ms;
}

bool is_shown(const SignedIn& who, const Mission& mission, std::int64_t now_ms) {
  if (who.user.role != Role::investigator) return true;
  return mission.investigator == who.user.id || (mission.status == "open" && !is_over(mission, now_ms));
}

}  // namespace

std::string mission_json(Reader& reader, const Mission& mission) { return dump(Named(reader).mission(mission)); }

std::string missions_json(Reader& reader, const SignedIn& who, const MissionFilter& filter, std::int64_t now_ms) {
  std::vector<Mission> missions = reader.missions(filter);
  missions.erase(std::remove_if(missions.begin(), missions.end(), [&](const Mission& mission) { return !is_shown(who, mission, now_ms); }),
                 missions.end());
  const auto closed = std::stable_partition(missions.begin(), missions.end(), [](const Mission& mission) { return !is_closed(mission); });
  std::reverse(closed, missions.end());
  const std::size_t count = missions.size();
  if (missions.size() > kMostListed) missions.resize(kMostListed);
  const Named named(reader);
  Doc list = Doc::array();
  for (const Mission& mission : missions) list.push_back(named.mission(mission));
  Doc doc = {{"missions", std::move(list)}, {"count", count}};
  if (who.user.role == Role::investigator) doc["claims"] = {{"held", claims_held(reader, who.user.id)}, {"limit", kMostClaims}};
  return dump(doc);
}

std::string plan_choices_json(Reader& reader) {
  const Named named(reader);
  Doc sites = Doc::array(), waves = Doc::array(), checklists = Doc::array(), people = Doc::array();
  for (const auto& [id, site] : named.sites()) sites.push_back(site);
  for (const Wave& wave : reader.waves())
    waves.push_back({{"id", wave.id.value},
                     {"title", {{"fr", wave.title}, {"en", wave.title_en.empty() ? wave.title : wave.title_en}}},
                     {"starts_on", wave.starts_on}});
  for (const auto& [key, title] : named.titles())
    checklists.push_back({{"id", key.first}, {"version", key.second}, {"title", title}});
  for (const User& user : reader.users())
    if (user.role == Role::investigator && !user.disabled) people.push_back({{"id", user.id.value}, {"name", user.name}});
  return dump({{"sites", std::move(sites)}, {"waves", std::move(waves)}, {"checklists", std::move(checklists)}, {"investigators", std::move(people)}});
}

std::string plan_json(Reader& reader, Language language, const PlanRequest& request, const PlanOutcome& outcome) {
  const Named named(reader);
  Doc missions = Doc::array(), unassigned = Doc::array();
  for (const Mission& mission : outcome.missions) missions.push_back(named.mission(mission));
  for (const Unassigned& left : outcome.unassigned) {
    Doc why = Doc::array();
    for (const auto& reason : left.why) {
      const Problem told = with_dates(language, reason.problem);
      why.push_back({{"investigator", named.person(reason.investigator)}, {"code", told.code},
                     {"message", text(language, "problem." + told.code, told.args)}});
    }
    unassigned.push_back({{"site", named.site(left.mission.site)},
                          {"window", {{"from", left.mission.window_from}, {"to", left.mission.window_to}}},
                          {"why", std::move(why)}});
  }
  return dump({{"dry_run", request.dry_run},
               {"wave", request.model.wave.value},
               {"already", outcome.already},
               {"missions", std::move(missions)},
               {"unassigned", std::move(unassigned)}});
}

}  // namespace constat::server
