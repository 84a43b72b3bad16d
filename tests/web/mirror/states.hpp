// Every screen in every state that it knows, for tests that hold something against all of them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/web/app/app_scenario.hpp"

namespace constat::testing {

struct ScreenState {
  std::string name;
  std::function<void(app::AppScenario&)> reach;  // from a fresh app to this state
};

std::vector<ScreenState> all_states();

// By what they are about; all_states() has them all.
void add_entry_states(std::vector<ScreenState>& all);         // before and around signing in
void add_mission_states(std::vector<ScreenState>& all);
void add_filling_states(std::vector<ScreenState>& all);
void add_capture_states(std::vector<ScreenState>& all);       // photos, signature, position, discreet mode
void add_phone_states(std::vector<ScreenState>& all);         // visits made, what this phone holds, settings
void add_manager_states(std::vector<ScreenState>& all);
void add_plan_states(std::vector<ScreenState>& all);           // a manager's missions
void add_quarantine_states(std::vector<ScreenState>& all);
void add_review_states(std::vector<ScreenState>& all);         // a reviewer's, and what comes back to the phone

// An answer of the server as the store passes it on.
std::string fetched(std::string_view body, int status = 200);

}  // namespace constat::testing
