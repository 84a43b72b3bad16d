// What the app says back: banners, empty lists, progress.
#include <algorithm>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

Icon icon_of(Tone tone) {
  switch (tone) {
    case Tone::good: return Icon::check;
    case Tone::warning: return Icon::warning;
    case Tone::bad: return Icon::error;
    case Tone::neutral:
    case Tone::accent: break;
  }
  return Icon::info;
}

}  // namespace

bool Ui::banner(Key key, Tone tone, std::string_view text, std::string_view action) {
  Impl& ui = runtime_.impl();
  const std::uint64_t id = ui.id_of(key), action_id = hash_pair(id, hash_text("action"));
  const ToneColours& colours = ui.tone(tone);
  const float width = ui.layout.width(), padding = 16, icon = ui.scaled(22) + 12;
  const TextBlock button = ui.wrap(kStrong, action, width - 2 * padding - icon - 24);
  const float button_width = action.empty() ? 0 : button.width + 24;
  const bool beside = !action.empty() && width - 2 * padding - icon - button_width > 260 * ui.fonts.scale();
  const TextBlock block = ui.wrap(kBody, text, width - 2 * padding - icon - (beside ? button_width + 12 : 0));
  const float button_height = std::max(kTarget, button.height + 20);
  float height = std::max(block.height + 24, 52.0F);
  const float text_height = height;
  if (beside) height = std::max(height, button_height + 8);
  else if (!action.empty()) height += button_height - 4;
  const Rect rect = ui.layout.place(0, height, Flow::card);

  const float middle = beside ? rect.center_y() : rect.y + text_height / 2;
  ui.canvas.surface(rect, colours.soft, mix(colours.soft, colours.solid, 0.25F), kRadiusCard);
  ui.canvas.icon(icon_of(tone), rect.x + padding + ui.scaled(22) / 2, middle - block.height / 2 + ui.fonts.line_height(kBody) / 2, 22, colours.text);
  ui.canvas.text(block, rect.x + padding + icon, middle - block.height / 2, ui.palette->text);
  const bool speaks = tone == Tone::bad || tone == Tone::warning;
  ui.tree.add(ui.node(speaks ? mirror::Role::alert : mirror::Role::status, id, text, Rect{rect.x, rect.y, rect.w, text_height}));
  if (action.empty()) return false;

  const Rect press = beside ? Rect{rect.right() - padding - button_width + 12, rect.center_y() - button_height / 2, button_width, button_height}
                            : Rect{rect.x + padding + icon - 12, rect.bottom() - button_height - 4, std::max(button_width, kTarget), button_height};
  {
    const Drawing drawing(ui, action_id, press);
    if (ui.is_down(action_id)) ui.canvas.fill(press, mix(colours.soft, colours.solid, 0.2F), kRadiusControl);
    ui.canvas.text(button, press.x + 12, press.center_y() - button.height / 2, colours.text);
  }
  mirror::Node node = ui.node(mirror::Role::button, action_id, action, press);
  node.pressable = true;
  ui.tree.add(std::move(node));
  return ui.input.take_press(action_id);
}

bool Ui::empty_state(Key key, Icon icon, std::string_view title, std::string_view what_to_do, std::string_view action) {
  Impl& ui = runtime_.impl();
  const float width = ui.layout.width(), inner = std::min(width - 16, 420 * ui.fonts.scale());
  const TextBlock head = ui.wrap(kHeading2, title, inner), body = ui.wrap(kBody, what_to_do, inner);
  const float disc = ui.scaled(72);
  const float height = 32 + disc + 20 + head.height + (what_to_do.empty() ? 0 : 8 + body.height) + (action.empty() ? 32 : 4);
  const Rect rect = ui.layout.place(0, height, Flow::card);
  const float x = rect.x + (rect.w - inner) / 2;
  float y = rect.y + 32;
  ui.canvas.circle(rect.center_x(), y + disc / 2, disc / 2, ui.palette->accent.soft);
  ui.canvas.icon(icon, rect.center_x(), y + disc / 2, 36, ui.palette->accent.text);
  y += disc + 20;
  ui.canvas.text(head, x, y, ui.palette->text, Align::center, inner);
  const std::uint64_t id = ui.id_of(key);
  mirror::Node heading = ui.node(mirror::Role::heading, id, title, Rect{x, y, inner, head.height});
  heading.level = 2;
  ui.tree.add(std::move(heading));
  y += head.height + 8;
  if (!what_to_do.empty()) {
    ui.canvas.text(body, x, y, ui.palette->secondary, Align::center, inner);
    ui.tree.add(ui.node(mirror::Role::text, hash_pair(id, hash_text("what to do")), what_to_do, Rect{x, y, inner, body.height}));
  }
  if (action.empty()) return false;

  const std::uint64_t action_id = hash_pair(id, hash_text("action"));
  const IconLabel label = icon_label(ui, Icon::none, 0, kStrong, action, inner - 40);
  ui.layout.space(20);
  const Rect place = ui.layout.place(0, std::max(kTarget, label.label.height + 24), Flow::control);
  const float button_width = label.width(ui) + 48;
  const Rect press{place.center_x() - button_width / 2, place.y, button_width, place.h};
  const Palette& p = *ui.palette;
  const Colour fill = ui.is_down(action_id) ? mix(p.accent.solid, p.text, 0.18F) : p.accent.solid;
  {
    const Drawing drawing(ui, action_id, press);
    ui.canvas.fill(press, fill, kRadiusControl);
    draw_icon_label(ui, label, press, p.accent.on_solid, Align::center);
  }
  mirror::Node node = ui.node(mirror::Role::button, action_id, action, press);
  node.pressable = true;
  ui.tree.add(std::move(node));
  return ui.input.take_press(action_id);
}

void Ui::progress(Key key, std::string_view label, double value, double max) {
  Impl& ui = runtime_.impl();
  const TextBlock text = ui.wrap(kSecondary, label, ui.layout.width());
  const float text_height = label.empty() ? 0 : text.height + 6;
  const Rect rect = ui.layout.place(0, text_height + 8, Flow::text);
  ui.canvas.text(text, rect.x, rect.y, ui.palette->secondary);
  const Rect bar{rect.x, rect.bottom() - 8, rect.w, 8};
  const double share = max > 0 ? std::clamp(value / max, 0.0, 1.0) : 0;
  ui.canvas.fill(bar, ui.host == mirror::Host::page && ui.card_depth == 0 ? ui.palette->border : ui.palette->sunken, 4);
  if (share > 0) ui.canvas.fill(Rect{bar.x, bar.y, std::max(8.0F, bar.w * static_cast<float>(share)), 8}, ui.palette->accent.solid, 4);
  mirror::Node node = ui.node(mirror::Role::progressbar, ui.id_of(key), label, rect);
  node.state.min = 0;
  node.state.max = max;
  node.state.now = value;
  ui.tree.add(std::move(node));
}

}  // namespace constat::ui
