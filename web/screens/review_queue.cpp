// Visits that wait for a reviewer: those with a reason to look twice first.
#include "web/screens/admin.hpp"
#include "web/screens/appeals.hpp"
#include "web/screens/common.hpp"
#include "web/screens/reviewing.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

void draw_waiting(Ui& ui, App& app, const app::WaitingVisit& visit) {
  const Language language = app.language();
  const std::string who = t(app, "quarantine.by_when", {visit.investigator, app::moment(language, visit.started_at, app.state().zone)});
  const std::size_t count = visit.reasons.size() + (visit.is_incomplete() ? 1 : 0);
  std::string badge;
  if (count > 1) badge = tn(app, "reviewing.reasons", static_cast<std::int64_t>(count));
  else if (visit.is_incomplete()) badge = t(app, "reviewing.incomplete_short");
  else if (count == 1) badge = in(app, visit.reasons.front().title);
  else if (visit.returned > 0) badge = t(app, "reviewing.came_back");
  ui.row(ui::Key("visit", visit.id),
         {.title = visit.site.name.empty() ? t(app, "quarantine.no_site") : std::string_view(visit.site.name),
          .subtitle = in(app, visit.checklist_title),
          .detail = who,
          .badge = badge,
          .badge_tone = count == 0 ? ui::Tone::accent : ui::Tone::warning,
          .trailing = visit.score ? app::percent(language, *visit.score) : std::string(),
          .href = app::result_hash(visit.id)});
}

}  // namespace

void draw_reviewed(Ui& ui, App& app) {
  const State& state = app.state();
  if (!state.reviewed || state.reviewed->step == ReviewStep::comment) return;
  const app::WaitingVisit* next = state.review_queue.value && !state.review_queue.loading ? state.review_queue.value->after(state.reviewed->visit) : nullptr;
  const bool here = state.route.page == app::Page::result;
  const std::string words = app::coded(app.language(), "reviewing.said", to_string(state.reviewed->step));
  if (ui.banner("reviewed", ui::Tone::good, words, here && next ? t(app, "reviewing.next") : std::string_view()) && next)
    app.go({.page = app::Page::result, .id = next->id});
  ui.space(ui::Space::medium);
}

void draw_review_queue(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "app.name"))});
  ui.heading("title", 1, t(app, "reviewing.title"));
  ui.text("what", t(app, "reviewing.what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  draw_reviewed(ui, app);
  std::optional<std::size_t> turned;
  if (is_ready(ui, app, state.review_queue)) {
    draw_freshness(ui, app, state.review_queue);
    const app::ReviewQueue& queue = *state.review_queue.value;
    if (queue.to_do() > 0) draw_admin_search(ui, app, "reviewing.search");
    draw_open_appeals(ui, app, queue);
    if (queue.waiting == 0) {
      ui.empty_state("none", ui::Icon::check, t(app, "reviewing.none"), t(app, "reviewing.none_what"));
    } else {
      if (queue.visits.empty()) ui.empty_state("none-fits", ui::Icon::search, t(app, "reviewing.none_fits"), t(app, "reviewing.none_fits_what"));
      else ui.text("count", tn(app, "reviewing.waiting", queue.count), ui::TextStyle::strong);
      ui.space(ui::Space::small);
      ui.begin_group("visits", ui::GroupRole::list, t(app, "reviewing.title"));
      for (const app::WaitingVisit& visit : queue.visits) draw_waiting(ui, app, visit);
      ui.end_group();
      draw_admin_pages(ui, app, queue.pages(), turned);
    }
    if (queue.with_investigators > 0) {
      ui.space(ui::Space::medium);
      ui.text("returned", tn(app, "reviewing.with_investigators", queue.with_investigators), ui::TextStyle::secondary);
    }
    ui.space(ui::Space::medium);
    ui.link("second-looks", t(app, "looks.link"), "#/second-looks", ui::Icon::compare);
  }
  end_screen(ui);
  if (turned) app.admin().turn_page(*turned);
}

}  // namespace constat::screens
