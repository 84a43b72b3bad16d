#include <vector>

#include "web/app/deadline.hpp"
#include "web/screens/open_missions.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

struct Status {
  std::string text;
  ui::Tone tone;
};

Status status_of(const App& app, const app::Mission& mission) {
  using Kind = app::Deadline::Kind;
  const app::Deadline deadline = deadline_of(mission, app.state().now_ms, app.state().zone);
  if (deadline.kind == Kind::over) return {std::string(t(app, "missions.over")), ui::Tone::bad};
  if (deadline.kind == Kind::today) return {std::string(t(app, "missions.last_day")), ui::Tone::warning};
  if (deadline.kind == Kind::soon && mission.draft.empty() && mission.checklist_ready) return {tn(app, "missions.days_left", deadline.days), ui::Tone::warning};
  if (mission.status == "done") return {std::string(t(app, "missions.done")), ui::Tone::good};
  if (mission.status == "cancelled") return {std::string(t(app, "missions.cancelled")), ui::Tone::neutral};
  if (!mission.draft.empty()) return {std::string(t(app, "missions.in_progress")), ui::Tone::accent};
  if (!mission.checklist_ready) return {std::string(t(app, "missions.not_ready")), ui::Tone::warning};
  return {std::string(t(app, "missions.to_do")), ui::Tone::neutral};
}

void draw_mission_row(Ui& ui, App& app, const app::Mission& mission) {
  const Status status = status_of(app, mission);
  const std::string when = app::window(app.language(), mission.window_from, mission.window_to);
  const std::string how = contact_mode(app, mission.contact_mode);
  ui.row(ui::Key("mission", mission.id), {.title = mission.site_doc.name,
                                          .subtitle = in(app, mission.checklist_title),
                                          .detail = how.empty() ? when : how + " · " + when,
                                          .badge = status.text,
                                          .badge_tone = status.tone,
                                          .href = app::mission_hash(mission.id)});
}

void draw_list(Ui& ui, App& app, const app::MissionList& list) {
  const std::vector<const app::Mission*> open = by_deadline(list.missions);
  std::vector<const app::Mission*> closed;
  for (const app::Mission& mission : list.missions)
    if (!is_to_do(mission)) closed.push_back(&mission);
  if (open.empty()) {
    if (ui.empty_state("none", ui::Icon::missions, t(app, closed.empty() ? "missions.none" : "missions.all_done"),
                       t(app, "missions.none_what"), t(app, "missions.pull")))
      app.sync_now();
  }
  ui.begin_group("open", ui::GroupRole::list, t(app, "missions.open"));
  for (const app::Mission* mission : open) draw_mission_row(ui, app, *mission);
  ui.end_group();
  if (closed.empty()) return;
  ui.space(ui::Space::large);
  ui.heading("closed-title", 2, t(app, "missions.closed"));
  ui.begin_group("closed", ui::GroupRole::list, t(app, "missions.closed"));
  for (const app::Mission* mission : closed) draw_mission_row(ui, app, *mission);
  ui.end_group();
}

}  // namespace

void draw_missions(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "app.name"))});
  ui.heading("title", 1, t(app, "missions.title"));
  if (state.recovered > 0) {
    ui.banner("recovered", ui::Tone::warning, tn(app, "missions.recovered", state.recovered));
    ui.space(ui::Space::medium);
  }
  if (is_ready(ui, app, state.missions)) {
    const app::MissionList& list = *state.missions.value;
    const std::string pulled =
        list.last_pull ? t(app, "missions.last_pull", {app::ago(app.language(), state.now_ms, *list.last_pull, state.zone)})
                       : std::string(t(app, "missions.never_pulled"));
    ui.text("last-pull", pulled, ui::TextStyle::secondary);
    ui.begin_row();
    if (ui.button("pull", {.label = t(app, state.sync.busy ? "missions.pulling" : "missions.pull"),
                           .icon = ui::Icon::refresh,
                           .enabled = !state.sync.busy && state.sync.online}))
      app.sync_now();
    ui.end_row();
    if (!state.sync.online) ui.text("offline", t(app, "missions.offline"), ui::TextStyle::small);
    ui.space(ui::Space::medium);
    draw_list(ui, app, list);
    draw_open_missions(ui, app);
  }
  end_screen(ui);
}

}  // namespace constat::screens
