// A modal sheet: at the bottom of a phone's screen, in the middle of a larger one; higher than the screen, it scrolls.
#include <algorithm>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

float padding_of(const Impl& ui) { return ui.compact() ? 20 : 28; }

// Where the dialog stands when its content is `height` high.
Rect place_of(const Impl& ui, float height) {
  const Viewport& view = *ui.viewport;
  const bool sheet = ui.compact();
  const float room = view.height - view.keyboard;
  const float width = sheet ? view.width : std::min(std::round(480 * std::min(ui.fonts.scale(), 1.4F)), view.width - 48);
  const float top = view.safe.top + 16;
  const float shown = std::min(height, room - top - (sheet ? 0 : 16));
  return Rect{sheet ? 0 : std::floor((view.width - width) / 2), std::floor(sheet ? room - shown : top - 16 + (room - top + 16 - shown) / 2),
              width, shown};
}

}  // namespace

bool Ui::begin_dialog(Key key, std::string_view title) {
  Impl& ui = runtime_.impl();
  const std::uint64_t id = hash_pair(hash_text("dialog"), key.hash);
  // One dialog may follow another at once; its element begins at its top.
  if (id != ui.dialog_id) ui.dialog_scroll_y = 0;
  ui.dialog_id = id;
  ui.enter_dialog();
  const float height = ui.layout.measures().recall(ui.dialog_id, 240);
  ui.dialog_rect = place_of(ui, height);
  ui.dialog_node = ui.tree.open(ui.node(mirror::Role::dialog, ui.dialog_id, title, ui.dialog_rect));
  ui.push_key(ui.dialog_id);
  const bool scrolls = height > ui.dialog_rect.h + 0.5F;
  ui.dialog_content = scrolls ? height : 0;
  ui.dialog_scroll_y = scrolls ? std::clamp(ui.dialog_scroll_y, 0.0F, height - ui.dialog_rect.h) : 0;
  if (scrolls) {
    ui.host = mirror::Host::inner;
    ui.canvas.set_offset(-ui.dialog_scroll_y);
  }
  const float padding = padding_of(ui);
  ui.layout.push_root(ui.dialog_id, ui.dialog_rect.x + padding, ui.dialog_rect.y + padding, ui.dialog_rect.w - 2 * padding);
  heading("title", 2, title);
  return true;
}

bool Ui::end_dialog() {
  Impl& ui = runtime_.impl();
  const Viewport& view = *ui.viewport;
  const bool sheet = ui.compact();
  const float bottom = ui.layout.pop_root() + padding_of(ui) + (sheet ? view.safe.bottom : 0);
  ui.layout.measures().remember(ui.dialog_id, bottom - ui.dialog_rect.y);
  ui.enter_dialog();
  ui.canvas.set_layer(Layer::scrim);
  ui.canvas.fill(Rect{0, 0, view.width, view.height}, ui.palette->scrim);
  ui.canvas.set_layer(Layer::dialog_surfaces);
  Rect surface = ui.dialog_rect;
  if (sheet) surface.h = view.height - surface.y;
  ui.canvas.surface(surface, ui.palette->surface, ui.palette->border, sheet ? 20 : 16, 1, sheet ? kTopCorners : kAllCorners);
  ui.canvas.clip_dialog(ui.dialog_rect.inset(0, 1));
  ui.pop_key();
  ui.tree.close(*ui.dialog_node);
  const bool outside = ui.input.take_press(ui.dialog_id);
  const bool closed = ui.input.take_escape() || outside;
  ui.enter_page();
  return closed;
}

}  // namespace constat::ui
