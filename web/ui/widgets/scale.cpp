// A rating: figures, stars or faces, each a target of its own; the words at the ends say which end is good.
#include <algorithm>
#include <string>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

using Style = ScaleSpec::Style;

struct Grid {
  int columns = 1, rows = 1;
  float width = 0, height = 0;  // of a cell
};

// As few rows as give every figure its target, and rows of nearly equal length: eleven figures stand 11, 6 + 5, or 4 + 4 + 3.
Grid grid_of(const Impl& ui, const ScaleSpec& spec, float available) {
  const int count = std::max(1, spec.max - spec.min + 1);
  const float scale = ui.fonts.scale();
  const float least = std::max(kTarget, spec.style == Style::numbers ? ui.fonts.width(kStrong, "10") + 20 : 44 * scale);
  Grid grid;
  const int fitting = std::max(1, static_cast<int>((available + kTargetGap) / (least + kTargetGap)));
  grid.rows = (count + fitting - 1) / fitting;
  grid.columns = (count + grid.rows - 1) / grid.rows;
  const float most = spec.style == Style::numbers ? 96.0F : 72.0F * scale;
  const auto columns = static_cast<float>(grid.columns);
  grid.width = std::min(most, std::floor((available - kTargetGap * (columns - 1)) / columns));
  grid.height = std::max(52.0F, ui.scaled(spec.style == Style::numbers ? 28 : 40) + 12);
  return grid;
}

Tone face_tone(float place) { return place < 0.4F ? Tone::bad : place <= 0.6F ? Tone::warning : Tone::good; }

void draw_cell(Impl& ui, const ScaleSpec& spec, int value, const Rect& rect, bool down) {
  const Palette& p = *ui.palette;
  const bool selected = spec.value == value;
  const float place = spec.max > spec.min ? static_cast<float>(value - spec.min) / static_cast<float>(spec.max - spec.min) : 1;
  if (spec.style == Style::numbers) {
    const Colour fill = selected ? p.accent.solid : ui.pressed(p.surface, down);
    ui.canvas.surface(rect, fill, selected ? fill : p.outline, kRadiusControl);
    const std::string figure = std::to_string(value);
    const TextBlock text = ui.wrap(kStrong, figure, 0);
    ui.canvas.text(text, rect.x, rect.center_y() - text.height / 2, selected ? p.accent.on_solid : p.text, Align::center, rect.w);
    return;
  }
  if (down) ui.canvas.fill(rect, p.sunken, kRadiusControl);
  if (spec.style == Style::stars) {
    const bool lit = spec.value && value <= *spec.value;
    ui.canvas.icon(lit ? Icon::star : Icon::star_outline, rect.center_x(), rect.center_y(), 38, lit ? p.accent.solid : p.outline);
    return;
  }
  const int face = std::clamp(static_cast<int>(std::lround(place * 4)), 0, 4);
  const Icon icon = static_cast<Icon>(static_cast<int>(Icon::smiley_1) + face);
  const Tone tone = face_tone(place);
  if (selected) ui.canvas.surface(rect, ui.tone(tone).soft, ui.tone(tone).solid, kRadiusControl, 2);
  ui.canvas.icon(icon, rect.center_x(), rect.center_y(), 38, selected ? ui.tone(tone).solid : p.secondary);
}

}  // namespace

std::optional<int> Ui::scale(Key key, const ScaleSpec& spec) {
  Impl& ui = runtime_.impl();
  const std::uint64_t id = ui.id_of(key);
  const float available = ui.layout.width();
  const Grid grid = grid_of(ui, spec, available);
  const float cells_width = static_cast<float>(grid.columns) * (grid.width + kTargetGap) - kTargetGap;
  const float cells_height = static_cast<float>(grid.rows) * (grid.height + kTargetGap) - kTargetGap;
  const bool ends = !spec.low_label.empty() || !spec.high_label.empty();
  const float end_width = std::floor((std::max(cells_width, std::min(available, 320.0F)) - 16) / 2);
  const TextBlock low = ui.wrap(kSmall, spec.low_label, end_width), high = ui.wrap(kSmall, spec.high_label, end_width);
  const float ends_height = ends ? 8 + std::max(low.height, high.height) : 0;
  const Rect rect = ui.layout.place(0, cells_height + ends_height, Flow::control);
  if (ends) {
    const float y = rect.y + cells_height + 8;
    ui.canvas.text(low, rect.x, y, ui.palette->secondary);
    ui.canvas.text(high, rect.x + end_width + 16, y, ui.palette->secondary, Align::right, end_width);
  }

  mirror::Node group = ui.node(mirror::Role::radiogroup, id, spec.label, rect);
  if (ends) group.description = std::to_string(spec.min) + " = " + std::string(spec.low_label) + ", " + std::to_string(spec.max) + " = " + std::string(spec.high_label);
  if (spec.required) group.state.required = true;
  const std::size_t open = ui.tree.open(std::move(group));
  ui.push_key(key.hash);
  std::optional<int> chosen;
  for (int value = spec.min; value <= spec.max; ++value) {
    const int index = value - spec.min;
    const std::uint64_t cell_id = ui.id_of(Key("value", static_cast<std::int64_t>(value)));
    const Rect cell{rect.x + static_cast<float>(index % grid.columns) * (grid.width + kTargetGap),
                    rect.y + static_cast<float>(index / grid.columns) * (grid.height + kTargetGap), grid.width, grid.height};
    if (ui.canvas.visible(cell)) {
      const Drawing drawing(ui, cell_id, cell);
      draw_cell(ui, spec, value, cell, ui.is_down(cell_id));
    }
    mirror::Node node = ui.node(mirror::Role::radio, cell_id, std::to_string(value), cell);
    node.pressable = true;
    node.state.checked = spec.value == value;
    ui.tree.add(std::move(node));
    if (ui.input.take_press(cell_id) && spec.value != value) chosen = value;
  }
  ui.pop_key();
  ui.tree.close(open);
  return chosen;
}

}  // namespace constat::ui
