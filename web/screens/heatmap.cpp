// Questions by sites: figures in every cell, low ones hatched. On a phone one question or one site at a time, the lowest first.
#include <algorithm>
#include <vector>

#include "web/screens/figures.hpp"
#include "web/screens/screens.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

using app::HeatCell;
using app::HeatMap;
using app::HeatRow;

constexpr double kLowUnder = 50, kHighFrom = 75;

ui::HeatLevel level_of(double value) { return value < kLowUnder ? ui::HeatLevel::low : value < kHighFrom ? ui::HeatLevel::middle : ui::HeatLevel::high; }
ui::Tone tone_of(double value) { return value < kLowUnder ? ui::Tone::bad : value < kHighFrom ? ui::Tone::warning : ui::Tone::good; }

std::string row_label(const App& app, const HeatRow& row) {
  return row.prompt.empty() ? app::coded(app.language(), "figures.theme", row.code) : std::string(in(app, row.prompt));
}

std::string answers_text(const App& app, const HeatRow& row, std::int64_t n) {
  return row.prompt.empty() ? tn(app, "figures.n_responses", n) : tn(app, "compare.n_visits", n);
}

ui::HeatGridCell grid_cell(const App& app, const HeatMap& map, const HeatRow& row, const std::optional<HeatCell>& cell) {
  if (!cell) return {std::string(t(app, "compare.no_data")), {}, std::string(t(app, "heatmap.not_asked")), ui::HeatLevel::none};
  if (!cell->value)
    return {std::string(t(app, "heatmap.hidden_short")), t(app, "heatmap.under", {std::to_string(map.suppress_below)}),
            t(app, "heatmap.hidden", {std::to_string(map.suppress_below)}), ui::HeatLevel::hidden};
  const std::string value = format_number(app.language(), *cell->value, 0), n = t(app, "compare.n", {count_text(app, cell->n)});
  return {value, n, t(app, "heatmap.spoken", {format_percent(app.language(), *cell->value, 0), answers_text(app, row, cell->n)}), level_of(*cell->value)};
}

app::Route with(const App& app, const std::string& site, const std::string& row) {
  app::Route route = app.state().route;
  route.id = site;
  route.question = row;
  return route;
}

// Every row of the map, its group's title before it.
template <class Each, class Group>
void for_rows(const App& app, const HeatMap& map, const Group& group, const Each& each) {
  for (const app::HeatSection& section : map.sections) {
    group(section.id, std::string(in(app, section.title)));
    for (const HeatRow& row : section.rows) each(row);
  }
  if (map.customers.empty()) return;
  group("customers", std::string(t(app, "heatmap.customers")));
  for (const HeatRow& row : map.customers) each(row);
}

void draw_grid(Ui& ui, App& app, const HeatMap& map) {
  const std::size_t room = std::max<std::size_t>(2, ui::heat_grid_room(ui)) - 1, total = map.columns.size();  // one is the network
  ui.text("legend", t(app, "heatmap.legend"), ui::TextStyle::secondary);
  const SitesOnPage shown = draw_sites_page(ui, app, total, room);
  std::vector<std::string> columns{std::string(t(app, "heatmap.network"))};
  for (std::size_t c = shown.first; c < shown.last; ++c) {
    const app::SiteDoc& site = map.columns[c];
    const bool one_of_town = !site.city.empty() && std::count_if(map.columns.begin(), map.columns.end(), [&](const auto& each) { return each.city == site.city; }) == 1;
    columns.push_back(one_of_town ? site.city : site.name);
  }
  std::vector<ui::HeatGridRow> rows;
  for_rows(app, map, [&](const std::string& id, const std::string& title) { rows.push_back({"group " + id, title, {}, {}, true}); },
           [&](const HeatRow& row) {
             ui::HeatGridRow out{row.id, row_label(app, row), app::to_hash(with(app, {}, row.id)), {grid_cell(app, map, row, row.network)}, false};
             for (std::size_t c = shown.first; c < shown.last; ++c) out.cells.push_back(grid_cell(app, map, row, row.cells[c]));
             rows.push_back(std::move(out));
           });
  ui.space(ui::Space::small);
  ui::heat_grid(ui, "grid", t(app, "heatmap.title"), t(app, "heatmap.question"), columns, rows);
}

// The lowest first; what nothing is known of last.
struct Line {
  std::string id, label, href, count;
  const std::optional<HeatCell>* cell;
};

void draw_sorted(Ui& ui, App& app, const HeatMap& map, std::string_view title, std::vector<Line> lines, const std::function<void(const Line&)>& why) {
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    const auto key = [](const Line& line) { return *line.cell && (*line.cell)->value ? *(*line.cell)->value : 1000.0; };
    return key(a) < key(b);
  });
  std::vector<ui::ShareBar> bars;
  for (const Line& line : lines) {
    const auto& cell = *line.cell;
    ui::ShareBar bar;
    bar.label = line.label;
    if (!cell) bar.value_text = t(app, "heatmap.not_asked");
    else if (!cell->value) bar.value_text = t(app, "heatmap.hidden", {std::to_string(map.suppress_below)});
    else {
      bar.value_text = format_percent(app.language(), *cell->value, 0) + " · " + line.count;
      bar.share = *cell->value / 100;
      bar.tone = tone_of(*cell->value);
    }
    bars.push_back(std::move(bar));
  }
  ui.begin_card();
  const auto pressed = ui::share_chart(ui, "sorted", title, bars, true);
  ui.end_card();
  if (pressed) why(lines[*pressed]);
}

void ask(App& app, const HeatMap& map, const HeatRow& row, const app::SiteDoc* site, const std::optional<HeatCell>& cell) {
  if (!cell) return;
  app::Why why;
  const bool customers = row.prompt.empty();
  const std::string name = row_label(app, row);
  why.title = site ? t(app, "heatmap.of_site", {name, site->name}) : name;
  why.value = cell->value ? format_percent(app.language(), *cell->value, 1) : t(app, "heatmap.hidden", {std::to_string(map.suppress_below)});
  why.n = answers_text(app, row, cell->n);
  why.formula = customers ? "customer_share" : "item_share";
  if (row.network && row.network->value) why.facts.emplace_back(t(app, "heatmap.network"), t(app, "heatmap.spoken", {percent(app, *row.network->value), answers_text(app, row, row.network->n)}));
  why.visits_query = customers ? "-" : visits_query({{"wave", map.scope.wave}, {"region", map.scope.region}, {"tag", map.scope.tag}, {"site", site ? site->id : std::string()},
                                                     {"checklist", map.checklist}, {"item", row.id}});
  if (site) {
    why.href = app::site_hash(site->id, map.scope.wave);
    why.href_label = site->name;
  }
  app.ask_why(std::move(why));
}

void draw_question(Ui& ui, App& app, const HeatMap& map, const HeatRow& row) {
  ui.link("all", t(app, "heatmap.all"), app::to_hash(with(app, {}, {})), ui::Icon::back);
  std::vector<Line> lines;
  for (std::size_t c = 0; c < map.columns.size(); ++c)
    lines.push_back({map.columns[c].id, map.columns[c].name, {}, row.cells[c] ? answers_text(app, row, row.cells[c]->n) : std::string(), &row.cells[c]});
  ui.heading("question", 2, row_label(app, row));
  if (row.network && row.network->value)
    ui.text("network", t(app, "heatmap.network_is", {percent(app, *row.network->value), answers_text(app, row, row.network->n)}), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  draw_sorted(ui, app, map, t(app, "heatmap.sites_sorted"), std::move(lines), [&](const Line& line) {
    for (std::size_t c = 0; c < map.columns.size(); ++c)
      if (map.columns[c].id == line.id) return ask(app, map, row, &map.columns[c], row.cells[c]);
  });
}

void draw_one_site(Ui& ui, App& app, const HeatMap& map, std::size_t column) {
  ui.link("all", t(app, "heatmap.all"), app::to_hash(with(app, {}, {})), ui::Icon::back);
  const app::SiteDoc& site = map.columns[column];
  ui.heading("site", 2, site.name);
  std::vector<Line> lines;
  for_rows(app, map, [](const std::string&, const std::string&) {}, [&](const HeatRow& row) {
    lines.push_back({row.id, row_label(app, row), {}, row.cells[column] ? answers_text(app, row, row.cells[column]->n) : std::string(), &row.cells[column]});
  });
  draw_sorted(ui, app, map, t(app, "heatmap.questions_sorted"), std::move(lines), [&](const Line& line) {
    if (const HeatRow* row = map.find(line.id)) ask(app, map, *row, &site, row->cells[column]);
  });
}

// Too narrow for a grid: one list of questions and one of sites, each leading to its own page.
void draw_lists(Ui& ui, App& app, const HeatMap& map) {
  ui.text("narrow", t(app, "heatmap.narrow"), ui::TextStyle::secondary);
  ui.heading("by-site", 2, t(app, "heatmap.by_site"));
  ui.begin_group("sites", ui::GroupRole::list, t(app, "heatmap.by_site"));
  for (const app::SiteDoc& site : map.columns)
    ui.row(ui::Key("site", site.id), {.title = site.name, .subtitle = site_line(site), .icon = ui::Icon::store, .href = app::to_hash(with(app, site.id, {}))});
  ui.end_group();
  ui.space(ui::Space::large);
  ui.heading("by-question", 2, t(app, "heatmap.by_question"));
  const auto group = [&](const std::string& id, const std::string& title) { ui.heading(ui::Key("group", id), 3, title); };
  for_rows(app, map, group, [&](const HeatRow& row) {
    const bool known = row.network && row.network->value;
    ui.row(ui::Key("row", row.id), {.title = row_label(app, row), .subtitle = row.network ? answers_text(app, row, row.network->n) : std::string(),
                                    .trailing = known ? format_percent(app.language(), *row.network->value, 0) : std::string(),
                                    .href = app::to_hash(with(app, {}, row.id))});
  });
}

std::optional<std::string> draw_checklists(Ui& ui, App& app, const HeatMap& map) {
  if (map.checklists.size() < 2) return std::nullopt;
  std::optional<std::string> chosen;
  ui.begin_group("checklists", ui::GroupRole::group, t(app, "heatmap.checklist"));
  ui.text("label", t(app, "heatmap.checklist"), ui::TextStyle::strong);
  ui.begin_row();
  for (const HeatMap::Offered& each : map.checklists) {
    const bool on = each.id == map.checklist;
    if (ui.button(ui::Key("checklist", each.id), {.label = in(app, each.title), .kind = on ? ui::ButtonKind::primary : ui::ButtonKind::secondary, .pressed = on}) && !on)
      chosen = each.id;
  }
  ui.end_row();
  ui.end_group();
  ui.space(ui::Space::medium);
  return chosen;
}

void draw_map(Ui& ui, App& app, const HeatMap& map) {
  const app::Route& route = app.state().route;
  if (!route.question.empty())
    if (const HeatRow* row = map.find(route.question)) return draw_question(ui, app, map, *row);
  if (!route.id.empty())
    for (std::size_t c = 0; c < map.columns.size(); ++c)
      if (map.columns[c].id == route.id) return draw_one_site(ui, app, map, c);
  if (ui.is_compact() || ui::heat_grid_room(ui) < 4) draw_lists(ui, app, map);
  else draw_grid(ui, app, map);
}

}  // namespace

void draw_heatmap(Ui& ui, App& app) {
  const State& state = app.state();
  begin_figures(ui, app, {.title = std::string(t(app, "heatmap.title"))});
  ChosenScope chosen;
  std::optional<app::InsightScope> scope;
  std::optional<std::string> checklist;
  if (is_ready(ui, app, state.heat_map)) {
    const HeatMap& map = *state.heat_map.value;
    scope = map.scope;
    draw_freshness(ui, app, state.heat_map);
    chosen = draw_scope(ui, app, map.scope, Filters::sites);
    checklist = draw_checklists(ui, app, map);
    if (map.sections.empty() && map.customers.empty()) {
      if (ui.empty_state("none", ui::Icon::visits, t(app, "heatmap.none"), t(app, "heatmap.none_what"), t(app, "app.refresh"))) app.refresh();
    } else {
      draw_map(ui, app, map);
    }
  }
  end_figures(ui, app);
  // Last: other figures take away those that were just drawn.
  if (scope) chosen.apply(app, *scope);
  if (checklist) {
    app::Route route = state.route;
    route.part = *checklist;
    route.question.clear();
    app.go(route);
  }
}

}  // namespace constat::screens
