// A tappable row of a list: a card with a title, what it is about, and where it stands.
#include <algorithm>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {

bool Ui::row(Key key, const RowSpec& spec) {
  Impl& ui = runtime_.impl();
  const std::uint64_t id = ui.id_of(key);
  const float padding = 16, width = ui.layout.width();
  const float icon = spec.icon == Icon::none ? 0 : ui.scaled(40) + 12;
  const float arrow = spec.href.empty() ? 0 : ui.scaled(24);
  const TextBlock trailing = ui.wrap(kHeading2, spec.trailing, 0);
  const float right = arrow + (spec.trailing.empty() ? 0 : trailing.width + (arrow > 0 ? 4 : 0));
  const float room = std::max(80.0F, width - 2 * padding - icon - right - (right > 0 ? 8 : 0));

  const TextBlock title = ui.wrap(kStrong, spec.title, room);
  const TextBlock subtitle = ui.wrap(kSecondary, spec.subtitle, room);
  const TextBlock detail = ui.wrap(kSmall, spec.detail, room);
  const IconLabel badge = icon_label(ui, Icon::none, 0, kSmallStrong, spec.badge, room - 20);
  float inner = title.height;
  if (!spec.subtitle.empty()) inner += 2 + subtitle.height;
  if (!spec.detail.empty()) inner += 2 + detail.height;
  const float badge_height = badge.label.height + 8;
  if (!spec.badge.empty()) inner += 8 + badge_height;
  const float disc_height = icon > 0 ? ui.scaled(40) + 24 : 0;
  const Rect rect = ui.layout.place(0, std::max({64.0F, inner + 28, disc_height}), Flow::item);

  if (ui.canvas.visible(rect)) {
    const Drawing drawing(ui, id, rect);
    const Palette& p = *ui.palette;
    ui.canvas.surface(rect, ui.pressed(p.surface, ui.is_down(id)), p.border, kRadiusCard);
    const float x = rect.x + padding + icon;
    float y = rect.y + (rect.h - inner) / 2;
    if (icon > 0) {
      const float disc = ui.scaled(40) / 2;
      ui.canvas.circle(rect.x + padding + disc, rect.center_y(), disc, p.accent.soft);
      ui.canvas.icon(spec.icon, rect.x + padding + disc, rect.center_y(), 22, p.accent.text);
    }
    ui.canvas.text(title, x, y, p.text);
    y += title.height;
    if (!spec.subtitle.empty()) {
      ui.canvas.text(subtitle, x, y + 2, p.secondary);
      y += 2 + subtitle.height;
    }
    if (!spec.detail.empty()) {
      ui.canvas.text(detail, x, y + 2, p.secondary);
      y += 2 + detail.height;
    }
    if (!spec.badge.empty()) {
      const Rect pill{x, y + 8, badge.width(ui) + 20, badge_height};
      ui.canvas.fill(pill, ui.tone(spec.badge_tone).soft, kRadiusBadge);
      draw_icon_label(ui, badge, pill.inset(10, 0), ui.tone(spec.badge_tone).text, Align::left);
    }
    if (arrow > 0) ui.canvas.icon(Icon::chevron_right, rect.right() - padding - arrow / 2 + 4, rect.center_y(), 24, p.secondary);
    if (!spec.trailing.empty())
      ui.canvas.text(trailing, rect.right() - padding - right + 4, rect.center_y() - trailing.height / 2, p.text);
  }

  mirror::Node node = ui.node(spec.href.empty() ? mirror::Role::button : mirror::Role::link, id,
                              spoken({spec.title, spec.subtitle, spec.detail, spec.trailing, spec.badge}), rect);
  node.href = spec.href;
  node.pressable = spec.href.empty();
  if (ui.tree.parent_role() == mirror::Role::list) {
    const std::size_t item = ui.tree.open(ui.node(mirror::Role::listitem, hash_pair(id, 1), {}, rect));
    ui.tree.add(std::move(node));
    ui.tree.close(item);
  } else {
    ui.tree.add(std::move(node));
  }
  return ui.input.take_press(id);
}

}  // namespace constat::ui
