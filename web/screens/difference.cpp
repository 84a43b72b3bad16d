// Two sites, or one site in two waves: figure by figure, with the interval of their difference.
#include <algorithm>
#include <cmath>
#include <vector>

#include "web/screens/figures.hpp"
#include "web/screens/screens.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

using app::DifferenceReport;
using app::DifferenceRow;

std::string kpi_title(const App& app, const std::string& kpi) {
  return kpi == "index" ? std::string(t(app, "site.index")) : app::kpi_name(app.language(), kpi);
}

std::string value_text(const App& app, const DifferenceRow& row, const std::optional<DifferenceRow::Side>& side) {
  if (!side) return std::string(t(app, "compare.no_data"));
  if (!side->value) return std::string(t(app, "compare.suppressed"));
  return row.kpi == "index" ? number(app, *side->value) : app::kpi_value(app.language(), row.kpi, *side->value);
}

std::string count_text(const App& app, const DifferenceRow& row, const DifferenceRow::Side& side) {
  if (row.kpi == "index") return {};
  return row.kpi == "audit" ? tn(app, "compare.n_visits", side.n) : tn(app, "figures.n_responses", side.n);
}

std::string detail(const App& app, const DifferenceRow& row, const std::optional<DifferenceRow::Side>& side) {
  if (!side) return {};
  const std::string count = count_text(app, row, *side);
  if (!side->value) return count;
  return (count.empty() ? "" : count + "\n") + span(app, side->interval);
}

// What tells the sides apart: the site, or the wave where the site is the same.
struct Names {
  std::string a, b;
};
Names names_of(const App& app, const DifferenceReport& report) {
  const std::string wave_a = wave_title(app, report.waves, report.wave_a), wave_b = wave_title(app, report.waves, report.wave_b);
  if (report.a.id == report.b.id) return {wave_a, wave_b};
  if (report.wave_a == report.wave_b) return {report.a.name, report.b.name};
  return {report.a.name + " · " + wave_a, report.b.name + " · " + wave_b};
}

void ask(App& app, const DifferenceReport& report, const DifferenceRow& row, const Names& names) {
  app::Why why;
  why.title = t(app, "difference.of", {kpi_title(app, row.kpi)});
  why.value = row.difference ? t(app, "figures.n_points", {points(app, *row.difference)}) : std::string(t(app, "difference.unknown"));
  if (row.difference) {
    why.interval = signed_span(app, row.interval);
    why.n = t(app, row.sure ? "overview.sure" : "overview.not_sure");
  }
  why.formula = row.kpi == "audit" ? "move" : "difference";
  const auto fact = [&](const std::string& name, const std::optional<DifferenceRow::Side>& side) {
    std::string value = value_text(app, row, side);
    if (side && side->value) value += " (" + span(app, side->interval) + ")";
    if (side && row.kpi != "index") value += " · " + count_text(app, row, *side);
    why.facts.emplace_back(name, value);
  };
  fact(names.a, row.a);
  fact(names.b, row.b);
  why.facts.emplace_back(t(app, "why.compared"), tn(app, "difference.figures", static_cast<std::int64_t>(report.rows.size())));
  why.visits_query = row.kpi == "audit" || row.kpi == "index" ? visits_query({{"wave", report.wave_a}, {"site", report.a.id}}) : "-";
  app.ask_why(std::move(why));
}

std::string summary(const App& app, const DifferenceReport& report) {
  std::vector<std::string> said;
  std::int64_t known = 0, sure = 0;
  for (const DifferenceRow& row : report.rows) {
    known += row.difference.has_value();
    sure += row.difference && row.sure;
  }
  if (known == 0) return std::string(t(app, "difference.says_nothing"));
  said.push_back(sure == 0 ? t(app, "difference.says_none", {tn(app, "difference.figures", known)})
                           : t(app, "difference.says_some", {std::to_string(sure), tn(app, "difference.figures", known)}));
  for (const DifferenceRow& row : report.rows)
    if (row.difference && row.sure) said.push_back(t(app, "difference.says_one", {kpi_title(app, row.kpi), points(app, *row.difference), signed_span(app, row.interval)}));
  return joined(said);
}

void draw_report(Ui& ui, App& app, const DifferenceReport& report) {
  const Names names = names_of(app, report);
  ui.heading("sides", 2, t(app, "difference.sides", {names.a, names.b}));
  if (report.a.id == report.b.id) ui.text("site", report.a.name, ui::TextStyle::secondary);
  else if (report.wave_a == report.wave_b) ui.text("wave", wave_title(app, report.waves, report.wave_a), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  ui.begin_card();
  ui.text("summary", summary(app, report));
  ui.end_card();
  ui.space(ui::Space::medium);
  std::vector<ui::IntervalRow> rows;
  std::vector<std::size_t> of;
  double reach = 5;
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    const DifferenceRow& row = report.rows[i];
    if (!row.difference) continue;
    ui::IntervalRow drawn{kpi_title(app, row.kpi), points(app, *row.difference),
                          signed_span(app, row.interval) + " · " + std::string(t(app, row.sure ? "overview.sure" : "overview.not_sure")),
                          *row.difference, row.interval.low, row.interval.high, !row.sure, {}};
    drawn.pressable = true;
    reach = std::max({reach, std::fabs(row.interval.low), std::fabs(row.interval.high)});
    rows.push_back(std::move(drawn));
    of.push_back(i);
  }
  if (!rows.empty()) {
    reach = 10 * std::ceil(reach / 10);
    ui.begin_card();
    const auto pressed = ui::interval_chart(ui, "differences", t(app, "difference.chart", {names.a, names.b}), t(app, "overview.difference"), t(app, "compare.interval"), rows,
                                            -reach, reach, 0.0, t(app, "difference.equal"));
    ui.text("chart-what", t(app, "difference.chart_what"), ui::TextStyle::small);
    ui.end_card();
    if (pressed) ask(app, report, report.rows[of[*pressed]], names);
    ui.space(ui::Space::medium);
  }
  const std::vector<ui::Column> columns{{t(app, "difference.figure"), false, true, 1.4F}, {names.a, true, false, 1.2F}, {names.b, true, false, 1.2F}, {t(app, "overview.difference"), true, false, 1.4F}};
  ui::TableSpec table;
  const std::string label(t(app, "difference.table"));
  table.label = label;
  table.columns = &columns;
  table.row_count = report.rows.size();
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const DifferenceRow& row = report.rows[i];
    cells.push_back({kpi_title(app, row.kpi), row.kpi == "index" ? std::string() : app::coded(app.language(), "app.kpi_label", row.kpi == "retention" ? row.kpi : row.label)});
    cells.push_back({value_text(app, row, row.a), detail(app, row, row.a)});
    cells.push_back({value_text(app, row, row.b), detail(app, row, row.b)});
    if (row.difference) cells.push_back({points(app, *row.difference), signed_span(app, row.interval) + "\n" + std::string(t(app, row.sure ? "overview.sure" : "overview.not_sure"))});
    else cells.push_back({std::string(t(app, "compare.no_data")), std::string(t(app, "difference.unknown"))});
  };
  ui.table("figures", table);
}

// The second side: another wave of this site, or another site in the same wave.
void draw_choice(Ui& ui, App& app, const app::Comparison& comparison) {
  app::Route route = app.state().route;
  std::string site = route.id;
  for (const app::SiteRow& row : comparison.rows)
    if (row.site.id == route.id) site = row.site.name;
  ui.text("what", t(app, "difference.choose", {site, wave_title(app, comparison.waves, route.wave)}));
  ui.space(ui::Space::medium);
  ui.heading("waves-title", 2, t(app, "difference.waves"));
  ui.begin_group("waves", ui::GroupRole::list, t(app, "difference.waves"));
  for (const app::Wave& wave : comparison.waves) {
    if (wave.id == route.wave || route.wave == "all") continue;
    route.other = route.id;
    route.other_wave = wave.id;
    ui.row(ui::Key("wave", wave.id), {.title = in(app, wave.title), .subtitle = site, .icon = ui::Icon::calendar, .href = app::to_hash(route)});
  }
  ui.end_group();
  ui.space(ui::Space::large);
  ui.heading("sites-title", 2, t(app, "difference.sites"));
  ui.begin_group("sites", ui::GroupRole::list, t(app, "difference.sites"));
  for (const app::SiteRow& row : comparison.rows) {
    if (row.site.id == route.id) continue;
    route.other = row.site.id;
    route.other_wave = route.wave;
    ui.row(ui::Key("site", row.site.id), {.title = row.site.name, .subtitle = site_line(row.site), .icon = ui::Icon::store, .href = app::to_hash(route)});
  }
  ui.end_group();
}

}  // namespace

void draw_difference(Ui& ui, App& app) {
  const State& state = app.state();
  begin_figures(ui, app, {.title = std::string(t(app, "difference.title")), .back_href = app::site_hash(state.route.id, state.route.wave),
                          .back_label = std::string(t(app, "site.bar_title"))});
  if (state.route.other.empty()) {
    if (is_ready(ui, app, state.comparison)) draw_choice(ui, app, *state.comparison.value);
  } else if (is_ready(ui, app, state.difference)) {
    draw_freshness(ui, app, state.difference);
    draw_report(ui, app, *state.difference.value);
  }
  end_figures(ui, app);
}

}  // namespace constat::screens
