// Signed bars from a common zero line: to the right what lifts a site above the network, to the left what pulls it down.
#include <algorithm>
#include <cmath>

#include "web/ui/charts/chart_mirror.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::ui {

void contribution_chart(Ui& page, Key key, std::string_view title, const std::vector<ContributionBar>& bars) {
  Impl& ui = page.runtime().impl();
  const Palette& p = *ui.palette;
  const float width = ui.layout.width();
  const bool stacked = width < 480 * ui.fonts.scale();  // the label above its bar, else at its left
  const float label_width = stacked ? width : std::floor(width * 0.36F);

  double most = 0;
  float figure = 0;
  for (const ContributionBar& bar : bars) {
    most = std::max(most, std::fabs(bar.value));
    figure = std::max(figure, ui.fonts.width(kStrong, bar.value_text));
  }
  figure = std::ceil(figure) + 8;

  std::vector<TextBlock> labels, details;
  std::vector<float> heights;
  const float title_height = chart_title_height(ui, title, width);
  float height = title_height;
  for (const ContributionBar& bar : bars) {
    labels.push_back(ui.wrap(kBody, bar.label, label_width - (stacked ? figure : 16)));
    details.push_back(ui.wrap(kSmall, bar.detail, label_width - (stacked ? figure : 16)));
    const float words = labels.back().height + (bar.detail.empty() ? 0 : details.back().height);
    heights.push_back(stacked ? words + 28 : std::max(words, 24.0F) + 20);
    height += heights.back();
  }

  const Rect rect = ui.layout.place(0, height, Flow::card);
  draw_chart_title(ui, title, rect);
  const float area_x = stacked ? rect.x : rect.x + label_width, area_width = stacked ? width : width - label_width;
  const float half = std::floor(area_width / 2 - (stacked ? 0 : figure)), zero = area_x + std::floor(area_width / 2);
  std::vector<ChartRow> rows;
  float y = rect.y + title_height;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const ContributionBar& bar = bars[i];
    const Rect row{rect.x, y, width, heights[i]};
    if (ui.canvas.visible(row)) {
      const bool down = bar.value < 0;
      const float length = most > 0 ? std::round(half * static_cast<float>(std::fabs(bar.value) / most)) : 0;
      const float words = labels[i].height + (bar.detail.empty() ? 0 : details[i].height);
      const float words_y = stacked ? y + 4 : y + (row.h - words) / 2;
      ui.canvas.text(labels[i], rect.x, words_y, p.text);
      if (!bar.detail.empty()) ui.canvas.text(details[i], rect.x, words_y + labels[i].height, p.secondary);
      const float thickness = stacked ? 10 : 16, bar_y = stacked ? y + words + 10 : y + (row.h - thickness) / 2;
      ui.canvas.fill(Rect{zero, stacked ? bar_y - 4 : y, 1, stacked ? thickness + 8 : row.h}, p.outline);
      const Tone tone = bar.value == 0 ? Tone::neutral : down ? Tone::bad : Tone::good;
      const Rect shape{down ? zero - length : zero + 1, bar_y, std::max(length, bar.value == 0 ? 0.0F : 2.0F), thickness};
      ui.canvas.fill(shape, ui.tone(tone).solid, 3);
      const TextBlock value = ui.wrap(kStrong, bar.value_text, 0);
      const Colour ink = bar.value == 0 ? p.secondary : ui.tone(tone).text;
      if (stacked) ui.canvas.text(value, rect.right() - value.width, words_y, ink);
      else ui.canvas.text(value, down ? shape.x - 8 - value.width : shape.right() + 8, y + (row.h - value.height) / 2, ink);
    }
    rows.push_back({row, {bar.label, bar.value_text, bar.detail}, {}});
    y += row.h;
  }
  emit_chart(ui, ui.id_of(key), title, rect, {}, rows);
}

}  // namespace constat::ui
