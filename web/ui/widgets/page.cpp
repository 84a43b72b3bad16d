// The scrolled page and the bar in the thumb's reach under it.
#include <algorithm>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

constexpr float kBarWidth = 800;  // CSS pixels, at a text scale of 1

}  // namespace

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
  // Around a narrow page it takes more than the page's width: its buttons stand in one line in every language.
  const float spare = ui.page_x - ui.side_bar - (ui.compact() ? 16 : 32);
  const float beyond = ui.compact() ? 0 : std::clamp(std::floor((kBarWidth * std::min(ui.fonts.scale(), 1.5F) - ui.page_width) / 2), 0.0F, std::max(0.0F, spare));
  ui.layout.push_root(hash_text("bottom bar"), ui.page_x - beyond, view.height - ui.tab_bar - safe - height + 12, ui.page_width + 2 * beyond);
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

}  // namespace constat::ui
