// A league on one axis: a dot with its interval per row; hollow where the sample is small. What overlaps is not told apart.
#include <algorithm>
#include <cmath>

#include "web/ui/charts/chart_mirror.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::ui {

std::optional<std::size_t> interval_chart(Ui& page, Key key, std::string_view title, std::string_view value_title, std::string_view interval_title,
                    const std::vector<IntervalRow>& rows, double axis_min, double axis_max, std::optional<double> reference,
                    std::string_view reference_label) {
  Impl& ui = page.runtime().impl();
  const Palette& p = *ui.palette;
  const float width = ui.layout.width();
  const bool stacked = width < 560 * ui.fonts.scale();

  float figure = 0, name = 0;
  for (const IntervalRow& row : rows) {
    figure = std::max(figure, ui.fonts.width(kStrong, row.value_text));
    name = std::max(name, ui.fonts.width(kBody, row.label));
  }
  figure = std::ceil(figure);
  const float label_width = stacked ? width : std::min(std::ceil(name) + 20, std::floor(width * 0.34F));
  const float axis_x = stacked ? 8 : label_width, axis_width = stacked ? width - 16 : width - label_width - figure - 24;

  const float title_height = chart_title_height(ui, title, width);
  const TextBlock mark = ui.wrap(kSmall, reference_label, width);
  const float reference_height = reference && !reference_label.empty() ? mark.height + 6 : 0;
  std::vector<TextBlock> labels;
  std::vector<float> heights;
  float height = title_height + reference_height;
  for (const IntervalRow& row : rows) {
    labels.push_back(ui.wrap(kBody, row.label, stacked ? width - figure - 16 : label_width - 16));
    heights.push_back(std::max(stacked ? labels.back().height + 36 : labels.back().height + 20, kTarget + kTargetGap));
    height += heights.back();
  }

  const Rect rect = ui.layout.place(0, height, Flow::card);
  draw_chart_title(ui, title, rect);
  const double span = axis_max > axis_min ? axis_max - axis_min : 1;
  const auto at = [&](double value) {
    return std::round(rect.x + axis_x + axis_width * static_cast<float>(std::clamp((value - axis_min) / span, 0.0, 1.0)));
  };
  float y = rect.y + title_height + reference_height;
  if (reference) {
    const float x = at(*reference);
    if (reference_height > 0)
      ui.canvas.text(mark, std::clamp(x - mark.width / 2, rect.x, std::max(rect.x, rect.right() - mark.width)), y - reference_height, p.secondary);
    if (!stacked) ui.canvas.dashed_vertical(x, y, rect.bottom(), p.outline);
  }

  std::vector<ChartRow> mirrored;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const IntervalRow& row = rows[i];
    const Rect place{rect.x, y, width, heights[i]};
    const Rect press = place.inset(0, kTargetGap / 2);
    if (ui.canvas.visible(place)) {
      if (i > 0) ui.canvas.fill(Rect{place.x, place.y, place.w, 1}, p.border);
      std::optional<Drawing> drawing;
      if (!row.href.empty() || row.pressable) drawing.emplace(ui, chart_press_id(ui.id_of(key), row.label, i), press);
      const float line_y = stacked ? place.y + 8 + labels[i].height + 12 : std::floor(place.center_y());
      const Colour ink = row.muted ? p.secondary : p.accent.solid;
      const float low = at(row.low), high = at(row.high), dot = at(row.value);
      ui.canvas.fill(Rect{rect.x + axis_x, line_y, axis_width, 1}, p.border);
      // Names stand above their lines there: the mark of the network keeps out of them.
      if (stacked && reference) ui.canvas.fill(Rect{at(*reference), line_y - 8, 1, 17}, p.outline);
      ui.canvas.fill(Rect{low, line_y - 2, std::max(1.0F, high - low), 4}, mix(p.surface, ink, row.muted ? 0.45F : 0.4F), 2);
      ui.canvas.circle(dot, line_y, 8, p.surface);
      ui.canvas.circle(dot, line_y, 6.5F, ink);
      if (row.muted) ui.canvas.circle(dot, line_y, 4.5F, p.surface);
      const TextBlock value = ui.wrap(kStrong, row.value_text, 0);
      const float words_y = stacked ? place.y + 8 : place.center_y() - labels[i].height / 2;
      ui.canvas.text(labels[i], rect.x, words_y, row.href.empty() && !row.pressable ? p.text : p.accent.text);
      ui.canvas.text(value, rect.right() - value.width, stacked ? words_y : place.center_y() - value.height / 2,
                     row.muted ? p.secondary : p.text);
    }
    mirrored.push_back({press, {row.label, row.value_text, row.interval_text}, row.href, row.pressable});
    y += heights[i];
  }
  emit_chart(ui, ui.id_of(key), title, rect, {"", std::string(value_title), std::string(interval_title)}, mirrored);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].pressable && ui.input.take_press(chart_press_id(ui.id_of(key), rows[i].label, i))) return i;
  return std::nullopt;
}

}  // namespace constat::ui
