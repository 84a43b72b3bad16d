// What stands beside the questions while a visit is filled: the mission's scenario, and notes taken on the spot.
#include "web/screens/filling.hpp"
#include "web/screens/mission_text.hpp"

namespace constat::screens {

void draw_mission_text(Ui& ui, App& app, const app::Mission& mission) {
  if (!in(app, mission.scenario).empty()) {
    ui.heading("scenario-title", 2, t(app, "mission.scenario"));
    ui.text("scenario", in(app, mission.scenario));
    ui.space(ui::Space::large);
  }
  if (!in(app, mission.persona).empty()) {
    ui.heading("persona-title", 2, t(app, "mission.persona"));
    ui.text("persona", in(app, mission.persona));
    ui.space(ui::Space::large);
  }
}

void draw_scenario_dialog(Ui& ui, App& app, const app::OpenVisit& open) {
  const State& state = app.state();
  if (state.dialog != app::Dialog::scenario) return;
  const app::Mission* mission = state.missions.value ? state.missions.value->find(open.visit.mission.value) : nullptr;
  if (!ui.begin_dialog("scenario-dialog", mission ? std::string_view(mission->site_doc.name) : t(app, "fill.scenario"))) return;
  if (mission) {
    ui.space(ui::Space::medium);
    draw_mission_text(ui, app, *mission);
    if (in(app, mission->scenario).empty() && in(app, mission->persona).empty()) ui.text("none", t(app, "fill.scenario_none"));
  } else if (is_ready(ui, app, state.missions)) {
    ui.text("gone", t(app, "fill.scenario_gone"));
  }
  ui.space(ui::Space::medium);
  const bool close = ui.button("close", {.label = t(app, "fill.scenario_close"), .kind = ui::ButtonKind::primary, .full_width = true});
  if (ui.end_dialog() || close) app.close_dialog();
}

void draw_notes(Ui& ui, App& app, const app::OpenVisit& open) {
  const app::Discreet& discreet = open.discreet;
  if (!discreet.from) return;
  const std::string& zone = app.state().zone;
  const auto clock = [&](std::int64_t at) { return app::local_time(at, zone).substr(11, 5); };
  ui.space(ui::Space::medium);
  ui.begin_card();
  ui.text("when", discreet.to ? t(app, "discreet.between", {clock(*discreet.from), clock(*discreet.to)}) : t(app, "discreet.since", {clock(*discreet.from)}),
          ui::TextStyle::strong);
  if (!discreet.notes.empty()) {
    ui.text("notes", discreet.notes);
    ui.text("stay", t(app, "discreet.notes_stay"), ui::TextStyle::small);
  }
  ui.end_card();
}

}  // namespace constat::screens
