// How many lie where: one bar a class, its count above it, the mean with its interval over all.
#include <algorithm>
#include <cmath>

#include "web/ui/charts/chart_mirror.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::ui {

void histogram_chart(Ui& page, Key key, std::string_view title, const std::vector<HistogramBar>& bars, const HistogramSpec& spec) {
  Impl& ui = page.runtime().impl();
  const Palette& p = *ui.palette;
  const float width = ui.layout.width(), line = ui.fonts.line_height(kSmall);
  const float title_height = chart_title_height(ui, title, width);
  const TextBlock mark = ui.wrap(kSmallStrong, spec.mark_label, width);
  const float mark_height = spec.mark ? mark.height + 18 : 0, bars_height = ui.scaled(132);
  const Rect rect = ui.layout.place(0, title_height + mark_height + line + 4 + bars_height + 6 + line, Flow::card);
  draw_chart_title(ui, title, rect);

  // Half an edge label stands out at either end.
  const float side = spec.edges.empty() ? 0 : std::ceil(ui.fonts.width(kSmall, spec.edges.back()) / 2);
  const float left = rect.x + side, across = rect.w - 2 * side;
  const float base = rect.bottom() - line - 6, step = across / static_cast<float>(std::max<std::size_t>(1, bars.size()));
  std::int64_t most = 1;
  for (const HistogramBar& bar : bars) most = std::max(most, bar.count);
  ui.canvas.fill(Rect{left, base, across, 1}, p.outline);
  std::vector<ChartRow> rows;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const float x = left + step * static_cast<float>(i), height = std::round(bars_height * static_cast<float>(bars[i].count) / static_cast<float>(most));
    if (bars[i].count > 0) {
      const Rect bar{x + 2, base - std::max(3.0F, height), step - 4, std::max(3.0F, height)};
      ui.canvas.fill(bar, p.accent.solid, 4, kTopCorners);
      const std::string count = std::to_string(bars[i].count);
      const TextBlock figure = ui.wrap(kSmallStrong, count, 0);
      ui.canvas.text(figure, x, bar.y - figure.height - 2, p.text, Align::center, step);
    }
    rows.push_back({Rect{x, base - bars_height - line, step, bars_height + line}, {bars[i].label, std::to_string(bars[i].count)}});
  }
  // Edges where they do not touch one another.
  float free_from = rect.x - 1;
  for (std::size_t i = 0; i < spec.edges.size(); ++i) {
    const float label = ui.fonts.width(kSmall, spec.edges[i]), x = left + step * static_cast<float>(i) - label / 2;
    if (x < free_from) continue;
    const TextBlock words = ui.wrap(kSmall, spec.edges[i], 0);
    ui.canvas.text(words, x, base + 6, p.secondary);
    free_from = x + label + 8;
  }
  if (spec.mark) {
    const auto at = [&](double share) { return std::round(left + across * static_cast<float>(std::clamp(share, 0.0, 1.0))); };
    const float x = at(*spec.mark), top = rect.y + title_height, y = top + mark.height + 8;
    ui.canvas.text(mark, std::clamp(x - mark.width / 2, rect.x, std::max(rect.x, rect.right() - mark.width)), top, p.text);
    if (spec.mark_low && spec.mark_high) {
      const float low = at(*spec.mark_low), high = at(*spec.mark_high);
      ui.canvas.fill(Rect{low, y - 2, std::max(1.0F, high - low), 4}, p.outline, 2);
    }
    ui.canvas.circle(x, y, 7, p.surface);
    ui.canvas.circle(x, y, 5.5F, p.text);
    ui.canvas.dashed_vertical(x, y + 8, base, p.outline);
  }
  emit_chart(ui, ui.id_of(key), title, rect, {std::string(spec.label_title), std::string(spec.count_title)}, rows);
}

}  // namespace constat::ui
