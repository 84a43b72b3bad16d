// A visit that was sent, to read again.
#include "web/screens/answers.hpp"
#include "web/screens/photos.hpp"
#include "web/screens/reviewing.hpp"
#include "web/screens/screens.hpp"
#include "web/screens/visit_state.hpp"

namespace constat::screens {
namespace {

void draw_photos_sent(Ui& ui, App& app, const app::VisitSummary& visit) {
  if (visit.photos_sent >= visit.photos) {
    ui.badge("photos-sent", tn(app, "capture.sent_all", visit.photos), ui::Tone::good, ui::Icon::check);
    return;
  }
  // The one that is under way counts by its bytes.
  const auto& upload = app.state().upload;
  const double part = upload && upload->visit == visit.id && upload->bytes > 0
                          ? static_cast<double>(upload->sent) / static_cast<double>(upload->bytes) : 0;
  ui.progress("photos-sent", tn(app, "capture.sent", visit.photos, {std::to_string(visit.photos_sent)}),
              static_cast<double>(visit.photos_sent) + (part < 1 ? part : 0), static_cast<double>(visit.photos));
}

void draw_summary(Ui& ui, App& app, const app::VisitSummary& visit) {
  const VisitState where = visit_state(app, visit);
  ui.heading("title", 1, visit.site_doc.name);
  ui.text("checklist", in(app, visit.checklist_title), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  ui.badge("state", where.label, where.tone, where.icon);
  ui.space(ui::Space::medium);
  if (visit.state == "parked") {
    ui.banner("parked", ui::Tone::bad, t(app, "visits.parked_why", {app::refusal(app.language(), visit.problem)}));
    ui.space(ui::Space::medium);
  }
  if (!visit.quarantined.empty()) {
    ui.banner("quarantined", ui::Tone::warning, app::coded(app.language(), "visits.quarantine", visit.quarantined));
    ui.space(ui::Space::medium);
  }
  ui.begin_card();
  ui.fact("started", t(app, "visits.started"), app::moment(app.language(), visit.started_at, app.state().zone));
  if (!visit.ended_at.empty()) ui.fact("ended", t(app, "visits.ended"), app::moment(app.language(), visit.ended_at, app.state().zone));
  if (!visit.received_at.empty()) ui.fact("received", t(app, "visits.received_at"), app::moment(app.language(), visit.received_at, app.state().zone));
  if (visit.score) ui.fact("score", t(app, visit.state == "approved" ? "visits.official_score" : "visits.server_score"), app::percent(app.language(), visit.score->score));
  if (visit.photos > 0) draw_photos_sent(ui, app, visit);
  ui.end_card();
  ui.space(ui::Space::large);
}

}  // namespace

void draw_my_visit(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "visits.one_title")), .back_href = "#/visits",
                         .back_label = std::string(t(app, "visits.back"))});
  const app::VisitSummary* summary = state.visits.value ? state.visits.value->find(state.route.id) : nullptr;
  if (summary) {
    draw_summary(ui, app, *summary);
    draw_returned(ui, app, *summary, state.shown.value ? &state.shown.value->checklist : nullptr);
  }
  if (state.shown.failure && app::is_absent(*state.shown.failure)) {
    if (ui.empty_state("gone", ui::Icon::visits, t(app, summary ? "visits.answers_elsewhere" : "visits.gone"),
                       t(app, summary ? "visits.answers_elsewhere_what" : "visits.gone_what"), t(app, "visits.back")))
      app.go({.page = app::Page::visits}, true);
  } else if (is_ready(ui, app, state.shown)) {
    const app::OpenVisit& shown = *state.shown.value;
    if (!summary) ui.heading("title", 1, in(app, shown.checklist.title));
    if (shown.live_score) {
      const std::string score = app::percent(app.language(), shown.score.score);
      if (shown.score.score) ui.stat("phone-score", t(app, "visits.phone_score"), score, {}, tone_of_passed(shown.score.passed));
      else ui.fact("phone-score", t(app, "visits.phone_score"), score);
      ui.space(ui::Space::medium);
    }
    ui.heading("answers-title", 2, t(app, "visits.answers"));
    draw_answers(ui, app, {shown.checklist, shown.visit, shown.score, shown.live_score, app::shown_photos(shown.photo_facts)});
  }
  end_screen(ui);
  draw_photo_dialogs(ui, app);
}

}  // namespace constat::screens
