#include "web/screens/why.hpp"

#include "shared/scoring/score.hpp"

namespace constat::screens {
namespace {

constexpr std::size_t kMostVisits = 6;

void draw_visits(Ui& ui, App& app) {
  const State& state = app.state();
  const auto& slot = state.why_visits;
  if (slot.idle()) return;
  ui.space(ui::Space::medium);
  ui.heading("visits-title", 3, t(app, "why.visits"));
  if (slot.failure) {
    ui.text("visits-failure", app::reason(app.language(), *slot.failure), ui::TextStyle::secondary);
    return;
  }
  if (!slot.value) {
    ui.text("visits-loading", t(app, "app.loading"), ui::TextStyle::secondary);
    return;
  }
  const app::FigureVisits& found = *slot.value;
  if (found.visits.empty()) {
    ui.text("visits-none", t(app, "why.no_visits"), ui::TextStyle::secondary);
    return;
  }
  ui.begin_group("visits", ui::GroupRole::list, t(app, "why.visits"));
  for (std::size_t i = 0; i < found.visits.size() && i < kMostVisits; ++i) {
    const app::FigureVisits::Entry& visit = found.visits[i];
    const std::string when = app::moment(app.language(), visit.started_at, state.zone);
    const std::string score = app::percent(app.language(), visit.score);
    const std::string figure = visit.points ? format_percent(app.language(), *visit.points, 0) : score;
    const std::string whole = visit.points ? t(app, "why.of_visit", {score}) : std::string();
    ui.row(ui::Key("visit", visit.id), {.title = visit.site.name, .subtitle = when, .detail = whole, .trailing = figure, .href = app::result_hash(visit.id)});
  }
  ui.end_group();
  if (found.count > static_cast<std::int64_t>(kMostVisits))
    ui.text("visits-more", tn(app, "why.more_visits", found.count - static_cast<std::int64_t>(kMostVisits)), ui::TextStyle::small);
}

}  // namespace

void draw_why_dialog(Ui& ui, App& app) {
  const State& state = app.state();
  if (state.dialog != app::Dialog::why || !state.why) return;
  const app::Why& why = *state.why;
  if (!ui.begin_dialog("why-dialog", why.title)) return;
  std::string detail = why.interval.empty() ? std::string() : t(app, "why.interval", {why.interval});
  if (!why.n.empty()) detail += (detail.empty() ? "" : " · ") + why.n;
  ui.stat("value", t(app, "why.value"), why.value, detail);
  ui.space(ui::Space::medium);
  ui.heading("formula-title", 3, t(app, "why.formula"));
  ui.text("formula", app::coded(app.language(), "why.formula", why.formula));
  if (!why.facts.empty()) {
    ui.space(ui::Space::medium);
    ui.heading("facts-title", 3, t(app, "why.inputs"));
    std::int64_t index = 0;
    for (const auto& [name, value] : why.facts) ui.fact(ui::Key("fact", index++), name, value);
  }
  draw_visits(ui, app);
  ui.space(ui::Space::medium);
  ui.text("source", t(app, "why.source", {app::coded(app.language(), "why.source", why.formula)}), ui::TextStyle::small);
  ui.text("version", t(app, "why.version", {state.meta.version, std::to_string(kScoringVersion)}), ui::TextStyle::small);
  if (!why.href.empty()) ui.link("page", why.href_label, why.href);
  ui.space(ui::Space::medium);
  const bool close = ui.button("close", {.label = t(app, "why.close"), .full_width = true});
  if (ui.end_dialog() || close) app.close_dialog();
}

}  // namespace constat::screens
