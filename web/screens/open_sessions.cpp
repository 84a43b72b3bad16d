#include "web/screens/open_sessions.hpp"

#include "web/app/format.hpp"
#include "web/screens/planning.hpp"

namespace constat::screens {
namespace {

void draw_list(Ui& ui, App& app, const char* none, const char* end_all) {
  const app::SessionsState& sessions = app.state().sessions;
  ui.heading("sessions-title", 2, t(app, "settings.sessions"));
  ui.text("sessions-what", t(app, "settings.sessions_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  if (!is_ready(ui, app, sessions.all)) return;
  draw_refusal(ui, app, sessions.refusal);
  if (none && sessions.all.value->list.empty()) ui.text("sessions-none", t(app, none));
  const bool may = !sessions.busy && app.state().sync.online;
  std::string ended;
  bool has_others = false;
  for (const app::OpenSession& session : sessions.all.value->list) {
    const std::string device = session.device.empty() ? std::string(t(app, "settings.session_unknown")) : session.device;
    ui.push_key(ui::Key("session", session.id));
    ui.begin_card(session.own ? ui::Tone::accent : ui::Tone::neutral);
    ui.text("device", session.own ? t(app, "settings.session_this", {device}) : device, ui::TextStyle::strong);
    ui.text("when", t(app, "settings.session_when", {app::moment(app.language(), session.begun_at, app.state().zone), format_date(app.language(), session.seen_on)}),
            ui::TextStyle::secondary);
    // The own one ends by signing out, which asks for what is not sent yet.
    if (!session.own && ui.button("end", {.label = t(app, "settings.session_end", {device}), .enabled = may})) ended = session.id;
    ui.end_card();
    ui.space(ui::Space::small);
    ui.pop_key();
    has_others = has_others || !session.own;
  }
  const bool all = has_others && sessions.all.value->list.size() > 1 && ui.button("end-others", {.label = t(app, end_all), .enabled = may});
  // Last: the answer takes away the list that was just drawn.
  if (!ended.empty()) app.session_list().end(ended);
  else if (all) app.session_list().end_others();
}

}  // namespace

// Beside other things of the page that may be loading too: a key of its own.
void draw_open_sessions(Ui& ui, App& app, const char* none, const char* end_all) {
  ui.push_key("sessions");
  draw_list(ui, app, none, end_all);
  ui.pop_key();
}

}  // namespace constat::screens
