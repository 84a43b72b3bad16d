#include "backend/missions/mission_json.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "backend/missions/eligibility.hpp"
#include "backend/missions/missions.hpp"
#include "backend/missions/stays.hpp"
#include "backend/programmes/programme_of.hpp"
#include "backend/programmes/targets.hpp"
#include "shared/review/comment_text.hpp"
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
               {"expenses_cap", cents(mission.expenses_cap)},
               {"skills", mission.skills}};
    if (mission.status == "cancelled") doc["cancel_reason"] = mission.cancel_reason;
    return doc;
  }
  // What a search looks into.
  std::string words(const Mission& mission) const {
    std::string words = mission.id.value;
    if (const auto name = people_.find(mission.investigator.value); name != people_.end()) words += " " + name->second;
    if (const auto site = sites_.find(mission.site.value); site != sites_.end())
      for (const char* part : {"name", "city", "region"}) words += " " + site->second.value(part, std::string());
    return words;
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

// Takes out what this investigator is not eligible for, and says how many that were.
std::size_t keep_eligible(Reader& reader, const User& person, std::vector<Mission>& missions) {
  std::map<std::string, std::string> regions;
  for (const Site& site : reader.sites()) regions[site.id.value] = site.region;
  const auto rest = std::stable_partition(missions.begin(), missions.end(), [&](const Mission& mission) {
    return mission.status != "open" || is_eligible(person, mission, regions[mission.site.value]);
  });
  const auto others = static_cast<std::size_t>(missions.end() - rest);
  missions.erase(rest, missions.end());
  return others;
}

// What a wave still wants: visits by site, those of which something is missing.
Doc targets_doc(Reader& reader, const Wave& wave) {
  Doc missing = Doc::object();
  for (const auto& [site, progress] : progress_of(reader, wave))
    if (progress.missing() > 0) missing[site] = progress.missing();
  return missing;
}

}  // namespace

std::string mission_json(Reader& reader, const Mission& mission) { return dump(Named(reader).mission(mission)); }

std::string missions_json(Reader& reader, const SignedIn& who, const MissionFilter& filter, std::int64_t now_ms, const MissionsAsked& asked) {
  const Named named(reader);
  std::vector<Mission> missions = reader.missions(filter);
  const std::u32string wanted = normalised_comment(asked.text);
  const auto is_other = [&](const Mission& mission) {
    if (!asked.id.empty() && mission.id.value != asked.id) return true;
    return !wanted.empty() && normalised_comment(named.words(mission)).find(wanted) == std::u32string::npos;
  };
  if (!asked.id.empty() || !wanted.empty()) missions.erase(std::remove_if(missions.begin(), missions.end(), is_other), missions.end());
  missions.erase(std::remove_if(missions.begin(), missions.end(), [&](const Mission& mission) { return !is_shown(who, mission, now_ms); }),
                 missions.end());
  const bool takes = who.user.role == Role::investigator;
  const std::size_t not_eligible = takes ? keep_eligible(reader, who.user, missions) : 0;
  const auto closed = std::stable_partition(missions.begin(), missions.end(), [](const Mission& mission) { return !is_closed(mission); });
  std::reverse(closed, missions.end());
  const std::size_t count = missions.size();
  const std::size_t first = asked.page ? *asked.page * kMissionsPage : 0, most = asked.page ? kMissionsPage : kMostListed;
  Doc list = Doc::array();
  for (std::size_t i = first; i < missions.size() && i < first + most; ++i) list.push_back(named.mission(missions[i]));
  Doc doc = {{"missions", std::move(list)}, {"count", count}};
  if (takes) doc["not_eligible"] = not_eligible;
  if (takes) doc["claims"] = {{"held", claims_held(reader, who.user.id)}, {"limit", kMostClaims}};
  return dump(doc);
}

std::string plan_choices_json(Reader& reader) {
  const Named named(reader);
  Doc sites = Doc::array(), waves = Doc::array(), checklists = Doc::array(), people = Doc::array();
  for (const auto& [id, site] : named.sites()) sites.push_back(site);
  const auto programmes = reader.programmes();
  for (const Wave& wave : reader.waves()) {
    const Programme* programme = find_programme(programmes, wave.programme);
    Doc each = {{"id", wave.id.value},
                {"title", {{"fr", wave.title}, {"en", wave.title_en.empty() ? wave.title : wave.title_en}}},
                {"starts_on", wave.starts_on},
                {"ends_on", wave.ends_on},
                {"closed", wave.closed},
                {"live_score", !programme || programme->live_score},
                {"discreet", programme && programme->discreet},
                {"targets", nullptr}};
    if (has_targets(wave) && !wave.closed) each["targets"] = targets_doc(reader, wave);
    waves.push_back(std::move(each));
  }
  std::set<std::pair<std::string, std::int64_t>> withdrawn;
  for (const ChecklistRecord& record : reader.checklists())
    if (!record.withdrawn_at.empty()) withdrawn.insert({record.id.value, record.version});
  for (const auto& [key, title] : named.titles())
    if (withdrawn.count(key) == 0) checklists.push_back({{"id", key.first}, {"version", key.second}, {"title", title}});
  for (const User& user : reader.users())
    if (user.role == Role::investigator && !user.disabled) people.push_back({{"id", user.id.value}, {"name", user.name}, {"skills", user.skills}, {"regions", user.regions}});
  return dump({{"sites", std::move(sites)}, {"waves", std::move(waves)}, {"checklists", std::move(checklists)}, {"investigators", std::move(people)}});
}

std::string plan_json(Reader& reader, Language language, const PlanRequest& request, const PlanOutcome& outcome) {
  const Named named(reader);
  Doc missions = Doc::array(), unassigned = Doc::array();
  for (const Mission& mission : outcome.missions) missions.push_back(named.mission(mission));
  for (const Unassigned& left : outcome.unassigned) {
    Doc why = Doc::array();
    for (const auto& reason : left.why) {
      const Problem told = with_dates(language, without_other_sites(reader, reason.problem));
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
