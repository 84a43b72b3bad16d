// Every screen in every state that it knows, for tests that hold something against all of them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
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
void add_insight_states(std::vector<ScreenState>& all);        // managers' figures beyond the comparison
void add_weights_states(std::vector<ScreenState>& all);        // other weights tried on visits
void add_plan_states(std::vector<ScreenState>& all);           // a manager's missions
void add_payment_states(std::vector<ScreenState>& all);        // payments, fees, the audit log
void add_programme_states(std::vector<ScreenState>& all);      // programmes, waves, a withdrawn version
void add_admin_states(std::vector<ScreenState>& all);          // people, links, sites, checklists
void add_link_states(std::vector<ScreenState>& all);           // links to reports
void add_quarantine_states(std::vector<ScreenState>& all);
void add_look_states(std::vector<ScreenState>& all);           // second looks at reviewed visits
void add_review_states(std::vector<ScreenState>& all);         // a reviewer's, and what comes back to the phone

// An answer of the server as the store passes it on.
std::string fetched(std::string_view body, int status = 200);

// A visit as the server shows it to those who may see it; `more`: further members.
std::string visit_result(std::string_view more, std::string_view status = "received");

using Answers = std::vector<std::pair<std::string, std::string>>;  // part of a path, the body; the first that fits
// Answers everything that was asked of the server; what no answer fits stays unanswered.
void answer(app::AppScenario& s, const Answers& answers);
// Starts signed in at an address and answers what that asks for.
void start(app::AppScenario& s, std::string_view url, const Answers& answers, const char* role = "manager");

}  // namespace constat::testing
