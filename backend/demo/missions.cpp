#include "backend/demo/missions.hpp"

#include <algorithm>

#include "backend/auth/sessions.hpp"
#include "backend/demo/calendar.hpp"
#include "backend/demo/draw.hpp"
#include "backend/platform/clock.hpp"

namespace constat::server::demo {
namespace {

constexpr int kOpenMissions = 6;  // per investigator with an account, each on another checklist; the last one demands discreet mode
constexpr std::size_t kMissionsToTake = 4;

const Scenario& scenario_in_person(const Content& content) {
  for (const Scenario& scenario : content.scenarios)
    if (scenario.contact_mode == "visit") return scenario;
  return content.scenarios.front();
}

Mission mission_for(const Content& content, const Scenario& scenario, const DemoSite& site, const Checklist& checklist, std::int64_t from,
                    std::int64_t to) {
  Mission mission;
  mission.site = site.site.id;
  mission.checklist = checklist.id;
  mission.checklist_version = checklist.version;
  mission.wave = content.waves.back().wave.id;
  mission.contact_mode = scenario.contact_mode;
  mission.window_from = rfc3339((from * 1440 + 8 * 60 - paris_offset(from)) * 60'000, paris_offset(from));
  mission.window_to = rfc3339((to * 1440 + 20 * 60 - paris_offset(to)) * 60'000, paris_offset(to));
  mission.scenario_fr = scenario.fr;
  mission.scenario_en = scenario.en;
  return mission;
}

// One after the other, so that whoever looks finds every kind of visit on any day: the scenario itself is drawn.
const Scenario& scenario_of_turn(const Content& content, std::size_t turn, Rng& rng) {
  std::vector<std::string> checklists;  // without the one that the mission in person takes
  for (const Scenario& scenario : content.scenarios)
    if (scenario.checklist != scenario_in_person(content).checklist && std::find(checklists.begin(), checklists.end(), scenario.checklist) == checklists.end())
      checklists.push_back(scenario.checklist);
  if (checklists.empty()) return content.scenarios.front();
  std::vector<const Scenario*> fitting;
  for (const Scenario& scenario : content.scenarios)
    if (scenario.checklist == checklists[turn % checklists.size()]) fitting.push_back(&scenario);
  return *pick(rng, fitting);
}

std::vector<const DemoSite*> sites_for(const Content& content, const Scenario& scenario) {
  std::vector<const DemoSite*> fitting;
  for (const DemoSite& site : content.sites)
    if (std::find(site.checklists.begin(), site.checklists.end(), scenario.checklist) != site.checklists.end()) fitting.push_back(&site);
  return fitting;
}

}  // namespace

void put_open_missions(Store& store, const Content& content, const Library& library, std::int64_t now_ms) {
  const std::int64_t today = now_ms / kDayMs;
  store.write(OrganisationId(content.organisation_id), [&](Writer& writer) {
    Rng rng(kSeed + 4 + static_cast<std::uint64_t>(today));
    for (std::size_t i = 0; i < kMissionsToTake; ++i) {
      const Scenario& scenario = content.scenarios[i % content.scenarios.size()];
      const auto fitting = sites_for(content, scenario);
      const Checklist* checklist = library.find(scenario.checklist);
      const MissionId id("m-open-" + std::to_string(today) + "-" + std::to_string(i + 1));
      if (fitting.empty() || !checklist || writer.mission(id)) continue;
      const std::int64_t from = today + rng.between(1, 3);
      Mission mission = mission_for(content, scenario, *pick(rng, fitting), *checklist, from, from + rng.between(4, 10));
      mission.id = id;
      mission.status = "open";
      mission.fee = 1'500 + 250 * rng.between(0, 8);
      if (scenario.contact_mode == "visit") mission.expenses_cap = 1'000;
      writer.put_mission(mission);
    }
  });
}

void put_missions(Store& store, const Content& content, const Library& library, std::int64_t now_ms) {
  const OrganisationId id(content.organisation_id);
  const std::int64_t today = now_ms / kDayMs;
  store.write(id, [&](Writer& writer) {
    std::uint64_t seed = kSeed ^ static_cast<std::uint64_t>(today);
    Rng rng(seed);
    for (const DemoPerson* person : investigators(content)) {
      if (person->email.empty()) continue;
      for (int i = 0; i < kOpenMissions; ++i) {
        const std::string mission_id = "m-" + person->id + "-" + std::to_string(today) + "-" + std::to_string(i + 1);
        const bool discreet = i + 1 == kOpenMissions;
        const Scenario& scenario =
            discreet ? scenario_in_person(content) : scenario_of_turn(content, static_cast<std::size_t>(i), rng);
        const auto fitting = sites_for(content, scenario);
        const Checklist* checklist = library.find(scenario.checklist);
        if (fitting.empty() || !checklist || writer.mission(MissionId(mission_id))) continue;
        const DemoSite& site = *pick(rng, fitting);
        const std::int64_t from = today - rng.between(1, 4), to = today + (discreet ? 15 : rng.between(3, 14));
        Mission mission = mission_for(content, scenario, site, *checklist, from, to);
        mission.id = MissionId(mission_id);
        mission.investigator = UserId(person->id);
        mission.discreet = discreet;
        writer.put_mission(mission);
      }
    }
  });
}

}  // namespace constat::server::demo
