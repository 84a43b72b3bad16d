#include <algorithm>

#include "shared/review/opening_hours_text.hpp"
#include "shared/review/opening_hours_words.hpp"
#include "web/app/deadline.hpp"
#include "web/app/site_hours.hpp"
#include "web/app/word_line.hpp"
#include "web/screens/mission_text.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

// What the list hides, and how to cover it: told before, because there is no room for it on the spot.
void draw_discreet_help(Ui& ui, App& app, const app::Mission& mission) {
  if (mission.discreet) ui.banner("discreet-demanded", ui::Tone::neutral, t(app, "mission.discreet_demanded"));
  const bool open = app.state().discreet_help;
  if (ui.disclosure("discreet-help", t(app, "mission.discreet_how"), open)) app.toggle_discreet_help();
  if (open) ui.text("discreet-what", t(app, "mission.discreet_what"), ui::TextStyle::secondary);
}

void draw_actions(Ui& ui, App& app, const app::Mission& mission) {
  const State& state = app.state();
  if (state.action_failure && state.dialog == app::Dialog::none) {
    ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *state.action_failure));
    ui.space(ui::Space::medium);
  }
  if (!mission.draft.empty()) {
    if (ui.button("resume", {.label = t(app, "mission.resume"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::edit,
                             .enabled = !state.action_busy, .full_width = true}))
      app.go({.page = app::Page::visit, .id = mission.draft});
    ui.space(ui::Space::small);
    if (ui.button("discard", {.label = t(app, "mission.discard"), .kind = ui::ButtonKind::quiet, .full_width = true}))
      app.open_dialog(app::Dialog::discard, mission.draft);
    return;
  }
  if (mission.status != "assigned") {
    ui.banner("closed", ui::Tone::neutral, t(app, mission.status == "cancelled" ? "mission.cancelled" : "mission.done"));
    if (!mission.cancel_reason.empty()) ui.text("why-cancelled", t(app, "plan.cancelled_because", {mission.cancel_reason}), ui::TextStyle::secondary);
    return;
  }
  const app::Deadline deadline = deadline_of(mission, state.now_ms, state.zone);
  if (deadline.kind == app::Deadline::Kind::over) ui.banner("over", ui::Tone::bad, t(app, "mission.over"));
  if (deadline.kind == app::Deadline::Kind::today) ui.banner("last-day", ui::Tone::warning, t(app, "mission.last_day"));
  if (!mission.checklist_ready) {
    if (ui.banner("not-ready", ui::Tone::warning, t(app, "mission.not_ready"), t(app, "missions.pull"))) app.sync_now();
    return;
  }
  const char* start = mission.discreet ? "mission.start_discreet" : "mission.start";
  if (ui.button("start", {.label = t(app, state.action_busy ? "mission.starting" : start),
                          .kind = ui::ButtonKind::primary, .icon = ui::Icon::play, .enabled = !state.action_busy,
                          .full_width = true}))
    app.start_mission(mission.id, mission.discreet);
  ui.space(ui::Space::small);
  if (!mission.discreet) {
    if (ui.button("start-discreet", {.label = t(app, "mission.start_discreet"), .kind = ui::ButtonKind::secondary,
                                     .icon = ui::Icon::visibility_off, .enabled = !state.action_busy, .full_width = true}))
      app.start_mission(mission.id, true);
    ui.space(ui::Space::small);
  }
  draw_discreet_help(ui, app, mission);
  ui.text("offline-works", t(app, "mission.works_offline"), ui::TextStyle::small);
  ui.space(ui::Space::small);
  if (ui.button("calendar", {.label = t(app, "mission.calendar"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::calendar, .full_width = true}))
    app.put_in_calendar(mission.id);
  ui.text("calendar-what", t(app, mission.discreet ? "mission.calendar_what_discreet" : "mission.calendar_what"), ui::TextStyle::small);
}

void draw_discard_dialog(Ui& ui, App& app) {
  const State& state = app.state();
  if (state.dialog != app::Dialog::discard) return;
  if (!ui.begin_dialog("discard-dialog", t(app, "mission.discard_title"))) return;
  ui.text("what", t(app, "mission.discard_what"));
  if (state.action_failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *state.action_failure));
  ui.space(ui::Space::medium);
  if (ui.button("yes", {.label = t(app, "mission.discard_yes"), .kind = ui::ButtonKind::danger,
                        .enabled = !state.action_busy, .full_width = true}))
    app.discard_visit(state.dialog_id);
  ui.space(ui::Space::small);
  const bool cancel = ui.button("no", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if (ui.end_dialog() || cancel) app.close_dialog();
}

// "Open on the day" where the window is one day; else the hours of its days of the week, those that are alike together.
void draw_hours(Ui& ui, App& app, const app::Mission& mission) {
  const auto hours = app::hours_of(mission.site_doc.opening_hours);
  if (!hours) return;
  const auto days = weekdays_between(mission.window_from, mission.window_to);
  const bool one = std::count(days.begin(), days.end(), true) == 1;
  if (one) {
    const std::string times = day_text(hours->days[static_cast<std::size_t>(std::find(days.begin(), days.end(), true) - days.begin())]);
    if (!times.empty()) ui.fact("hours", t(app, "mission.open_on_day"), hours_words(app.language(), times));
    return;
  }
  const std::string words = hours_words(app.language(), *hours, days);
  if (!words.empty()) ui.fact("hours", t(app, "mission.open_hours"), words);
}

void draw_details(Ui& ui, App& app, const app::Mission& mission) {
  ui.heading("title", 1, mission.site_doc.name);
  ui.text("checklist", in(app, mission.checklist_title), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  ui.begin_card();
  ui.fact("dates", t(app, "mission.dates"), app::window(app.language(), mission.window_from, mission.window_to));
  if (!mission.contact_mode.empty()) ui.fact("mode", t(app, "mission.contact_mode"), contact_mode(app, mission.contact_mode));
  const std::string place = site_line(mission.site_doc);
  if (!mission.site_doc.address.empty()) ui.fact("address", t(app, "mission.address"), mission.site_doc.address);
  if (!place.empty()) ui.fact("place", t(app, "mission.place"), place);
  draw_hours(ui, app, mission);
  if (!mission.skills.empty()) ui.fact("skills", t(app, "mission.skills"), app::line_of_words(mission.skills));
  if (mission.fee) ui.fact("fee", t(app, "plan.fee"), app::money(app.language(), *mission.fee));
  if (mission.expenses_cap) ui.fact("expenses", t(app, "plan.expenses"), t(app, "plan.up_to", {app::money(app.language(), *mission.expenses_cap)}));
  ui.fact("score", t(app, "mission.live_score"), t(app, mission.live_score ? "mission.live_score_yes" : "mission.live_score_no"));
  ui.end_card();
  ui.space(ui::Space::large);
  draw_mission_text(ui, app, mission);
}

}  // namespace

void draw_mission(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "mission.bar_title")), .back_href = "#/missions",
                         .back_label = std::string(t(app, "mission.back"))});
  bool found = false;
  if (is_ready(ui, app, state.missions)) {
    const app::Mission* mission = state.missions.value->find(state.route.id);
    found = mission != nullptr;
    if (mission) {
      draw_details(ui, app, *mission);
      draw_actions(ui, app, *mission);
    } else if (ui.empty_state("gone", ui::Icon::missions, t(app, "mission.gone"), t(app, "mission.gone_what"),
                              t(app, "mission.back"))) {
      app.go({.page = app::Page::missions}, true);
    }
  }
  end_screen(ui);
  if (found) draw_discard_dialog(ui, app);
}

}  // namespace constat::screens
