// The server's lists of missions and its answers to plans, as the app's own values.
#pragma once

#include "shared/base/json.hpp"
#include "web/app/planning.hpp"

namespace constat::app {

MissionBoard read_mission_board(const Json& body);
PlanChoices read_plan_choices(const Json& body);
PlanMade read_plan_made(const Json& body);

// Of an answer that is no success: what failed, and each of its problems in words.
Refusal read_refusal(const Json& result);

}  // namespace constat::app
