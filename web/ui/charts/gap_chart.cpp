// Several voices on the same criteria: where their marks stand apart by more than their intervals, they disagree.
#include <algorithm>
#include <cmath>

#include "web/ui/charts/chart_mirror.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::ui {
namespace {

constexpr float kRadius = 7, kLane = 18;  // between the lines of two voices of one criterion

void draw_mark(Impl& ui, Mark mark, float x, float y, float radius, Colour colour) {
  if (mark == Mark::circle) ui.canvas.circle(x, y, radius, colour);
  else if (mark == Mark::diamond) ui.canvas.diamond(x, y, radius * 1.25F, colour);
  else ui.canvas.fill(Rect{x - radius * 0.9F, y - radius * 0.9F, radius * 1.8F, radius * 1.8F}, colour, 1);
}

Colour ink_of(const Palette& p, Mark mark) {
  return mark == Mark::circle ? p.accent.solid : mark == Mark::square ? p.warning.solid : p.text;
}

}  // namespace

std::optional<std::size_t> gap_chart(Ui& page, Key key, std::string_view title, const std::vector<LegendEntry>& legend, const std::vector<GapRow>& rows,
                                     std::string_view verdict_title, double axis_min, double axis_max) {
  Impl& ui = page.runtime().impl();
  const Palette& p = *ui.palette;
  const float width = ui.layout.width(), line = ui.fonts.line_height(kSmall);
  float figure = 0;
  for (const GapRow& row : rows)
    for (const VoiceMark& mark : row.marks) figure = std::max(figure, ui.fonts.width(kSmallStrong, mark.value_text));
  figure = std::ceil(figure) + 12;

  // The legend wraps like a line of words; one entry that is wider than the page wraps by itself.
  float legend_x = 0, legend_y = 0, legend_line = 0;
  std::vector<std::pair<float, float>> places;
  std::vector<TextBlock> entries;
  for (const LegendEntry& entry : legend) {
    entries.push_back(ui.wrap(kSmall, entry.label, width - 22));
    const float wide = 22 + entries.back().width;
    if (legend_x > 0 && legend_x + wide > width) {
      legend_x = 0;
      legend_y += legend_line + 4;
      legend_line = 0;
    }
    places.emplace_back(legend_x, legend_y);
    legend_x += wide + 20;
    legend_line = std::max(legend_line, entries.back().height);
  }
  const float title_height = chart_title_height(ui, title, width), legend_height = legend.empty() ? 0 : legend_y + legend_line + 12;
  std::vector<TextBlock> labels, verdicts;
  std::vector<float> heights;
  float height = title_height + legend_height;
  for (const GapRow& row : rows) {
    labels.push_back(ui.wrap(kStrong, row.label, width));
    verdicts.push_back(ui.wrap(kSmall, row.verdict, width));
    const float lanes = static_cast<float>(row.marks.size()) * std::max(kLane, line);
    heights.push_back(std::max(kTarget + kTargetGap, labels.back().height + 8 + lanes + (row.verdict.empty() ? 0 : verdicts.back().height + 4) + 20));
    height += heights.back();
  }
  const Rect rect = ui.layout.place(0, height, Flow::card);
  draw_chart_title(ui, title, rect);
  for (std::size_t i = 0; i < legend.size(); ++i) {
    const float x = rect.x + places[i].first, y = rect.y + title_height + places[i].second;
    draw_mark(ui, legend[i].mark, x + 8, y + line / 2, 5.5F, ink_of(p, legend[i].mark));
    ui.canvas.text(entries[i], x + 22, y, p.secondary);
  }
  const double span = axis_max > axis_min ? axis_max - axis_min : 1;
  const float axis_x = rect.x + 8, axis_width = width - figure - 16;
  const auto at = [&](double value) { return std::round(axis_x + axis_width * static_cast<float>(std::clamp((value - axis_min) / span, 0.0, 1.0))); };
  const std::uint64_t id = ui.id_of(key);
  std::vector<ChartRow> mirrored;
  float y = rect.y + title_height + legend_height;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const GapRow& row = rows[i];
    const Rect place{rect.x, y, width, heights[i]}, press = place.inset(0, kTargetGap / 2);
    if (ui.canvas.visible(place)) {
      if (i > 0) ui.canvas.fill(Rect{place.x, place.y, place.w, 1}, p.border);
      const Drawing drawing(ui, chart_press_id(id, row.label, i), press);
      ui.canvas.text(labels[i], place.x, place.y + 8, p.accent.text);
      float lane = place.y + 8 + labels[i].height + 8 + std::max(kLane, line) / 2;
      for (const VoiceMark& mark : row.marks) {
        const Mark shape = legend[mark.voice].mark;
        const Colour ink = ink_of(p, shape);
        ui.canvas.fill(Rect{axis_x, lane, axis_width, 1}, p.border);
        const float low = at(mark.low), high = at(mark.high);
        ui.canvas.fill(Rect{low, lane - 2, std::max(1.0F, high - low), 4}, mix(p.surface, ink, 0.4F), 2);
        draw_mark(ui, shape, at(mark.value), lane, kRadius + 1.5F, p.surface);
        draw_mark(ui, shape, at(mark.value), lane, kRadius, ink);
        const TextBlock value = ui.wrap(kSmallStrong, mark.value_text, 0);
        ui.canvas.text(value, rect.right() - value.width, lane - value.height / 2, p.text);
        lane += std::max(kLane, line);
      }
      if (!row.verdict.empty()) ui.canvas.text(verdicts[i], place.x, place.bottom() - verdicts[i].height - 10, row.sure ? p.text : p.secondary);
    }
    ChartRow out{press, {row.label}, {}, true};
    for (std::size_t v = 0; v < legend.size(); ++v) {
      std::string cell;
      for (const VoiceMark& mark : row.marks)
        if (mark.voice == v) cell = mark.value_text + " (" + mark.interval_text + ")";
      out.cells.push_back(std::move(cell));
    }
    out.cells.push_back(row.verdict);
    mirrored.push_back(std::move(out));
    y += heights[i];
  }
  std::vector<std::string> headers{""};
  for (const LegendEntry& entry : legend) headers.push_back(entry.label);
  headers.emplace_back(verdict_title);
  emit_chart(ui, id, title, rect, headers, mirrored);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (ui.input.take_press(chart_press_id(id, rows[i].label, i))) return i;
  return std::nullopt;
}

}  // namespace constat::ui
