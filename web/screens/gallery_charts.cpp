// The gallery's charts of managers' figures: how something spreads, moves, and stands apart.
#include <cmath>
#include <vector>

#include "web/screens/figures.hpp"
#include "web/screens/gallery.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

constexpr std::int64_t kSpread[] = {0, 0, 1, 0, 2, 5, 9, 12, 7, 3};
constexpr double kScores[] = {72, 68, 75, 71, 66, 74, 70, 84, 88, 91, 86, 90};

void draw_spread(Ui& ui, App& app) {
  std::vector<ui::HistogramBar> bars;
  ui::HistogramSpec spec;
  for (std::size_t i = 0; i < std::size(kSpread); ++i) {
    const std::string low = std::to_string(10 * i);
    bars.push_back({t(app, "app.interval", {low, std::to_string(10 * (i + 1))}), kSpread[i]});
    spec.edges.push_back(low);
  }
  spec.edges.push_back("100");
  const std::string mark = t(app, "overview.mean_mark", {percent(app, 71.4)});
  spec.label_title = t(app, "overview.score");
  spec.count_title = t(app, "overview.visits");
  spec.mark = 0.714;
  spec.mark_low = 0.69;
  spec.mark_high = 0.74;
  spec.mark_label = mark;
  ui::histogram_chart(ui, "spread", t(app, "overview.spread"), bars, spec);
}

void draw_control(Ui& ui, App& app) {
  std::vector<ui::ControlPoint> points;
  double value = 71;
  for (std::size_t i = 0; i < std::size(kScores); ++i) {
    value = 0.2 * kScores[i] + 0.8 * value;
    ui::ControlPoint point;
    point.label = std::to_string(i + 1);
    point.value_text = percent(app, value);
    point.value = value;
    point.low = 71 - 5 * std::sqrt(1 - std::pow(0.64, static_cast<double>(i + 1)));
    point.high = 71 + 5 * std::sqrt(1 - std::pow(0.64, static_cast<double>(i + 1)));
    point.detail = t(app, "trend.limits", {span(app, {point.low, point.high})});
    point.single = kScores[i];
    point.out = value > point.high;
    point.begins = i == 6;
    points.push_back(std::move(point));
  }
  const std::string usual = t(app, "trend.center", {percent(app, 71)});
  ui::control_chart(ui, "control", t(app, "trend.scores"), points,
                    {t(app, "site.visit_date"), t(app, "trend.value"), t(app, "trend.detail"), 71, usual, 60, 100, "60", "100"});
}

void draw_gap(Ui& ui, App& app) {
  const std::vector<ui::LegendEntry> legend{{std::string(t(app, "gaps.voice.mystery_visit")), ui::Mark::circle},
                                            {std::string(t(app, "gaps.voice.own_audit")), ui::Mark::square},
                                            {std::string(t(app, "gaps.voice.customers")), ui::Mark::diamond}};
  const auto mark = [&](std::size_t voice, double value, double half) {
    return ui::VoiceMark{voice, percent(app, value), span(app, {value - half, value + half}), value, value - half, value + half};
  };
  const std::vector<ui::GapRow> rows{{std::string(t(app, "gaps.criterion.reception")), std::string(t(app, "gallery.long")), true, {mark(0, 58, 8), mark(1, 92, 4), mark(2, 66, 6)}},
                                     {std::string(t(app, "gaps.criterion.service")), std::string(t(app, "gaps.no_gap")), false, {mark(0, 78, 9), mark(2, 74, 5)}}};
  ui::gap_chart(ui, "gaps", t(app, "gaps.chart"), legend, rows, t(app, "gaps.verdict"), 0, 100);
}

void draw_grid(Ui& ui, App& app) {
  const std::vector<std::string> columns{std::string(t(app, "heatmap.network")), "Lyon", "Brest"};
  const auto cell = [&](int value, int n, ui::HeatLevel level) {
    const std::string figure = std::to_string(value), count = t(app, "compare.n", {std::to_string(n)});
    return ui::HeatGridCell{figure, count, figure + ", " + count, level};
  };
  const ui::HeatGridCell hidden{std::string(t(app, "heatmap.hidden_short")), t(app, "heatmap.under", {"10"}), t(app, "heatmap.hidden", {"10"}), ui::HeatLevel::hidden};
  const ui::HeatGridCell none{std::string(t(app, "compare.no_data")), {}, std::string(t(app, "heatmap.not_asked")), ui::HeatLevel::none};
  const std::vector<ui::HeatGridRow> rows{{"group", std::string(t(app, "gaps.criterion.reception")), {}, {}, true},
                                          {"a", std::string(t(app, "gallery.long")), "#/gallery/charts", {cell(61, 9, ui::HeatLevel::middle), cell(38, 4, ui::HeatLevel::low), cell(84, 5, ui::HeatLevel::high)}, false},
                                          {"b", std::string(t(app, "gallery.short")), {}, {cell(52, 30, ui::HeatLevel::middle), hidden, none}, false}};
  ui::heat_grid(ui, "grid", t(app, "heatmap.title"), t(app, "heatmap.question"), columns, rows);
}

}  // namespace

void draw_gallery_figures(Ui& ui, App& app) {
  ui.begin_columns(2, 420);
  ui.begin_card();
  draw_spread(ui, app);
  ui.end_card();
  ui.next_column();
  ui.begin_card();
  draw_control(ui, app);
  ui.end_card();
  ui.end_columns();
  ui.space(ui::Space::medium);
  ui.begin_card();
  draw_gap(ui, app);
  ui.end_card();
  ui.space(ui::Space::medium);
  if (!ui.is_compact()) draw_grid(ui, app);
}

}  // namespace constat::screens
