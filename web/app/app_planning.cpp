// Missions on the server: claiming an open one.
#include "web/app/app.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_planning.hpp"

namespace constat::app {

void App::load_open_missions() { fetch(state_.open_missions, "/api/v1/missions?status=open", &read_mission_board); }

void App::claim_mission(const std::string& mission) {
  if (!state_.claiming.busy.empty() || !state_.open_missions.value) return;
  const ListedMission* wanted = state_.open_missions.value->find(mission);
  if (!wanted) return;
  state_.claiming = {};
  state_.claiming.busy = mission;
  state_.claiming.site = wanted->site.name;
  Json payload = Json::object();
  payload.add("path", Json::of_text("/api/v1/missions/" + encoded_part(mission) + "/claim")).add("body", Json::object());
  send("post", write_json(payload), [this, mission](StoreReply& reply) {
    Claiming& claiming = state_.claiming;
    claiming.busy.clear();
    const auto status = reply.ok ? integer_of(reply.result, "status").value_or(0) : 0;
    if (status == 401) return leave_session(true);
    if (status >= 200 && status < 300) {
      claiming.taken = true;
      if (state_.open_missions.value) state_.open_missions.value->claimed(mission);
      sync_now();  // it comes to this phone with the next pull
    } else {
      claiming.refusal = reply.ok ? read_refusal(reply.result) : Refusal{reply.failure, {}};
    }
    load_open_missions();
  });
}

}  // namespace constat::app
