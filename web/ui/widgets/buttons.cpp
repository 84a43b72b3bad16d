#include <algorithm>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

struct ButtonLook {
  Colour fill, edge, ink;
  float edge_width = 1;
  bool filled = true;
};

ButtonLook look_of(const Impl& ui, const ButtonSpec& spec, bool down) {
  const Palette& p = *ui.palette;
  if (!spec.enabled) return {p.sunken, p.border, p.disabled, 1, spec.kind != ButtonKind::quiet};
  if (spec.pressed.value_or(false)) return {ui.pressed(p.accent.soft, down), p.accent.solid, p.accent.text, 2, true};
  switch (spec.kind) {
    case ButtonKind::primary: {
      const Colour fill = down ? mix(p.accent.solid, p.text, 0.18F) : p.accent.solid;
      return {fill, fill, p.accent.on_solid, 1, true};
    }
    case ButtonKind::danger: return {ui.pressed(p.bad.soft, down), p.bad.solid, p.bad.text, 1, true};
    case ButtonKind::quiet: return {p.sunken, p.sunken, p.accent.text, 1, down};
    case ButtonKind::secondary: break;
  }
  return {ui.pressed(p.surface, down), p.outline, p.text, 1, true};
}

}  // namespace

Rect draw_button(Impl& ui, const ButtonSpec& spec, std::uint64_t id) {
  const float side = spec.kind == ButtonKind::quiet ? 12 : 20;
  Rect rect;
  IconLabel label;
  if (spec.icon_only) {
    label = icon_label(ui, spec.icon, 22, kStrong, {}, 100);
    const float edge = std::max(kTarget, ui.scaled(22) + 20);
    rect = ui.layout.place(edge, edge, Flow::control);
  } else {
    label = icon_label(ui, spec.icon, 20, kStrong, spec.label, ui.layout.width() - 2 * side);
    const float width = label.width(ui) + 2 * side, height = std::max(kTarget, label.label.height + 24);
    rect = spec.full_width ? ui.layout.place_stretched(width, height, Flow::control)
                           : ui.layout.place(std::max(width, kTarget), height, Flow::control);
  }
  const Drawing drawing(ui, id, rect);
  const ButtonLook look = look_of(ui, spec, ui.is_down(id));
  if (look.filled) ui.canvas.surface(rect, look.fill, look.edge, kRadiusControl, look.edge_width);
  draw_icon_label(ui, label, spec.icon_only ? rect : rect.inset(side, 0), look.ink, Align::center);
  return rect;
}

bool Ui::button(Key key, const ButtonSpec& spec) {
  Impl& ui = runtime_.impl();
  const std::uint64_t id = ui.id_of(key);
  const Rect rect = draw_button(ui, spec, id);
  mirror::Node node = ui.node(mirror::Role::button, id, spec.label, rect);
  node.description = spec.description;
  node.pressable = true;
  node.state.pressed = spec.pressed;
  node.state.expanded = spec.expanded;
  if (!spec.enabled) node.state.disabled = true;
  ui.tree.add(std::move(node));
  return ui.input.take_press(id) && spec.enabled;
}

void Ui::link(Key key, std::string_view label, std::string_view href, Icon icon) {
  Impl& ui = runtime_.impl();
  const std::uint64_t id = ui.id_of(key);
  const IconLabel content = icon_label(ui, icon, 20, kStrong, label, ui.layout.width());
  const float apart = ui.layout.in_row() ? 12 : 0;  // a link has no box that tells where the next one begins
  const Rect rect = ui.layout.place(std::max(kTarget, content.width(ui) + apart), std::max(kTarget, content.label.height + 16), Flow::control);
  const Colour ink = ui.is_down(id) ? ui.palette->text : ui.palette->accent.text;
  {
    const Drawing drawing(ui, id, rect);
    draw_icon_label(ui, content, rect, ink, Align::left);
    float y = rect.center_y() - content.label.height / 2;
    for (const TextLine& line : content.label.lines) {
      y += ui.fonts.line_height(kStrong);
      ui.canvas.fill(Rect{rect.x + content.icon_width(ui), y - 2, line.width, 1}, ink);
    }
  }
  mirror::Node node = ui.node(mirror::Role::link, id, label, rect);
  node.href = href;
  ui.tree.add(std::move(node));
}

bool Ui::disclosure(Key key, std::string_view label, bool open) {
  Impl& ui = runtime_.impl();
  const std::uint64_t id = ui.id_of(key);
  const float width = ui.layout.width();
  const float arrow = ui.scaled(24);
  const TextBlock text = ui.wrap(kStrong, label, width - arrow - 8);
  const Rect rect = ui.layout.place(ui.layout.in_row() ? text.width + arrow + 8 : 0, std::max(kTarget, text.height + 16), Flow::control);
  {
    const Drawing drawing(ui, id, rect);
    if (ui.is_down(id)) ui.canvas.fill(rect, ui.palette->sunken, kRadiusControl);
    ui.canvas.icon(open ? Icon::expand_less : Icon::expand_more, rect.x + arrow / 2 - 2, rect.center_y(), 24, ui.palette->accent.text);
    ui.canvas.text(text, rect.x + arrow + 4, rect.center_y() - text.height / 2, ui.palette->accent.text);
  }
  mirror::Node node = ui.node(mirror::Role::button, id, label, rect);
  node.pressable = true;
  node.state.expanded = open;
  ui.tree.add(std::move(node));
  return ui.input.take_press(id);
}

}  // namespace constat::ui
