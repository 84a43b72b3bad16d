#include "web/screens/common.hpp"
#include "web/screens/install_hint.hpp"
#include "web/screens/screens.hpp"
#include "web/screens/visit_state.hpp"

namespace constat::screens {
namespace {

void draw_visit(Ui& ui, App& app, const app::VisitSummary& visit) {
  const VisitState state = visit_state(app, visit);
  const std::string when = app::moment(app.language(), visit.ended_at.empty() ? visit.started_at : visit.ended_at, app.state().zone);
  const bool draft = visit.state == "draft";
  ui.row(ui::Key("visit", visit.id),
         {.title = visit.site_doc.name,
          .subtitle = in(app, visit.checklist_title),
          .detail = when,
          .badge = state.label,
          .badge_tone = state.tone,
          .icon = state.icon,
          .trailing = visit.score && visit.score->score ? app::percent(app.language(), *visit.score->score) : std::string(),
          .href = draft ? app::to_hash({.page = app::Page::visit, .id = visit.id}) : app::my_visit_hash(visit.id)});
}

}  // namespace

VisitState visit_state(const App& app, const app::VisitSummary& visit) {
  if (visit.state == "draft") return {t(app, "visits.draft"), ui::Tone::accent, ui::Icon::edit};
  if (visit.state == "parked") return {t(app, "visits.parked"), ui::Tone::bad, ui::Icon::error};
  if (visit.state == "handed_over") return {t(app, "storage.state_handed_over"), ui::Tone::warning, ui::Icon::send};
  if (visit.state == "saved") return {t(app, "visits.saved"), ui::Tone::warning, ui::Icon::cloud_waiting};
  if (visit.review == "approved") return {t(app, "visits.approved"), ui::Tone::good, ui::Icon::cloud_done};
  if (visit.review == "returned") return {t(app, "visits.returned"), ui::Tone::warning, ui::Icon::warning};
  if (visit.review == "rejected") return {t(app, "visits.rejected"), ui::Tone::bad, ui::Icon::warning};
  if (!visit.quarantined.empty() || visit.review == "quarantined")
    return {t(app, "visits.quarantined"), ui::Tone::warning, ui::Icon::cloud_done};
  if (visit.safe) return {t(app, "storage.state_safe"), ui::Tone::good, ui::Icon::shield};
  return {t(app, "visits.received"), ui::Tone::good, ui::Icon::cloud_done};
}

void draw_visits(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "app.name"))});
  ui.heading("title", 1, t(app, "visits.title"));
  if (state.session && state.session->is_investigator()) ui.link("fees", t(app, "payment.fees_title"), "#/fees", ui::Icon::list);
  if (!state.just_submitted.empty()) {
    const app::VisitSummary* sent = state.visits.value ? state.visits.value->find(state.just_submitted) : nullptr;
    const bool received = sent && sent->state == "received";
    ui.banner("submitted", ui::Tone::good,
              t(app, received ? "visits.just_received" : state.sync.online ? "visits.just_submitted" : "visits.just_submitted_offline"));
    ui.space(ui::Space::medium);
    if (state.install.after_visit) draw_install_hint(ui, app);
  }
  if (is_ready(ui, app, state.visits)) {
    if (state.sync.unsent > 0) {
      if (ui.banner("unsent", ui::Tone::warning,
                    tn(app, state.sync.online ? "visits.unsent_online" : "visits.unsent_offline", state.sync.unsent),
                    state.sync.online && !state.sync.busy ? t(app, "visits.send_now") : std::string_view()))
        app.sync_now();
      ui.space(ui::Space::medium);
    }
    if (state.visits.value->visits.empty()) {
      if (ui.empty_state("none", ui::Icon::visits, t(app, "visits.none"), t(app, "visits.none_what"), t(app, "visits.to_missions")))
        app.go({.page = app::Page::missions});
    } else {
      ui.begin_group("list", ui::GroupRole::list, t(app, "visits.title"));
      for (const app::VisitSummary& visit : state.visits.value->visits) draw_visit(ui, app, visit);
      ui.end_group();
      ui.space(ui::Space::medium);
      ui.text("legend", t(app, "visits.legend"), ui::TextStyle::small);
    }
  }
  end_screen(ui);
}

}  // namespace constat::screens
