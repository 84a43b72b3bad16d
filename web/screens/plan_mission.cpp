// One mission as a manager sees it.
#include "web/screens/planning.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

void draw_facts(Ui& ui, App& app, const app::ListedMission& mission) {
  const Language language = app.language();
  ui.heading("title", 1, mission.site.name);
  ui.text("checklist", in(app, mission.checklist_title), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  ui.badge("status", app::coded(language, "plan.status", mission.status), tone_of_status(mission.status));
  ui.space(ui::Space::medium);
  ui.begin_card();
  ui.fact("dates", t(app, "mission.dates"), app::window(language, mission.window_from, mission.window_to));
  ui.fact("who", t(app, "plan.who"), mission.investigator.empty() ? t(app, "plan.nobody") : std::string_view(mission.investigator));
  if (mission.claimed) ui.fact("claimed", t(app, "plan.how"), t(app, "plan.by_claim"));
  if (!mission.contact_mode.empty()) ui.fact("mode", t(app, "mission.contact_mode"), contact_mode(app, mission.contact_mode));
  const std::string place = site_line(mission.site);
  if (!place.empty()) ui.fact("place", t(app, "mission.place"), place);
  if (mission.fee) ui.fact("fee", t(app, "plan.fee"), app::money(language, *mission.fee));
  if (mission.expenses_cap) ui.fact("expenses", t(app, "plan.expenses"), t(app, "plan.up_to", {app::money(language, *mission.expenses_cap)}));
  if (!mission.cancel_reason.empty()) ui.fact("reason", t(app, "plan.reason"), mission.cancel_reason);
  ui.end_card();
  const std::string_view scenario = in(app, mission.scenario);
  if (!scenario.empty()) {
    ui.space(ui::Space::large);
    ui.heading("scenario-title", 2, t(app, "mission.scenario"));
    ui.text("scenario", scenario);
  }
}

void draw_cancel_dialog(Ui& ui, App& app) {
  const State& state = app.state();
  if (state.dialog != app::Dialog::cancel_mission) return;
  const app::Cancelling& form = state.cancelling;
  if (!ui.begin_dialog("cancel-dialog", t(app, "plan.cancel_title"))) return;
  ui.text("what", t(app, "plan.cancel_what"));
  ui.space(ui::Space::medium);
  const auto reason = ui.field("reason", {.label = t(app, "plan.reason"), .value = form.reason, .type = ui::FieldType::multiline,
                                          .hint = t(app, "plan.reason_hint"),
                                          .error = form.reason_missing ? t(app, "plan.reason_needed") : std::string_view(),
                                          .max_length = 500, .required = true});
  if (reason.value) app.type_cancel(*reason.value);
  draw_refusal(ui, app, form.refusal);
  ui.space(ui::Space::medium);
  if (ui.button("yes", {.label = t(app, form.busy ? "plan.cancelling" : "plan.cancel"), .kind = ui::ButtonKind::danger,
                        .enabled = !form.busy && state.sync.online, .full_width = true}))
    app.cancel_mission();
  ui.space(ui::Space::small);
  const bool no = ui.button("no", {.label = t(app, "plan.keep"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if ((ui.end_dialog() || no) && !form.busy) app.close_dialog();
}

}  // namespace

void draw_plan_mission(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "mission.bar_title")), .back_href = "#/plan", .back_label = std::string(t(app, "plan.title"))});
  bool found = false;
  if (is_ready(ui, app, state.board)) {
    const app::ListedMission* mission = state.board.value->find(state.route.id);
    found = mission != nullptr;
    if (mission) {
      if (state.mission_saved == mission->id) {
        ui.banner("saved", ui::Tone::good, t(app, "plan.saved"));
        ui.space(ui::Space::medium);
      }
      draw_facts(ui, app, *mission);
      ui.space(ui::Space::large);
      if (!mission->is_closed() &&
          ui.button("edit", {.label = t(app, "plan.edit"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::edit, .enabled = state.sync.online}))
        app.go({.page = app::Page::plan_edit, .id = mission->id});
      if (!mission->is_closed() &&
          ui.button("cancel", {.label = t(app, "plan.cancel"), .kind = ui::ButtonKind::secondary, .icon = ui::Icon::close, .enabled = state.sync.online}))
        app.ask_cancel(mission->id);
    } else if (state.board.loading) {
      ui.text("loading", t(app, "app.loading"), ui::TextStyle::secondary);
    } else {
      ui.empty_state("gone", ui::Icon::missions, t(app, "plan.gone"), t(app, "plan.gone_what"));
    }
  }
  end_screen(ui);
  if (found) draw_cancel_dialog(ui, app);
}

}  // namespace constat::screens
