#include "web/ui/widgets/parts.hpp"

#include <algorithm>

namespace constat::ui {

IconLabel icon_label(const Impl& ui, Icon icon, float icon_size, const TypeStyle& style, std::string_view text, float max_width) {
  IconLabel made;
  made.icon = icon;
  made.icon_size = icon_size;
  const float room = icon == Icon::none ? max_width : max_width - ui.scaled(icon_size) - made.gap;
  made.label = ui.wrap(style, text, std::max(room, 1.0F));
  return made;
}

void draw_icon_label(Impl& ui, const IconLabel& what, const Rect& rect, Colour colour, Align align) {
  if (!ui.canvas.visible(rect)) return;
  const float spare = rect.w - what.width(ui);
  float x = rect.x + (align == Align::left ? 0 : align == Align::center ? spare / 2 : spare);
  if (what.icon != Icon::none) {
    const float pixels = ui.scaled(what.icon_size);
    ui.canvas.icon(what.icon, x + pixels / 2, rect.center_y(), what.icon_size, colour);
    x += what.icon_width(ui);
  }
  ui.canvas.text(what.label, x, rect.y + (rect.h - what.label.height) / 2, colour,
                 what.label.lines.size() > 1 && align == Align::center ? Align::center : Align::left, what.label.width);
}

std::string spoken(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const std::string_view part : parts) {
    if (part.empty()) continue;
    if (!all.empty()) all += ", ";
    all += part;
  }
  return all;
}

Rect target_of(const Rect& drawn) {
  const float w = std::max(drawn.w, kTarget), h = std::max(drawn.h, kTarget);
  return Rect{drawn.center_x() - w / 2, drawn.center_y() - h / 2, w, h};
}

}  // namespace constat::ui
