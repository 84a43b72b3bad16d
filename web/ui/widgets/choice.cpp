// One of several, and yes or no: big targets, filled once chosen, with a sign besides the colour.
#include <algorithm>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

constexpr float kPillHeight = 52, kPillSide = 14;

Tone tone_of(const Option& option) { return option.tone == Tone::neutral ? Tone::accent : option.tone; }

IconLabel pill_label(const Impl& ui, const Option& option, bool selected, float width) {
  return icon_label(ui, selected ? Icon::check : option.icon, 20, kStrong, option.label, width - 2 * kPillSide);
}

// Room is kept for the sign of the chosen one, so that choosing moves nothing.
float pill_width(const Impl& ui, const Option& option) {
  return ui.fonts.width(kStrong, option.label) + ui.scaled(20) + 8 + 2 * kPillSide;
}

void draw_pill(Impl& ui, const Option& option, const IconLabel& label, const Rect& rect, bool selected, bool enabled, bool down, Align align) {
  const Palette& p = *ui.palette;
  const ToneColours& tone = ui.tone(tone_of(option));
  if (!enabled) {
    ui.canvas.surface(rect, p.sunken, p.border, kRadiusControl);
    draw_icon_label(ui, label, rect.inset(kPillSide, 0), p.disabled, align);
    return;
  }
  const Colour fill = selected ? (down ? mix(tone.solid, p.text, 0.18F) : tone.solid) : ui.pressed(p.surface, down);
  ui.canvas.surface(rect, fill, selected ? fill : p.outline, kRadiusControl);
  draw_icon_label(ui, label, rect.inset(kPillSide, 0), selected ? tone.on_solid : p.text, align);
}

}  // namespace

std::optional<std::size_t> Ui::choice(Key key, const ChoiceSpec& spec) {
  Impl& ui = runtime_.impl();
  static const std::vector<Option> kNone;
  const std::vector<Option>& options = spec.options != nullptr ? *spec.options : kNone;
  const std::uint64_t id = ui.id_of(key);
  const float width = ui.layout.width();
  const auto count = static_cast<float>(options.size());

  const TextBlock legend = ui.wrap(kStrong, spec.label, width);
  const float legend_height = spec.draw_label ? legend.height + 8 : 0;
  const float share = options.empty() ? width : std::floor((width - (count - 1) * kTargetGap) / count);
  bool side_by_side = spec.segmented;
  for (const Option& option : options) side_by_side = side_by_side && pill_width(ui, option) <= share;

  if (spec.folds && !side_by_side && options.size() > 1) return draw_select(ui, id, spec);

  std::vector<Rect> rects;
  float x = 0, y = legend_height, height = 0;
  for (std::size_t i = 0; i < options.size(); ++i) {
    // Side by side the pills end where the other widgets end: the pixels that do not divide are spread over them.
    const auto place = static_cast<float>(i);
    const float step = (width + kTargetGap) / count;
    if (side_by_side) x = std::floor(place * step);
    const float w = side_by_side ? std::floor((place + 1) * step) - kTargetGap - x : width;
    const IconLabel label = pill_label(ui, options[i], true, w);
    const float h = std::max(kPillHeight, label.label.height + 24);
    rects.push_back(Rect{x, y, w, h});
    height = std::max(height, y + h);
    if (!side_by_side) y += h + kTargetGap;
  }
  const Rect rect = ui.layout.place(0, height, Flow::control);
  if (spec.draw_label) ui.canvas.text(legend, rect.x, rect.y, ui.palette->text);

  mirror::Node group = ui.node(mirror::Role::radiogroup, id, spec.label, rect);
  if (spec.required) group.state.required = true;
  if (!spec.enabled) group.state.disabled = true;
  const std::size_t open = ui.tree.open(std::move(group));
  ui.push_key(key.hash);
  std::optional<std::size_t> chosen;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const std::uint64_t option_id = ui.id_of(options[i].id);
    const bool selected = spec.selected == i;
    const Rect pill{rect.x + rects[i].x, rect.y + rects[i].y, rects[i].w, rects[i].h};
    if (ui.canvas.visible(pill)) {
      const Drawing drawing(ui, option_id, pill);
      draw_pill(ui, options[i], pill_label(ui, options[i], selected, pill.w), pill, selected, spec.enabled, ui.is_down(option_id),
                side_by_side ? Align::center : Align::left);
    }
    mirror::Node node = ui.node(mirror::Role::radio, option_id, options[i].label, pill);
    node.pressable = true;
    node.state.checked = selected;
    if (!spec.enabled) node.state.disabled = true;
    ui.tree.add(std::move(node));
    if (ui.input.take_press(option_id) && spec.enabled && !selected) chosen = i;
  }
  ui.pop_key();
  ui.tree.close(open);
  return chosen;
}

std::optional<bool> Ui::checkbox(Key key, std::string_view label, bool checked) {
  Impl& ui = runtime_.impl();
  const std::uint64_t id = ui.id_of(key);
  const float box = ui.scaled(24);
  const TextBlock text = ui.wrap(kBody, label, ui.layout.width() - box - 12);
  const Rect rect = ui.layout.place(ui.layout.in_row() ? text.width + box + 12 : 0, std::max(kTarget, text.height + 20), Flow::control);
  const Palette& p = *ui.palette;
  const bool down = ui.is_down(id);
  {
    const Drawing drawing(ui, id, rect);
    const Rect square{rect.x, rect.center_y() - box / 2, box, box};
    ui.canvas.surface(square, ui.pressed(checked ? p.accent.solid : p.surface, down), checked ? p.accent.solid : p.outline, 6, 2);
    if (checked) ui.canvas.icon(Icon::check, square.center_x(), square.center_y(), 20, p.accent.on_solid);
    ui.canvas.text(text, rect.x + box + 12, rect.center_y() - text.height / 2, p.text);
  }
  mirror::Node node = ui.node(mirror::Role::checkbox, id, label, rect);
  node.pressable = true;
  node.state.checked = checked;
  ui.tree.add(std::move(node));
  if (!ui.input.take_press(id)) return std::nullopt;
  return !checked;
}

}  // namespace constat::ui
