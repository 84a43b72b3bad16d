// Earned against possible: one bar per row, full length for everything.
#include <algorithm>
#include <cmath>

#include "web/ui/charts/chart_mirror.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::ui {

std::optional<std::size_t> share_chart(Ui& page, Key key, std::string_view title, const std::vector<ShareBar>& bars, bool pressable) {
  Impl& ui = page.runtime().impl();
  const Palette& p = *ui.palette;
  const float width = ui.layout.width();
  const float title_height = chart_title_height(ui, title, width);
  constexpr float kThickness = 8, kAround = 8;  // around: of what is pressed
  const float under = pressable ? 2 * kAround + kTargetGap : 16;
  const std::uint64_t id = ui.id_of(key);

  std::vector<TextBlock> labels, values;
  std::vector<float> heights;
  float height = title_height;
  for (const ShareBar& bar : bars) {
    values.push_back(ui.wrap(kStrong, bar.value_text, width * 0.5F));
    labels.push_back(ui.wrap(kBody, bar.label, width - values.back().width - 16));
    heights.push_back(std::max(labels.back().height, values.back().height) + 6 + kThickness + under);
    height += heights.back();
  }
  if (!bars.empty()) height -= under - (pressable ? kAround : 0);

  const Rect rect = ui.layout.place(0, height, Flow::card);
  draw_chart_title(ui, title, rect);
  std::vector<ChartRow> rows;
  float y = rect.y + title_height;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const ShareBar& bar = bars[i];
    const float words = std::max(labels[i].height, values[i].height);
    const Rect row{rect.x, y, width, words + 6 + kThickness};
    const Rect press = row.inset(0, -kAround);
    if (ui.canvas.visible(press)) {
      std::optional<Drawing> drawing;
      if (pressable) drawing.emplace(ui, chart_press_id(id, bar.label, i), press);
      const Tone tone = bar.tone == Tone::neutral ? Tone::accent : bar.tone;
      ui.canvas.text(labels[i], rect.x, y, pressable ? p.accent.text : p.text);
      ui.canvas.text(values[i], rect.x, y, bar.share ? p.text : p.secondary, Align::right, width);
      const Rect track{rect.x, y + words + 6, width, kThickness};
      ui.canvas.fill(track, p.sunken, kThickness / 2);
      if (bar.share && *bar.share > 0)
        ui.canvas.fill(Rect{track.x, track.y, std::max(kThickness, std::round(width * static_cast<float>(std::min(1.0, *bar.share)))), kThickness},
                       ui.tone(tone).solid, kThickness / 2);
    }
    rows.push_back({pressable ? press : row, {bar.label, bar.value_text}, {}, pressable});
    y += heights[i];
  }
  emit_chart(ui, id, title, rect, {}, rows);
  for (std::size_t i = 0; pressable && i < bars.size(); ++i)
    if (ui.input.take_press(chart_press_id(id, bars[i].label, i))) return i;
  return std::nullopt;
}

}  // namespace constat::ui
