#include "web/screens/decision.hpp"

#include <algorithm>

namespace constat::screens {

void draw_decision_buttons(Ui& ui, App& app, Decides what, const std::string& sha256) {
  const bool online = app.state().sync.online;
  const bool visit = what == Decides::visit;
  if (!online) ui.text("offline", t(app, "quarantine.offline"), ui::TextStyle::secondary);
  ui.begin_row();
  if (ui.button("accept", {.label = t(app, visit ? "quarantine.accept" : "quarantine.accept_text"), .kind = ui::ButtonKind::primary,
                           .icon = ui::Icon::check, .enabled = online}))
    app.ask_decision(app::Dialog::accept, sha256);
  if (ui.button("reject", {.label = t(app, visit ? "quarantine.reject" : "quarantine.dismiss_text"), .icon = ui::Icon::close,
                           .enabled = online}))
    app.ask_decision(app::Dialog::reject, sha256);
  ui.end_row();
}

void draw_decision_dialog(Ui& ui, App& app, Decides what) {
  const State& state = app.state();
  const bool accept = state.dialog == app::Dialog::accept;
  if (!accept && state.dialog != app::Dialog::reject) return;
  const bool visit = what == Decides::visit;
  const app::DecisionForm& form = state.decision;
  const char* title = accept ? visit ? "quarantine.accept_title" : "quarantine.accept_text_title"
                             : visit ? "quarantine.reject_title" : "quarantine.dismiss_text_title";
  const char* words = accept ? visit ? "quarantine.accept_what" : "quarantine.accept_text_what"
                             : visit ? "quarantine.reject_what" : "quarantine.dismiss_text_what";
  if (!ui.begin_dialog("decision-dialog", t(app, title))) return;
  ui.text("what", t(app, words));
  ui.space(ui::Space::medium);
  const auto reason = ui.field("reason", {.label = t(app, "quarantine.why"), .value = form.reason, .type = ui::FieldType::multiline,
                                          .hint = t(app, "quarantine.why_hint"),
                                          .error = form.reason_missing ? t(app, "quarantine.why_needed") : std::string_view(),
                                          .max_length = 2000, .required = true});
  if (reason.value) app.type_reason(*reason.value);
  if (form.failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *form.failure));
  std::int64_t index = 0;
  for (const std::string& problem : form.problems) ui.text(ui::Key("problem", index++), problem, ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  const char* yes = accept ? visit ? "quarantine.accept" : "quarantine.accept_text"
                           : visit ? "quarantine.reject" : "quarantine.dismiss_text";
  if (ui.button("yes", {.label = t(app, form.busy ? "quarantine.deciding" : yes),
                        .kind = accept ? ui::ButtonKind::primary : ui::ButtonKind::danger, .enabled = !form.busy, .full_width = true}))
    app.decide(accept);
  ui.space(ui::Space::small);
  const bool cancel = ui.button("no", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if ((ui.end_dialog() || cancel) && !form.busy) app.close_dialog();
}

void draw_events(Ui& ui, App& app) {
  const State& state = app.state();
  if (!state.events.value) return;
  const auto& events = state.events.value->events;
  if (std::all_of(events.begin(), events.end(), [](const app::VisitEvent& event) { return event.is_of_appeal(); })) return;
  ui.space(ui::Space::large);
  ui.heading("events-title", 2, t(app, "quarantine.events"));
  ui.begin_group("events", ui::GroupRole::list, t(app, "quarantine.events"));
  std::int64_t index = 0;
  for (const app::VisitEvent& event : events) {
    if (event.is_of_appeal()) continue;  // drawn with its answer
    ui.push_key(ui::Key("event", index++));
    ui.begin_group("event", ui::GroupRole::list_item);
    const bool accepted = event.decision == "accept";
    ui.begin_card(event.type != "decision" ? ui::Tone::neutral : accepted ? ui::Tone::good : ui::Tone::bad);
    const std::string said = event.type == "decision" ? event.decision : event.type == "second_look" ? "look_" + event.verdict : event.type;
    ui.text("what", app::coded(app.language(), "quarantine.event", said), ui::TextStyle::strong);
    if (!event.reason.empty()) ui.text("reason", t(app, "quarantine.event_reason", {event.reason}));
    ui.text("who", t(app, "quarantine.by_when", {event.author, app::moment(app.language(), event.at, state.zone)}), ui::TextStyle::secondary);
    ui.end_card();
    ui.end_group();
    ui.pop_key();
    ui.space(ui::Space::small);
  }
  ui.end_group();
}

}  // namespace constat::screens
