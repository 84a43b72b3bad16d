// What goes with NPS or satisfaction. Never what causes it.
#include <algorithm>
#include <vector>

#include "web/screens/figures.hpp"
#include "web/screens/screens.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

using app::DriverReport;

std::string name_of(const App& app, const DriverReport& report, const std::string& code) {
  return app::coded(app.language(), report.level == "sites" ? "figures.area" : "figures.theme", code);
}

std::string rows_text(const App& app, const DriverReport& report) {
  const std::string rows = tn(app, report.level == "sites" ? "figures.n_sites" : "figures.n_responses", report.rows);
  return report.known > report.rows ? t(app, "drivers.chosen", {rows, format_number(app.language(), static_cast<double>(report.known), 0)}) : rows;
}

struct Wish {
  std::optional<std::string> outcome, level;
};

Wish draw_choices(Ui& ui, App& app, const DriverReport& report) {
  Wish wish;
  const std::vector<ui::Option> outcomes{{"nps", t(app, "app.kpi.nps")}, {"csat", t(app, "app.kpi.csat")}};
  const std::size_t outcome = report.outcome == "csat" ? 1 : 0;
  if (const auto chosen = ui.choice("outcome", {.label = t(app, "drivers.outcome"), .options = &outcomes, .selected = outcome, .draw_label = true}); chosen && *chosen != outcome)
    wish.outcome = std::string(outcomes[*chosen].id);
  const std::vector<ui::Option> levels{{"responses", t(app, "drivers.by_response")}, {"sites", t(app, "drivers.by_site")}};
  const std::size_t level = report.level == "sites" ? 1 : 0;
  if (const auto chosen = ui.choice("level", {.label = t(app, "drivers.level"), .options = &levels, .selected = level, .draw_label = true}); chosen && *chosen != level)
    wish.level = std::string(levels[*chosen].id);
  ui.space(ui::Space::medium);
  return wish;
}

void ask(App& app, const DriverReport& report, const DriverReport::Driver& driver) {
  app::Why why;
  const std::string outcome = app::kpi_name(app.language(), report.outcome);
  why.title = t(app, "drivers.of", {name_of(app, report, driver.code), outcome});
  why.value = percent(app, 100 * driver.share);
  why.interval = span(app, {100 * driver.interval.low, 100 * driver.interval.high});
  why.n = rows_text(app, report);
  why.formula = report.method == "johnson" ? "driver_johnson" : "driver";
  why.facts.emplace_back(t(app, "drivers.r2"), t(app, "drivers.r2_value", {percent(app, 100 * report.r2), span(app, {100 * report.r2_interval.low, 100 * report.r2_interval.high})}));
  why.facts.emplace_back(t(app, "drivers.correlation"), format_number(app.language(), driver.correlation, 2));
  why.facts.emplace_back(t(app, "drivers.draws"), format_number(app.language(), static_cast<double>(report.draws), 0));
  why.visits_query = report.level == "sites" ? visits_query({{"wave", report.scope.wave}, {"region", report.scope.region}, {"tag", report.scope.tag}}) : "-";
  app.ask_why(std::move(why));
}

// Whether the leading share is surely larger is not tested: where intervals overlap, the words do not rank.
std::string summary(const App& app, const DriverReport& report) {
  const std::string outcome = app::kpi_name(app.language(), report.outcome);
  std::vector<std::string> said;
  said.push_back(t(app, "drivers.says_all", {percent(app, 100 * report.r2), outcome, rows_text(app, report)}));
  const DriverReport::Driver& first = report.drivers.front();
  said.push_back(t(app, "statistics.drivers.goes_with", {name_of(app, report, first.code), percent(app, 100 * first.share), percent(app, 100 * first.interval.low), percent(app, 100 * first.interval.high)}));
  if (report.drivers.size() > 1 && report.drivers[1].interval.high > first.interval.low) said.push_back(std::string(t(app, "drivers.says_overlap")));
  said.push_back(std::string(t(app, "statistics.drivers.not_causes")));
  return joined(said);
}

void draw_result(Ui& ui, App& app, const DriverReport& report) {
  ui.begin_card();
  ui.text("summary", summary(app, report));
  ui.end_card();
  ui.space(ui::Space::medium);
  if (!report.left_out.empty()) {
    std::string names;
    for (const std::string& code : report.left_out) names += (names.empty() ? "" : ", ") + name_of(app, report, code);
    ui.text("left-out", t(app, "drivers.left_out", {names}), ui::TextStyle::secondary);
    ui.space(ui::Space::medium);
  }
  if (report.few) {
    ui.banner("few", ui::Tone::warning, t(app, report.level == "sites" ? "statistics.drivers.few_sites" : "drivers.few_rows", {"10"}));
    ui.space(ui::Space::medium);
  }
  std::vector<ui::IntervalRow> rows;
  double reach = 10;
  for (const DriverReport::Driver& driver : report.drivers) {
    ui::IntervalRow row{name_of(app, report, driver.code), percent(app, 100 * driver.share), span(app, {100 * driver.interval.low, 100 * driver.interval.high}),
                        100 * driver.share, 100 * driver.interval.low, 100 * driver.interval.high, report.few, {}};
    row.pressable = true;
    reach = std::max(reach, row.high);
    rows.push_back(std::move(row));
  }
  ui.begin_card();
  const auto pressed = ui::interval_chart(ui, "drivers", t(app, "drivers.chart", {app::kpi_name(app.language(), report.outcome)}), t(app, "drivers.share"), t(app, "compare.interval"),
                                          rows, 0, std::min(100.0, 10.0 * static_cast<double>(static_cast<int>(reach / 10) + 1)));
  ui.text("chart-what", t(app, "drivers.chart_what"), ui::TextStyle::small);
  ui.end_card();
  if (pressed) ask(app, report, report.drivers[*pressed]);
}

}  // namespace

void draw_drivers(Ui& ui, App& app) {
  const State& state = app.state();
  begin_figures(ui, app, {.title = std::string(t(app, "drivers.title"))});
  ChosenScope chosen;
  std::optional<app::InsightScope> scope;
  Wish wish;
  if (is_ready(ui, app, state.drivers)) {
    const DriverReport& report = *state.drivers.value;
    scope = report.scope;
    draw_freshness(ui, app, state.drivers);
    chosen = draw_scope(ui, app, report.scope, Filters::sites);
    wish = draw_choices(ui, app, report);
    if (report.refused)
      ui.empty_state("refused", ui::Icon::info, t(app, "drivers.refused"), text(app.language(), report.refused->key, [&] {
                       // A driver is named as on screen.
                       std::vector<std::string> args = report.refused->args;
                       if (report.refused->key == "error.drivers-collinear" || report.refused->key == "error.drivers-constant")
                         for (std::string& arg : args) arg = name_of(app, report, arg);
                       return args;
                     }()));
    else if (!report.drivers.empty()) draw_result(ui, app, report);
  }
  end_figures(ui, app);
  // Last: other figures take away those that were just drawn.
  if (scope) chosen.apply(app, *scope);
  if (wish.outcome || wish.level) {
    app::Route route = state.route;
    if (wish.outcome) route.part = *wish.outcome;
    if (wish.level) route.question = *wish.level;
    app.go(route);
  }
}

}  // namespace constat::screens
