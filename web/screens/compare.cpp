// Sites side by side: the index with its interval, then every figure with n and interval. Ranks are ranges.
#include <algorithm>
#include <vector>

#include "web/screens/figures.hpp"
#include "web/screens/index_why.hpp"
#include "web/screens/kpi_cells.hpp"
#include "web/screens/report_links.hpp"
#include "web/screens/screens.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

std::string interval(const App& app, double low, double high) {
  return t(app, "app.interval", {format_number(app.language(), low, 1), format_number(app.language(), high, 1)});
}

void draw_chart(Ui& ui, App& app, const app::Comparison& comparison) {
  const Language language = app.language();
  std::vector<ui::IntervalRow> rows;
  std::vector<const app::SiteRow*> of;
  double low = 100, high = 0;
  for (const app::SiteRow& row : comparison.rows) {
    if (!row.index) continue;
    rows.push_back({row.site.name, format_number(language, row.index->value, 1), interval(app, row.index->low, row.index->high),
                    row.index->value, row.index->low, row.index->high, row.small_sample, {}, true});
    of.push_back(&row);
    low = std::min(low, row.index->low);
    high = std::max(high, row.index->high);
  }
  if (rows.empty()) {
    ui.banner("no-index", ui::Tone::neutral, t(app, "compare.no_index"));
    return;
  }
  // The axis is cut to round tens around what is drawn; its ends are written on it.
  const double axis_low = std::max(0.0, 10 * static_cast<double>(static_cast<int>(low / 10)));
  const double axis_high = std::min(100.0, 10 * static_cast<double>(static_cast<int>(high / 10) + 1));
  const std::string reference = comparison.network_index
      ? t(app, "compare.network", {format_number(language, *comparison.network_index, 1)}) : std::string();
  const auto pressed = ui::interval_chart(ui, "index-chart", t(app, "compare.chart_title"), t(app, "compare.index"), t(app, "compare.interval"),
                     rows, axis_low, axis_high, comparison.network_index, reference);
  ui.text("chart-why", t(app, "compare.chart_why"), ui::TextStyle::small);
  if (pressed) ask_index(app, *of[*pressed], comparison.wave);
}

void draw_table(Ui& ui, App& app, const app::Comparison& comparison) {
  const Language language = app.language();
  std::vector<std::string_view> kpis;
  // Retention has a column only where the index counts it; a site's own page shows it always.
  const auto retention = comparison.weights.find("retention");
  const bool shows_retention = retention != comparison.weights.end() && retention->second > 0;
  for (const std::string_view kpi : app::kKpis)
    if (comparison.has_kpi(kpi) && (kpi != "retention" || shows_retention)) kpis.push_back(kpi);
  std::vector<std::string> titles;
  for (const std::string_view kpi : kpis) titles.push_back(app::kpi_name(language, kpi));
  std::vector<ui::Column> columns{{t(app, "compare.site"), false, true, 1.7f}, {t(app, "compare.index"), true, false, 1.1f},
                                  {t(app, "compare.rank_title"), true}};
  for (const std::string& title : titles) columns.push_back({title, true, false, 1.2f});
  ui::TableSpec table;
  const std::string label(t(app, "compare.table"));
  table.label = label;
  table.columns = &columns;
  table.row_count = comparison.rows.size();
  table.row_key = [&](std::size_t i) { return comparison.rows[i].site.id; };
  table.href = [&](std::size_t i) { return app::site_hash(comparison.rows[i].site.id, comparison.wave); };
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const app::SiteRow& row = comparison.rows[i];
    cells.clear();
    cells.push_back({row.site.name, site_line(row.site)});
    if (row.index)
      cells.push_back({format_number(language, row.index->value, 1), interval(app, row.index->low, row.index->high)});
    else
      cells.push_back({std::string(t(app, "compare.no_data")), std::string(t(app, "compare.index_none"))});
    cells.push_back({row.rank ? app::rank(language, *row.rank) : std::string(t(app, "compare.no_data")),
                     row.rank ? std::string() : rank_text(app, row.rank)});
    for (const std::string_view kpi : kpis) {
      const auto figure = row.kpis.find(kpi);
      KpiText text = kpi_text(app, kpi, figure == row.kpis.end() ? nullptr : &figure->second);
      cells.push_back({text.value, text.detail(ui.is_compact() ? " · " : "\n"), text.small ? ui::Tone::warning : ui::Tone::neutral});
    }
  };
  ui.table("sites", table);
}

void draw_notes(Ui& ui, App& app, const app::Comparison& comparison) {
  ui.heading("notes-title", 2, t(app, "compare.notes_title"));
  ui.text("note-rank", t(app, "compare.note_rank"), ui::TextStyle::secondary);
  ui.text("note-interval", t(app, "compare.note_interval"), ui::TextStyle::secondary);
  ui.text("note-small", t(app, "compare.note_small"), ui::TextStyle::secondary);
  std::string weights;
  for (const std::string_view kpi : app::kKpis) {
    const auto weight = comparison.weights.find(kpi);
    if (weight == comparison.weights.end() || weight->second <= 0) continue;
    weights += (weights.empty() ? "" : ", ") + app::kpi_name(app.language(), kpi) + " " +
               format_percent(app.language(), 100 * weight->second, 0);
  }
  if (!weights.empty()) ui.text("note-weights", t(app, "compare.note_weights", {weights}), ui::TextStyle::secondary);
  for (const auto& [kpi, label] : comparison.kpi_labels)
    ui.fact(ui::Key("label", kpi), app::kpi_name(app.language(), kpi), app::coded(app.language(), "app.kpi_label", label));
}

}  // namespace

void draw_compare(Ui& ui, App& app) {
  const State& state = app.state();
  begin_figures(ui, app, {.title = std::string(t(app, "compare.title"))});
  ChosenScope chosen;
  std::optional<app::InsightScope> scope;
  if (is_ready(ui, app, state.comparison)) {
    const app::Comparison& comparison = *state.comparison.value;
    draw_freshness(ui, app, state.comparison);
    scope = app::InsightScope{comparison.wave, comparison.region, comparison.tag, comparison.waves, comparison.regions, comparison.tags, comparison.limited};
    chosen = draw_scope(ui, app, *scope, Filters::sites);
    if (comparison.rows.empty()) {
      if (ui.empty_state("none", ui::Icon::compare, t(app, "compare.none"), t(app, "compare.none_what"), t(app, "app.refresh")))
        app.refresh();
    } else {
      draw_chart(ui, app, comparison);
      ui.space(ui::Space::large);
      ui.heading("table-title", 2, t(app, "compare.table"));
      draw_table(ui, app, comparison);
      ui.space(ui::Space::large);
      draw_notes(ui, app, comparison);
      if (state.session && state.session->takes_figures_home() && state.sync.online) {
        ui.space(ui::Space::medium);
        ui.link("workbook", t(app, "compare.workbook"), app::download_of("/api/v1/exports/comparison.xlsx", app.language(), comparison.wave), ui::Icon::download);
        ui.link("visits-workbook", t(app, "compare.visits_workbook"), app::download_of("/api/v1/exports/visits.xlsx", app.language(), comparison.wave), ui::Icon::download);
        draw_link_button(ui, app, "network", "", comparison.wave);
      }
    }
  }
  end_figures(ui, app);
  draw_link_dialog(ui, app);
  // Last: other figures take away those that were just drawn.
  if (scope) chosen.apply(app, *scope);
}

}  // namespace constat::screens
