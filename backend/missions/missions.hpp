// Missions as people make and take them. Each step is one transaction: of two who reach for the same mission, one has it.
//
//   open --claimed by an investigator, or assigned--> assigned --the visit arrives--> done
//   open, assigned --cancelled with a reason--> cancelled: the phone hears of it, and a visit that comes all the same is set aside
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "backend/auth/sessions.hpp"
#include "backend/missions/rotation.hpp"
#include "backend/store/store.hpp"
#include "shared/base/result.hpp"

namespace constat::server {

// Missions that one investigator holds by own choice and has not made yet. One figure for every organisation for now.
inline constexpr std::size_t kMostClaims = 10;

struct MissionOutcome {
  enum class Kind : std::uint8_t {
    created, changed, unchanged,
    no_such_mission,
    bad,      // `problems`
    closed,   // done or cancelled: it changes no more
    taken,    // by somebody else
    over,     // its window has ended
    not_eligible,  // `problems`: a skill is missing, or the person works elsewhere
    too_many  // kMostClaims
  } kind = Kind::unchanged;
  Mission mission;
  std::vector<Problem> problems;
};

// Creates or changes. What is asked is the whole mission; the same again changes nothing.
MissionOutcome put_mission(Store& store, const OrganisationId& organisation, const Mission& asked, const RotationRules& rules = {});
MissionOutcome cancel_mission(Store& store, const OrganisationId& organisation, const MissionId& id, const std::string& reason);
MissionOutcome claim_mission(Store& store, const SignedIn& who, const MissionId& id, std::int64_t now_ms, const RotationRules& rules = {});

std::size_t claims_held(Reader& reader, const UserId& person);

}  // namespace constat::server
