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
  add_plan_states(all);
  add_quarantine_states(all);
  add_review_states(all);
  return all;
}

std::string fetched(std::string_view body, int status) {
  return "{\"status\":" + std::to_string(status) + ",\"body\":" + std::string(body) + ",\"fetched_at\":1793520000000,\"stale\":false}";
}

}  // namespace constat::testing
