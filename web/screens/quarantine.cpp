// Visits that the server set aside, and texts that phones could not deliver: the list.
#include "web/screens/common.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

void draw_visits_list(Ui& ui, App& app, const app::Quarantine& quarantine) {
  ui.heading("visits-title", 2, t(app, "quarantine.visits"));
  ui.begin_group("visits", ui::GroupRole::list, t(app, "quarantine.visits"));
  for (const app::SetAsideVisit& visit : quarantine.visits) {
    const std::string who = t(app, "quarantine.by_when", {visit.investigator, app::moment(app.language(), visit.received_at, app.state().zone)});
    const std::string reason = app::coded(app.language(), "quarantine.reason_short", visit.reason);
    ui.row(ui::Key("visit", visit.sha256),
           {.title = visit.site.name.empty() ? t(app, "quarantine.no_site") : std::string_view(visit.site.name),
            .subtitle = in(app, visit.checklist_title),
            .detail = who,
            .badge = reason,
            .badge_tone = ui::Tone::warning,
            .trailing = visit.score && visit.score->score ? app::percent(app.language(), *visit.score->score) : std::string(),
            .href = app::set_aside_hash(visit.id, visit.sha256)});
  }
  ui.end_group();
}

void draw_texts_list(Ui& ui, App& app, const app::Quarantine& quarantine) {
  ui.heading("texts-title", 2, t(app, "quarantine.texts"));
  ui.text("texts-what", t(app, "quarantine.texts_what"), ui::TextStyle::secondary);
  ui.begin_group("texts", ui::GroupRole::list, t(app, "quarantine.texts"));
  for (const app::ParkedText& parked : quarantine.parked) {
    const std::string when = app::moment(app.language(), parked.received_at, app.state().zone);
    ui.row(ui::Key("text", parked.sha256),
           {.title = parked.sender,
            .subtitle = parked.note.empty() ? t(app, "quarantine.no_note") : std::string_view(parked.note),
            .detail = t(app, "quarantine.text_detail", {when, app::bytes(app.language(), parked.bytes)}),
            .badge = t(app, "quarantine.text_badge"),
            .badge_tone = ui::Tone::warning,
            .href = app::parked_text_hash(parked.sha256)});
  }
  ui.end_group();
}

}  // namespace

void draw_quarantine(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "app.name"))});
  ui.heading("title", 1, t(app, "quarantine.title"));
  ui.text("what", t(app, "quarantine.what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  if (state.decided) {
    ui.banner("decided", ui::Tone::good, t(app, state.decided->accepted ? "quarantine.text_accepted" : "quarantine.text_dismissed"));
    ui.space(ui::Space::medium);
  }
  if (is_ready(ui, app, state.quarantine)) {
    draw_freshness(ui, app, state.quarantine);
    const app::Quarantine& quarantine = *state.quarantine.value;
    if (quarantine.size() == 0) ui.empty_state("none", ui::Icon::inbox, t(app, "quarantine.none"), t(app, "quarantine.none_what"));
    if (!quarantine.visits.empty()) draw_visits_list(ui, app, quarantine);
    if (!quarantine.visits.empty() && !quarantine.parked.empty()) ui.space(ui::Space::large);
    if (!quarantine.parked.empty()) draw_texts_list(ui, app, quarantine);
  }
  end_screen(ui);
}

}  // namespace constat::screens
