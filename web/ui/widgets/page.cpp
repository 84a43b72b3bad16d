// The scrolled page, the bar in the thumb's reach under it, and the dialog over it.
#include <algorithm>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {

void Ui::begin_page(std::string_view label, Width width) {
  Impl& ui = runtime_.impl();
  const Viewport& view = *ui.viewport;
  ui.enter_page();
  const float left = std::max(ui.side_bar, view.safe.left);
  const float available = view.width - left - view.safe.right;
  const float margin = ui.compact() ? 16 : 32;
  ui.page_width = std::min(std::round((width == Width::wide ? kWideWidth : kNarrowWidth) * (width == Width::wide ? 1 : std::min(ui.fonts.scale(), 1.5F))),
                           available - 2 * margin);
  ui.page_x = std::floor(left + (available - ui.page_width) / 2);
  ui.main_node = ui.tree.open(ui.node(mirror::Role::main, hash_text("main"), label, {}));
  ui.push_key(hash_text("page"));
  ui.layout.push_root(hash_text("page"), ui.page_x, ui.top_bar + (ui.compact() ? 16 : 28), ui.page_width);
}

void Ui::end_page() {
  Impl& ui = runtime_.impl();
  ui.page_bottom = ui.layout.pop_root();
  ui.pop_key();
  ui.tree.close(*ui.main_node, Rect{ui.page_x, ui.top_bar, ui.page_width, std::max(0.0F, ui.page_bottom - ui.top_bar)});
}

bool Ui::begin_bottom_bar() {
  Impl& ui = runtime_.impl();
  const Viewport& view = *ui.viewport;
  if (view.width < kSideNavigationFrom && (ui.text_field_focused || view.keyboard > 0)) return false;
  ui.enter_bars(mirror::Host::bottom);
  ui.bar_node = ui.tree.open(ui.node(mirror::Role::contentinfo, hash_text("bottom bar"), {}, {}));
  ui.push_key(hash_text("bottom bar"));
  const float height = ui.layout.measures().recall(hash_text("bottom bar"), kTarget + 24);
  const float safe = ui.tab_bar > 0 ? 0 : view.safe.bottom;
  ui.layout.push_root(hash_text("bottom bar"), ui.page_x, view.height - ui.tab_bar - safe - height + 12, ui.page_width);
  ui.layout.open_row(Flow::control, true);
  return true;
}

void Ui::end_bottom_bar() {
  Impl& ui = runtime_.impl();
  const Viewport& view = *ui.viewport;
  const float safe = ui.tab_bar > 0 ? 0 : view.safe.bottom;
  const float height = ui.layout.measures().recall(hash_text("bottom bar"), kTarget + 24);
  const Rect panel{ui.side_bar, view.height - ui.tab_bar - safe - height, view.width - ui.side_bar, height + safe};
  ui.layout.close_row();
  ui.layout.measures().remember(hash_text("bottom bar"), ui.layout.pop_root() + 12 - panel.y);
  ui.canvas.set_layer(Layer::bars_surfaces);
  ui.canvas.fill(panel, ui.palette->surface);
  ui.canvas.fill(Rect{panel.x, panel.y, panel.w, 1}, ui.palette->border);
  ui.pop_key();
  ui.tree.close(*ui.bar_node, panel);
  ui.bottom_bar = panel.h;
  ui.enter_page();
}

bool Ui::begin_dialog(Key key, std::string_view title) {
  Impl& ui = runtime_.impl();
  const Viewport& view = *ui.viewport;
  ui.dialog_id = hash_pair(hash_text("dialog"), key.hash);
  ui.enter_dialog();
  ui.dialog_node = ui.tree.open(ui.node(mirror::Role::dialog, ui.dialog_id, title, {}));
  ui.push_key(ui.dialog_id);
  const bool sheet = ui.compact();
  const float width = sheet ? view.width : std::min(std::round(480 * std::min(ui.fonts.scale(), 1.4F)), view.width - 48);
  const float height = ui.layout.measures().recall(ui.dialog_id, 240);
  const float room = view.height - view.keyboard;
  const float x = sheet ? 0 : std::floor((view.width - width) / 2);
  const float y = std::max(view.safe.top + 8, std::floor(sheet ? room - height : (room - height) / 2));
  const float padding = sheet ? 20 : 28;
  ui.tree.at(*ui.dialog_node).rect = Rect{x, y, width, height};
  ui.layout.push_root(ui.dialog_id, x + padding, y + padding, width - 2 * padding);
  heading("title", 2, title);
  return true;
}

bool Ui::end_dialog() {
  Impl& ui = runtime_.impl();
  const Viewport& view = *ui.viewport;
  Rect rect = ui.tree.at(*ui.dialog_node).rect;
  const bool sheet = ui.compact();
  const float bottom = ui.layout.pop_root() + (sheet ? 20 + view.safe.bottom : 28);
  ui.layout.measures().remember(ui.dialog_id, bottom - rect.y);
  ui.canvas.set_layer(Layer::scrim);
  ui.canvas.fill(Rect{0, 0, view.width, view.height}, ui.palette->scrim);
  ui.canvas.set_layer(Layer::dialog_surfaces);
  if (sheet) rect.h = view.height - rect.y;
  ui.canvas.surface(rect, ui.palette->surface, ui.palette->border, sheet ? 20 : 16, 1, sheet ? kTopCorners : kAllCorners);
  ui.pop_key();
  ui.tree.close(*ui.dialog_node, rect);
  const bool outside = ui.input.take_press(ui.dialog_id);
  const bool closed = ui.input.take_escape() || outside;
  ui.enter_page();
  return closed;
}

}  // namespace constat::ui
