// Missions and plans as docs/protocol.md writes them for people (what a phone keeps of its own ones is the feed's).
#pragma once

#include <optional>
#include <string>

#include "backend/auth/sessions.hpp"
#include "backend/missions/plan.hpp"
#include "shared/text/text.hpp"

namespace constat::server {

inline constexpr std::size_t kMostListed = 1'000, kMissionsPage = 100;

std::string mission_json(Reader& reader, const Mission& mission);

// A page has kMissionsPage of them; without one, the first kMostListed are told.
struct MissionsAsked {
  std::string text = {};  // in the site's name, town or region, the person's name or the id, without case or accents
  std::string id = {};    // one alone
  std::optional<std::size_t> page = {};  // from 0
};

// {"missions":[...],"count":n}: those still to be made first, the earliest window first, then the others, the latest first.
// An investigator gets the own ones and the open ones that can still be made, "claims": {"held","limit"}, and how many open ones
// are left out because a skill is missing or the person works elsewhere: "not_eligible".
std::string missions_json(Reader& reader, const SignedIn& who, const MissionFilter& filter, std::int64_t now_ms, const MissionsAsked& asked = {});

// What a plan can be made of: {"sites","waves","checklists","investigators"}.
std::string plan_choices_json(Reader& reader);

std::string plan_json(Reader& reader, Language language, const PlanRequest& request, const PlanOutcome& outcome);

}  // namespace constat::server
