#include "web/screens/site_trend.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "web/screens/figures.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

constexpr std::size_t kMostWeaknesses = 6;

std::string month_text(const App& app, const std::string& month) {
  // "1 oct. 2026" without its day.
  std::string date = format_date(app.language(), month + "-01");
  const auto space = date.find(' ');
  return space == std::string::npos ? month : date.substr(space + 1);
}

struct Axis {
  double low = 0, high = 100;
};
// Whole tens around everything that is drawn.
Axis axis_of(const app::TrendChart& chart) {
  double low = 100, high = 0;
  for (const app::TrendPoint& point : chart.points) {
    low = std::min({low, point.value, point.score, point.limits.low});
    high = std::max({high, point.value, point.score, point.limits.high});
  }
  return {std::max(0.0, 10 * std::floor(low / 10)), std::min(100.0, 10 * std::ceil(high / 10))};
}

struct Chart {
  const char* key;
  const char *title, *what, *usual, *out_some, *formula;
  bool of_visits;
};
constexpr Chart kScores{"scores", "trend.scores", "trend.scores_what", "trend.scores_usual", "trend.scores_out", "ewma", true};
constexpr Chart kCustomers{"customers", "trend.customers", "trend.customers_what", "trend.customers_usual", "trend.customers_out", "p_chart", false};

void draw_chart(Ui& ui, App& app, const Chart& kind, const app::TrendChart& chart) {
  const Axis axis = axis_of(chart);
  std::vector<ui::ControlPoint> points;
  std::string wave;
  std::int64_t out = 0;
  for (const app::TrendPoint& each : chart.points) {
    ui::ControlPoint point;
    point.label = kind.of_visits ? format_date(app.language(), each.at) : month_text(app, each.at);
    point.value_text = percent(app, each.value) + (each.out ? " · " + std::string(t(app, "trend.out")) : std::string());
    const std::string limits = t(app, "trend.limits", {span(app, each.limits)});
    point.detail = kind.of_visits ? t(app, "trend.single", {percent(app, each.score), limits}) : tn(app, "figures.n_responses", each.n) + " · " + limits;
    point.value = each.value;
    point.low = each.limits.low;
    point.high = each.limits.high;
    point.out = each.out;
    if (kind.of_visits) point.single = each.score;
    out += each.out;
    points.push_back(std::move(point));
  }
  const std::string title(t(app, kind.title)), when(t(app, kind.of_visits ? "site.visit_date" : "trend.month")), value(t(app, "trend.value")), detail(t(app, "trend.detail"));
  const std::string usual = t(app, "trend.center", {percent(app, chart.center)});
  const ui::ControlSpec spec{when, value, detail, chart.center, usual, axis.low, axis.high, format_number(app.language(), axis.low, 0), format_number(app.language(), axis.high, 0)};
  ui.push_key(ui::Key(kind.key));
  ui.begin_card();
  ui::control_chart(ui, "chart", title, points, spec);
  ui.text("says", out == 0 ? std::string(t(app, kind.usual)) : tn(app, kind.out_some, out));
  ui.text("what", t(app, kind.what), ui::TextStyle::small);
  if (why_button(ui, app, "why", title)) {
    app::Why why;
    const app::TrendPoint& last = chart.points.back();
    why.title = title;
    why.value = percent(app, last.value);
    why.interval = {};
    why.n = kind.of_visits ? tn(app, "compare.n_visits", static_cast<std::int64_t>(chart.points.size())) : tn(app, "figures.n_responses", last.n);
    why.formula = kind.formula;
    why.facts.emplace_back(t(app, "trend.center_name"), percent(app, chart.center));
    why.facts.emplace_back(t(app, "trend.limits_name"), span(app, last.limits));
    if (kind.of_visits) why.facts.emplace_back(t(app, "why.sigma"), t(app, "figures.n_points", {number(app, chart.sigma)}));
    why.visits_query = kind.of_visits ? visits_query({{"wave", "all"}, {"site", app.state().route.id}}) : "-";
    app.ask_why(std::move(why));
  }
  ui.end_card();
  ui.pop_key();
}

}  // namespace

void draw_site_trend(Ui& ui, App& app) {
  const auto& slot = app.state().trend;
  if (!slot.value && !slot.failure && !slot.loading) return;
  ui.space(ui::Space::large);
  ui.heading("trend-title", 2, t(app, "trend.title"));
  if (!is_ready(ui, app, slot)) return;
  const app::SiteTrend& trend = *slot.value;
  ui.begin_columns(2, 420);
  if (trend.scores) draw_chart(ui, app, kScores, *trend.scores);
  else ui.banner("no-scores", ui::Tone::neutral, t(app, "trend.few_visits", {tn(app, "compare.n_visits", trend.visits), std::to_string(trend.fewest_visits)}));
  ui.next_column();
  if (trend.customers) draw_chart(ui, app, kCustomers, *trend.customers);
  else ui.banner("no-customers", ui::Tone::neutral, t(app, "trend.few_months", {std::to_string(trend.fewest_periods), std::to_string(trend.suppress_below)}));
  ui.end_columns();
}

void draw_site_weaknesses(Ui& ui, App& app) {
  const auto& slot = app.state().trend;
  if (!slot.value) return;
  const app::SiteTrend& trend = *slot.value;
  ui.space(ui::Space::large);
  ui.heading("weaknesses-title", 2, t(app, "trend.weaknesses"));
  if (trend.weaknesses.empty()) {
    ui.text("no-weakness", t(app, "trend.no_weakness"), ui::TextStyle::secondary);
    return;
  }
  ui.text("weaknesses-what", t(app, "trend.weaknesses_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  std::vector<ui::ShareBar> bars;
  for (std::size_t i = 0; i < trend.weaknesses.size() && i < kMostWeaknesses; ++i) {
    const app::RepeatWeakness& each = trend.weaknesses[i];
    bars.push_back({std::string(in(app, each.question)),
                    t(app, "trend.lost", {std::to_string(each.lost), std::to_string(each.asked), format_percent(app.language(), each.share, 0)}), each.share / 100, ui::Tone::bad});
  }
  ui.begin_card();
  ui::share_chart(ui, "weaknesses", {}, bars);
  ui.end_card();
}

}  // namespace constat::screens
