#include "backend/missions/missions.hpp"

#include <algorithm>
#include <tuple>

#include "backend/missions/eligibility.hpp"
#include "backend/missions/mission_input.hpp"
#include "backend/missions/stays.hpp"
#include "shared/visit/timestamp.hpp"

namespace constat::server {
namespace {

using Kind = MissionOutcome::Kind;

bool is_closed(const Mission& mission) { return mission.status == "done" || mission.status == "cancelled"; }

bool is_same(const Mission& a, const Mission& b) {
  const auto facts = [](const Mission& m) {
    return std::tie(m.site, m.checklist, m.checklist_version, m.wave, m.contact_mode, m.window_from, m.window_to, m.scenario_fr,
                    m.scenario_en, m.status, m.live_score, m.investigator, m.discreet, m.fee, m.expenses_cap, m.skills);
  };
  return facts(a) == facts(b);
}

// Words of a mission change without its investigator being judged again; where, when, who and what it takes do not.
bool moves(const Mission& before, const Mission& after) {
  return before.site != after.site || before.investigator != after.investigator || before.window_from != after.window_from ||
         before.window_to != after.window_to || before.skills != after.skills;
}

std::optional<Problem> against_rotation(Reader& reader, const Mission& mission, const UserId& person, const RotationRules& rules) {
  const auto wanted = stay_of(reader, mission);
  if (!wanted) return std::nullopt;
  const auto refusal = rotation_refusal(rules, *wanted, stays_of(reader, person));
  if (!refusal) return std::nullopt;
  return rotation_problem(reader, "investigator", rules, *refusal);
}

}  // namespace

std::size_t claims_held(Reader& reader, const UserId& person) {
  MissionFilter filter;
  filter.investigator = person;
  filter.status = "assigned";
  const auto held = reader.missions(filter);
  return static_cast<std::size_t>(std::count_if(held.begin(), held.end(), [](const Mission& mission) { return mission.claimed; }));
}

MissionOutcome put_mission(Store& store, const OrganisationId& organisation, const Mission& asked, const RotationRules& rules) {
  MissionOutcome outcome;
  store.write(organisation, [&](Writer& writer) {
    outcome = {};
    const auto before = writer.mission(asked.id);
    if (before && is_closed(*before)) {
      outcome.kind = Kind::closed;
      outcome.mission = *before;
      return;
    }
    Mission mission = asked;
    if (before) mission.claimed = before->claimed && before->investigator == mission.investigator;
    outcome.mission = mission;
    if (before && is_same(*before, mission)) return;
    look_up(writer, mission, outcome.problems);
    const bool judged = outcome.problems.empty() && !mission.investigator.empty() && (!before || moves(*before, mission));
    if (judged) outcome.problems = eligibility_problems(writer, *writer.user(mission.investigator), mission, "investigator");
    if (judged)
      if (auto problem = against_rotation(writer, mission, mission.investigator, rules)) outcome.problems.push_back(std::move(*problem));
    if (!outcome.problems.empty()) {
      outcome.kind = Kind::bad;
      return;
    }
    writer.put_mission(mission);
    outcome.kind = before ? Kind::changed : Kind::created;
  });
  return outcome;
}

MissionOutcome cancel_mission(Store& store, const OrganisationId& organisation, const MissionId& id, const std::string& reason) {
  MissionOutcome outcome;
  store.write(organisation, [&](Writer& writer) {
    outcome = {};
    auto mission = writer.mission(id);
    if (!mission) {
      outcome.kind = Kind::no_such_mission;
      return;
    }
    outcome.mission = *mission;
    if (mission->status == "cancelled") return;
    if (mission->status == "done") {
      outcome.kind = Kind::closed;
      return;
    }
    mission->status = "cancelled";
    mission->cancel_reason = reason;
    writer.put_mission(*mission);
    outcome.mission = *mission;
    outcome.kind = Kind::changed;
  });
  return outcome;
}

MissionOutcome claim_mission(Store& store, const SignedIn& who, const MissionId& id, std::int64_t now_ms, const RotationRules& rules) {
  MissionOutcome outcome;
  store.write(who.organisation.id, [&](Writer& writer) {
    outcome = {};
    auto mission = writer.mission(id);
    const auto refuse = [&](Kind kind) { outcome.kind = kind; };
    if (!mission) return refuse(Kind::no_such_mission);
    outcome.mission = *mission;
    if (mission->investigator == who.user.id && mission->status != "cancelled") return;
    if (mission->status == "cancelled") return refuse(Kind::closed);
    if (mission->status != "open") return refuse(Kind::taken);
    const auto end = unix_milliseconds(mission->window_to);
    if (end && *end < now_ms) return refuse(Kind::over);
    if (claims_held(writer, who.user.id) >= kMostClaims) return refuse(Kind::too_many);
    outcome.problems = eligibility_problems(writer, who.user, *mission, "investigator");
    if (!outcome.problems.empty()) return refuse(Kind::not_eligible);
    if (auto problem = against_rotation(writer, *mission, who.user.id, rules)) {
      outcome.problems.push_back(std::move(*problem));
      return refuse(Kind::bad);
    }
    mission->status = "assigned";
    mission->investigator = who.user.id;
    mission->claimed = true;
    writer.put_mission(*mission);
    outcome.mission = *mission;
    outcome.kind = Kind::changed;
  });
  return outcome;
}

}  // namespace constat::server
