// What is measured over time, between the limits of what happens anyhow.
#include <algorithm>
#include <cmath>

#include "web/ui/charts/chart_mirror.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::ui {

void control_chart(Ui& page, Key key, std::string_view title, const std::vector<ControlPoint>& points, const ControlSpec& spec) {
  if (points.empty()) return;
  Impl& ui = page.runtime().impl();
  const Palette& p = *ui.palette;
  const float width = ui.layout.width(), line = ui.fonts.line_height(kSmall);
  const float title_height = chart_title_height(ui, title, width), height = ui.scaled(200);
  const TextBlock center = ui.wrap(kSmall, spec.center_label, width);
  const Rect rect = ui.layout.place(0, title_height + center.height + 8 + height + 6 + line, Flow::card);
  draw_chart_title(ui, title, rect);

  const float gutter = std::ceil(std::max(ui.fonts.width(kSmall, spec.min_label), ui.fonts.width(kSmall, spec.max_label))) + 10;
  const Rect plot{rect.x + gutter, rect.y + title_height + center.height + 8, rect.w - gutter - 4, height};
  const double span = spec.axis_max > spec.axis_min ? spec.axis_max - spec.axis_min : 1;
  const auto y_of = [&](double value) {
    return std::round(plot.bottom() - plot.h * static_cast<float>(std::clamp((value - spec.axis_min) / span, 0.0, 1.0)));
  };
  const float step = plot.w / static_cast<float>(points.size());
  const auto x_of = [&](std::size_t i) { return plot.x + step * (static_cast<float>(i) + 0.5F); };

  const auto label = [&](std::string_view words, float y) {
    const TextBlock block = ui.wrap(kSmall, words, 0);
    ui.canvas.text(block, rect.x, y, p.secondary, Align::right, gutter - 10);
  };
  label(spec.max_label, plot.y - 2);
  label(spec.min_label, plot.bottom() - line + 2);
  ui.canvas.fill(Rect{plot.x, plot.y, 1, plot.h}, p.border);
  ui.canvas.fill(Rect{plot.x, plot.bottom(), plot.w, 1}, p.border);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const float low = y_of(points[i].low), high = y_of(points[i].high), x = plot.x + step * static_cast<float>(i);
    ui.canvas.fill(Rect{x, high, step + 1, std::max(1.0F, low - high)}, p.sunken);
    ui.canvas.fill(Rect{x, high, step + 1, 1}, p.outline);
    ui.canvas.fill(Rect{x, low, step + 1, 1}, p.outline);
    if (points[i].begins && i > 0) ui.canvas.dashed_vertical(std::round(x), plot.y, plot.bottom(), p.secondary);
  }
  ui.canvas.fill(Rect{plot.x, y_of(spec.center), plot.w, 1}, p.secondary);
  ui.canvas.text(center, plot.x, rect.y + title_height, p.secondary);
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points[i].single) ui.canvas.ring(x_of(i), y_of(*points[i].single), 3.5F, p.secondary, 1.2F);
  for (std::size_t i = 1; i < points.size(); ++i)
    ui.canvas.line(x_of(i - 1), y_of(points[i - 1].value), x_of(i), y_of(points[i].value), p.accent.solid, 2);
  std::vector<ChartRow> rows;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const float x = x_of(i), y = y_of(points[i].value);
    if (points[i].out) {
      ui.canvas.diamond(x, y, 10, p.surface);
      ui.canvas.diamond(x, y, 8, p.bad.solid);
    } else {
      ui.canvas.circle(x, y, 3.5F, p.accent.solid);
    }
    rows.push_back({Rect{plot.x + step * static_cast<float>(i), plot.y, step, plot.h}, {points[i].label, points[i].value_text, points[i].detail}});
  }
  const TextBlock first = ui.wrap(kSmall, points.front().label, plot.w / 2), last = ui.wrap(kSmall, points.back().label, plot.w / 2);
  if (first.lines.size() == 1) ui.canvas.text(first, plot.x, plot.bottom() + 6, p.secondary);
  if (last.lines.size() == 1 && points.size() > 1) ui.canvas.text(last, plot.right() - last.width, plot.bottom() + 6, p.secondary);
  emit_chart(ui, ui.id_of(key), title, rect, {std::string(spec.label_title), std::string(spec.value_title), std::string(spec.detail_title)}, rows);
}

}  // namespace constat::ui
