// Missions: who sees which, made and changed by managers, taken by investigators, planned by the wave.
#include <algorithm>

#include "backend/auth/limits.hpp"
#include "backend/http/page_number.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/missions/mission_input.hpp"
#include "backend/missions/mission_json.hpp"
#include "backend/missions/missions.hpp"
#include "backend/missions/stays.hpp"

namespace constat::server::http {
namespace {

constexpr std::size_t kMissionBytes = 64u << 10;
constexpr std::size_t kPlanBytes = 256u << 10;

const OrganisationId& organisation_of(const Call& call) { return call.who->organisation.id; }

Response list(const Call& call) {
  MissionFilter filter;
  if (const auto wave = call.request.parameter("wave"); !wave.empty()) filter.wave = WaveId(std::string(wave));
  if (const auto site = call.request.parameter("site"); !site.empty()) filter.site = SiteId(std::string(site));
  if (const auto status = call.request.parameter("status"); !status.empty()) filter.status = std::string(status);
  if (const auto person = call.request.parameter("investigator"); !person.empty()) filter.investigator = UserId(std::string(person));
  const MissionsAsked asked{std::string(call.request.parameter("text")), std::string(call.request.parameter("id")), page_in(call.request)};
  return json_response(200, missions_json(*read_for(call.services.store, *call.who), *call.who, filter, call.services.clock(), asked));
}

Response choices(const Call& call) {
  return json_response(200, plan_choices_json(*read_for(call.services.store, *call.who)));
}

std::vector<Problem> told(const Call& call, std::vector<Problem> problems) {
  const auto reader = read_for(call.services.store, *call.who);
  for (Problem& each : problems) each = with_dates(call.language, without_other_sites(*reader, std::move(each)));
  return problems;
}

Response answer(const Call& call, const MissionOutcome& outcome) {
  using Kind = MissionOutcome::Kind;
  switch (outcome.kind) {
    case Kind::no_such_mission: return problem(call.language, 404, "not-found");
    case Kind::bad: return problem(call.language, 400, "bad-mission", {}, told(call, outcome.problems));
    case Kind::closed: return problem(call.language, 409, "mission-closed");
    case Kind::taken: return problem(call.language, 409, "mission-taken");
    case Kind::not_eligible: return problem(call.language, 409, "not-eligible", {}, outcome.problems);
    case Kind::over: return problem(call.language, 409, "mission-over");
    case Kind::too_many: return problem(call.language, 409, "too-many-claims", {std::to_string(kMostClaims)});
    case Kind::created:
    case Kind::changed:
    case Kind::unchanged: break;
  }
  const auto reader = read_for(call.services.store, *call.who);
  Response response = json_response(outcome.kind == Kind::created ? 201 : 200, mission_json(*reader, outcome.mission));
  response.unchanged = outcome.kind == Kind::unchanged;
  return response;
}

Response put(const Call& call) {
  const auto mission = parse_mission(call.path.at("id"), call.request.body);
  if (!mission) return problem(call.language, 400, "bad-mission", {}, mission.error());
  if (const auto before = call.services.store.read(organisation_of(call))->mission(mission->id); before && !may_see_site(*call.who, before->site))
    return problem(call.language, 404, "not-found");
  if (!may_see_site(*call.who, mission->site)) return problem(call.language, 400, "bad-mission", {}, {{"site", "unknown-site", {mission->site.value}}});
  return answer(call, put_mission(call.services.store, organisation_of(call), *mission));
}

Response cancel(const Call& call) {
  const MissionId id(call.path.at("id"));
  if (!read_for(call.services.store, *call.who)->mission(id)) return problem(call.language, 404, "not-found");
  const auto reason = parse_cancellation(call.request.body);
  if (!reason) return problem(call.language, 400, "bad-mission", {}, reason.error());
  return answer(call, cancel_mission(call.services.store, organisation_of(call), id, *reason));
}

Response claim(const Call& call) {
  const MissionOutcome outcome = claim_mission(call.services.store, *call.who, MissionId(call.path.at("id")), call.services.clock());
  // What stands against it is the person's own past, not the form of the request.
  if (outcome.kind == MissionOutcome::Kind::bad) return problem(call.language, 409, "rotation-refused", {}, told(call, outcome.problems));
  return answer(call, outcome);
}

// Sites that the caller does not see are none; a wave is everybody's, and made by who sees everything.
Problems beyond_limits(const Call& call, const PlanRequest& request) {
  Problems problems;
  if (!call.who->limited) return problems;
  for (std::size_t i = 0; i < request.sites.size(); ++i)
    if (!may_see_site(*call.who, request.sites[i])) problems.push_back({element_path("sites", i), "unknown-site", {request.sites[i].value}});
  const auto waves = read_for(call.services.store, *call.who)->waves();
  if (std::none_of(waves.begin(), waves.end(), [&](const Wave& wave) { return wave.id == request.model.wave; }))
    problems.push_back({"wave", "unknown-wave", {request.model.wave.value}});
  return problems;
}

Response plan(const Call& call) {
  const auto request = parse_plan(call.request.body);
  if (!request) return problem(call.language, 400, "bad-plan", {}, request.error());
  if (const Problems problems = beyond_limits(call, *request); !problems.empty()) return problem(call.language, 400, "bad-plan", {}, problems);
  const PlanOutcome outcome = make_plan(call.services.store, organisation_of(call), *request, call.services.clock());
  if (!outcome.problems.empty()) return problem(call.language, 400, "bad-plan", {}, outcome.problems);
  const auto reader = read_for(call.services.store, *call.who);
  return json_response(request->dry_run ? 200 : 201, plan_json(*reader, call.language, *request, outcome));
}

}  // namespace

void add_mission_routes(std::vector<Route>& table) {
  const Access planners = Access::roles({Role::manager, Role::administrator});
  table.push_back({Method::get, "/api/v1/missions",
                   Access::roles({Role::investigator, Role::reviewer, Role::manager, Role::administrator}), {}, list, TokenScope::missions_read});
  table.push_back({Method::get, "/api/v1/missions/plan", planners, {}, choices, TokenScope::missions_read});
  table.push_back({Method::post, "/api/v1/missions/plan", planners, kPlanBytes, plan, TokenScope::missions_write});
  table.push_back({Method::put, "/api/v1/missions/{id}", planners, kMissionBytes, put, TokenScope::missions_write});
  table.push_back({Method::post, "/api/v1/missions/{id}/cancel", planners, kMissionBytes, cancel, TokenScope::missions_write});
  table.push_back({Method::post, "/api/v1/missions/{id}/claim", Access::roles({Role::investigator}), kMissionBytes, claim, TokenScope::missions_write});
}

}  // namespace constat::server::http
