// Regions, or tags, side by side: each one's mean with its interval, how far it is from the other sites, what its customers say.
#include <algorithm>
#include <cmath>
#include <vector>

#include "web/screens/figures.hpp"
#include "web/screens/kpi_cells.hpp"
#include "web/screens/screens.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

using app::GroupReport;
using Group = GroupReport::Group;

constexpr std::size_t kMostSentences = 5;

std::string group_href(const GroupReport& report, const Group& group) {
  app::Route to{.page = app::Page::overview, .wave = report.scope.wave};
  (report.by_tag ? to.tag : to.region) = group.name;
  return app::to_hash(to);
}

std::string sure_text(const App& app, bool sure) { return std::string(t(app, sure ? "overview.sure" : "overview.not_sure")); }

std::string visits_of(const App& app, const Group& group) {
  if (!group.mean) return tn(app, "figures.n_sites", group.sites);
  return t(app, "overview.visits_at_sites", {tn(app, "compare.n_visits", group.mean->visits), tn(app, "figures.n_sites", group.mean->sites)});
}

// None of the sentences says more than its test allows.
std::string summary(const App& app, const GroupReport& report) {
  std::vector<std::string> said;
  std::int64_t tested = 0;
  std::vector<const Group*> sure;
  for (const Group& group : report.groups) {
    tested += group.distance.has_value();
    if (group.distance && group.distance->sure) sure.push_back(&group);
  }
  if (tested == 0) return std::string(t(app, "groups.says_nothing"));
  const std::string counted = tn(app, report.by_tag ? "groups.n_tags" : "groups.n_regions", tested);
  said.push_back(sure.empty() ? t(app, "groups.says_none", {counted}) : tn(app, "groups.says_some", static_cast<std::int64_t>(sure.size()), {counted}));
  for (std::size_t i = 0; i < sure.size() && i < kMostSentences; ++i) {
    const GroupReport::Distance& distance = *sure[i]->distance;
    said.push_back(t(app, distance.difference > 0 ? "groups.says_above" : "groups.says_below",
                     {sure[i]->name, number(app, std::fabs(distance.difference)), signed_span(app, distance.interval)}));
  }
  return joined(said);
}

void ask(App& app, const GroupReport& report, const Group& group) {
  app::Why why;
  why.title = t(app, "groups.of", {group.name});
  why.value = percent(app, group.mean->value);
  if (group.mean->interval) why.interval = span(app, *group.mean->interval);
  why.n = visits_of(app, group);
  why.formula = "group";
  if (group.distance) {
    why.facts.emplace_back(t(app, "groups.others"), t(app, "overview.mean_of", {percent(app, group.distance->others),
                                                      t(app, "overview.visits_at_sites", {tn(app, "compare.n_visits", group.distance->visits), tn(app, "figures.n_sites", group.distance->sites)})}));
    why.facts.emplace_back(t(app, "groups.distance"), t(app, "groups.distance_fact", {points(app, group.distance->difference), signed_span(app, group.distance->interval), sure_text(app, group.distance->sure)}));
    why.facts.emplace_back(t(app, "why.sigma"), t(app, "figures.n_points", {number(app, report.sigma)}));
    why.facts.emplace_back(t(app, "why.degrees"), count_text(app, report.degrees));
  }
  if (group.change)
    why.facts.emplace_back(t(app, "groups.since", {wave_title(app, report.scope.waves, report.previous)}),
                           t(app, "groups.distance_fact", {points(app, group.change->difference), signed_span(app, group.change->interval), sure_text(app, group.change->sure)}));
  why.facts.emplace_back(t(app, "why.compared"), tn(app, report.by_tag ? "groups.n_tags" : "groups.n_regions", static_cast<std::int64_t>(report.groups.size())));
  why.visits_query = visits_query({{"wave", report.scope.wave}, {report.by_tag ? "tag" : "region", group.name}});
  why.href = group_href(report, group);
  why.href_label = t(app, "groups.overview_of", {group.name});
  app.ask_why(std::move(why));
}

void draw_chart(Ui& ui, App& app, const GroupReport& report) {
  std::vector<ui::IntervalRow> rows;
  std::vector<const Group*> of;
  double low = 100, high = 0;
  for (const Group& group : report.groups) {
    if (!group.mean) continue;
    const app::Span reach = group.mean->interval.value_or(app::Span{group.mean->value, group.mean->value});
    rows.push_back({group.name, percent(app, group.mean->value), group.mean->interval ? span(app, reach) : std::string(t(app, "groups.no_interval")),
                    group.mean->value, reach.low, reach.high, !(group.distance && group.distance->sure), {}, true});
    of.push_back(&group);
    low = std::min(low, reach.low);
    high = std::max(high, reach.high);
  }
  if (rows.empty()) return;
  const double axis_low = std::max(0.0, 10 * std::floor(low / 10)), axis_high = std::min(100.0, 10 * std::floor(high / 10) + 10);
  const std::string reference = report.mean ? t(app, "compare.network", {number(app, report.mean->value)}) : std::string();
  ui.begin_card();
  const auto pressed = ui::interval_chart(ui, "groups-chart", t(app, report.by_tag ? "groups.chart_tags" : "groups.chart_regions"), t(app, "groups.mean"), t(app, "compare.interval"), rows,
                                          axis_low, axis_high, report.mean ? std::optional<double>(report.mean->value) : std::nullopt, reference);
  ui.text("chart-what", t(app, "groups.chart_what"), ui::TextStyle::small);
  ui.end_card();
  ui.space(ui::Space::medium);
  if (pressed) ask(app, report, *of[*pressed]);
}

ui::Cell difference_cell(const App& app, bool there, double difference, const app::Span& interval, bool sure, std::string_view separator) {
  if (!there) return {std::string(t(app, "compare.no_data"))};
  return {points(app, difference), signed_span(app, interval) + std::string(separator) + sure_text(app, sure)};
}

void draw_table(Ui& ui, App& app, const GroupReport& report) {
  std::vector<std::string_view> kpis;
  for (const std::string_view kpi : app::kKpis)
    if (report.kpi_labels.count(kpi) != 0) kpis.push_back(kpi);
  std::vector<std::string> titles;
  for (const std::string_view kpi : kpis) titles.push_back(app::kpi_name(app.language(), kpi));
  const std::string since = t(app, "groups.since", {wave_title(app, report.scope.waves, report.previous)});
  std::vector<ui::Column> columns{{t(app, report.by_tag ? "figures.tag" : "figures.region"), false, true, 1.5F}, {t(app, "groups.mean"), true, false, 1.2F}, {t(app, "groups.distance"), true, false, 1.4F}};
  if (!report.previous.empty()) columns.push_back({since, true, false, 1.4F});
  columns.push_back({t(app, "compare.index"), true});
  for (const std::string& title : titles) columns.push_back({title, true, false, 1.2F});
  ui::TableSpec table;
  const std::string label(t(app, report.by_tag ? "groups.table_tags" : "groups.table_regions"));
  table.label = label;
  table.columns = &columns;
  table.row_count = report.groups.size();
  table.row_key = [&](std::size_t i) { return report.groups[i].name; };
  table.href = [&](std::size_t i) { return group_href(report, report.groups[i]); };
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const Group& group = report.groups[i];
    const std::string_view separator = ui.is_compact() ? " · " : "\n";
    cells.clear();
    cells.push_back({group.name, visits_of(app, group)});
    if (group.mean) cells.push_back({percent(app, group.mean->value), group.mean->interval ? span(app, *group.mean->interval) : std::string(t(app, "groups.no_interval"))});
    else cells.push_back({std::string(t(app, "compare.no_data")), std::string(t(app, "groups.no_visit"))});
    const auto& distance = group.distance;
    cells.push_back(difference_cell(app, distance.has_value(), distance ? distance->difference : 0, distance ? distance->interval : app::Span{}, distance && distance->sure, separator));
    const auto& change = group.change;
    if (!report.previous.empty())
      cells.push_back(difference_cell(app, change.has_value(), change ? change->difference : 0, change ? change->interval : app::Span{}, change && change->sure, separator));
    cells.push_back({group.index ? number(app, *group.index) : std::string(t(app, "compare.no_data"))});
    for (const std::string_view kpi : kpis) {
      const auto figure = group.kpis.find(kpi);
      KpiText text = kpi_text(app, kpi, figure == group.kpis.end() ? nullptr : &figure->second);
      cells.push_back({text.value, text.detail(separator), text.small ? ui::Tone::warning : ui::Tone::neutral});
    }
  };
  ui.heading("table-title", 2, label);
  ui.table("groups", table);
}

void draw_report(Ui& ui, App& app, const GroupReport& report) {
  if (report.groups.empty()) {
    ui.empty_state("none", ui::Icon::compare, t(app, report.by_tag ? "groups.no_tags" : "groups.no_regions"), t(app, report.by_tag ? "groups.no_tags_what" : "groups.no_regions_what"));
    return;
  }
  ui.begin_card();
  ui.text("summary", summary(app, report));
  ui.end_card();
  ui.space(ui::Space::medium);
  draw_chart(ui, app, report);
  draw_table(ui, app, report);
  ui.space(ui::Space::medium);
  if (report.by_tag) ui.text("several", t(app, "groups.note_several"), ui::TextStyle::secondary);
  if (report.outside > 0) ui.text("outside", tn(app, report.by_tag ? "groups.without_tag" : "groups.without_region", report.outside), ui::TextStyle::secondary);
  ui.text("note-customers", t(app, "groups.note_customers"), ui::TextStyle::secondary);
}

}  // namespace

void draw_groups(Ui& ui, App& app) {
  const State& state = app.state();
  begin_figures(ui, app, {.title = std::string(t(app, "groups.title"))});
  ChosenScope chosen;
  std::optional<app::InsightScope> scope;
  std::optional<bool> by_tag;
  if (is_ready(ui, app, state.groups)) {
    const GroupReport& report = *state.groups.value;
    scope = report.scope;
    draw_freshness(ui, app, state.groups);
    chosen = draw_scope(ui, app, report.scope, Filters::none);
    const std::vector<ui::Option> kinds{{"region", t(app, "figures.groups")}, {"tag", t(app, "groups.tags")}};
    const std::size_t kind = report.by_tag ? 1 : 0;
    if (const auto pressed = ui.choice("by", {.label = t(app, "groups.by"), .options = &kinds, .selected = kind, .draw_label = true}); pressed && *pressed != kind)
      by_tag = *pressed == 1;
    ui.space(ui::Space::medium);
    draw_report(ui, app, report);
  }
  end_figures(ui, app);
  // Last: other figures take away those that were just drawn.
  if (scope) chosen.apply(app, *scope);
  if (by_tag) {
    app::Route route = state.route;
    route.part = *by_tag ? "tag" : "";
    app.go(route);
  }
}

}  // namespace constat::screens
