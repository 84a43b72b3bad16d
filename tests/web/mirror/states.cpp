#include "tests/web/mirror/states.hpp"

namespace constat::testing {

std::vector<ScreenState> all_states() {
  std::vector<ScreenState> all;
  add_entry_states(all);
  add_mission_states(all);
  add_filling_states(all);
  add_capture_states(all);
  add_phone_states(all);
  add_manager_states(all);
  add_insight_states(all);
  add_weights_states(all);
  add_plan_states(all);
  add_payment_states(all);
  add_programme_states(all);
  add_admin_states(all);
  add_link_states(all);
  add_quarantine_states(all);
  add_review_states(all);
  add_look_states(all);
  return all;
}

std::string fetched(std::string_view body, int status) {
  return "{\"status\":" + std::to_string(status) + ",\"body\":" + std::string(body) + ",\"fetched_at\":1793520000000,\"stale\":false}";
}

void answer(app::AppScenario& s, const Answers& answers) {
  while (s.has("fetch")) {
    const app::StoreRequest request = s.expect("fetch");
    for (const auto& [path, body] : answers)
      if (request.payload.find(path) != std::string::npos) {
        s.reply(request, fetched(body));
        break;
      }
  }
}

void start(app::AppScenario& s, std::string_view url, const Answers& answers, const char* role) {
  s.hears_of_waiting = true;
  s.start(url, role);
  answer(s, answers);
}

}  // namespace constat::testing
