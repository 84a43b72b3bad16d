// The main places of the app: a panel at the left where there is room, else a bar of tabs in the thumb's reach.
#include <algorithm>
#include <cmath>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

// CSS pixels. Four tabs of a narrow phone in a language of long words come to it; the words of a fifth stand under each other.
constexpr float kLeastTab = 9;
constexpr float kCountSize = 11;

mirror::Node link_node(const Impl& ui, const NavItem& item, std::uint64_t id, const Rect& rect) {
  mirror::Node node = ui.node(mirror::Role::link, id, item.label, rect);
  node.href = item.href;
  if (item.current) node.state.current = true;
  return node;
}

void side_panel(Impl& ui, std::string_view label, const std::vector<NavItem>& items) {
  const Viewport& view = *ui.viewport;
  ui.enter_bars(mirror::Host::top);
  const float width = std::round(kSideNavigation * std::min(ui.fonts.scale(), 1.35F)) + view.safe.left;
  const Rect panel{0, ui.top_bar, width, view.height - ui.top_bar};
  ui.canvas.set_layer(Layer::bars_surfaces);
  ui.canvas.fill(panel, ui.palette->surface);
  ui.canvas.fill(Rect{panel.right() - 1, panel.y, 1, panel.h}, ui.palette->border);
  ui.canvas.set_layer(Layer::bars);
  const std::size_t navigation = ui.tree.open(ui.node(mirror::Role::navigation, ui.id_of("bar"), label, panel));
  float y = panel.y + 16;
  for (const NavItem& item : items) {
    const std::uint64_t id = ui.id_of(item.id);
    const float x = panel.x + view.safe.left + 12;
    const TextBlock text = ui.wrap(item.current ? kStrong : kBody, item.label, width - 24 - 12 - 52 * std::min(ui.fonts.scale(), 1.35F));
    const Rect rect{x, y, width - view.safe.left - 24, std::max(kTarget, text.height + 16)};
    const Drawing drawing(ui, id, rect);
    if (item.current || ui.is_down(id))
      ui.canvas.fill(rect, ui.pressed(item.current ? ui.palette->accent.soft : ui.palette->surface, ui.is_down(id)), kRadiusControl);
    const Colour colour = item.current ? ui.palette->accent.text : ui.palette->secondary;
    ui.canvas.icon(item.icon, rect.x + 14 + ui.scaled(22) / 2, rect.center_y(), 22, colour);
    ui.canvas.text(text, rect.x + 14 + ui.scaled(22) + 14, rect.center_y() - text.height / 2, item.current ? colour : ui.palette->text);
    ui.tree.add(link_node(ui, item, id, rect));
    y = rect.bottom() + kTargetGap;
  }
  ui.tree.close(navigation);
  ui.side_bar = width;
}

std::string_view words_of_tab(const NavItem& item) { return item.tab.empty() ? item.label : item.tab; }

// How much waits there: a disc at the upper right of the icon, which grows with its figures.
void draw_count(Impl& ui, std::string_view count, float left, float middle) {
  TypeStyle style = kSmallStrong;
  style.size = kCountSize / ui.fonts.scale();
  const TextBlock text = ui.wrap(style, count, 0);
  const float height = kCountSize + 6;
  const Rect disc{left, middle - height / 2, std::max(height, text.width + 8), height};
  ui.canvas.fill(disc, ui.palette->accent.solid, height / 2);
  ui.canvas.text(text, disc.x, disc.center_y() - text.height / 2, ui.palette->accent.on_solid, Align::center, disc.w);
}

void tab_bar(Impl& ui, std::string_view label, const std::vector<NavItem>& items) {
  const Viewport& view = *ui.viewport;
  if (items.empty() || view.keyboard > 0 || ui.text_field_focused) return;
  ui.enter_bars(mirror::Host::bottom);
  const float height = std::round(52 + 18 * std::min(ui.fonts.scale(), 1.6F)) + view.safe.bottom;
  const Rect panel{0, view.height - height, view.width, height};
  ui.canvas.set_layer(Layer::bars_surfaces);
  ui.canvas.fill(panel, ui.palette->surface);
  ui.canvas.fill(Rect{0, panel.y, panel.w, 1}, ui.palette->border);
  ui.canvas.set_layer(Layer::bars);
  const std::size_t navigation = ui.tree.open(ui.node(mirror::Role::navigation, ui.id_of("bar"), label, panel));
  const float share = (view.width - view.safe.left - view.safe.right) / static_cast<float>(items.size());
  float x = view.safe.left;
  // A tab's label keeps to one line: very large text is drawn as large as the tab allows.
  float fit = 1;
  for (const NavItem& item : items) fit = std::min(fit, (share - 8) / std::max(1.0F, ui.fonts.width(kSmallStrong, words_of_tab(item))));
  TypeStyle style = kSmallStrong;
  // Glyphs come in whole pixels: the next smaller one fits.
  const float size = std::floor(ui.fonts.size(kSmallStrong) * fit);
  style.size = std::max(size, kLeastTab) / ui.fonts.scale();
  for (const NavItem& item : items) {
    const std::uint64_t id = ui.id_of(item.id);
    const Rect rect{x + 4, panel.y + 4, share - 8, height - view.safe.bottom - 8};
    const Drawing drawing(ui, id, rect);
    const Colour colour = item.current ? ui.palette->accent.text : ui.palette->secondary;
    const float icon_y = rect.y + 17;
    const float icon_scale = std::min(ui.fonts.scale(), 1.2F) / ui.fonts.scale();
    if (item.current || ui.is_down(id))
      ui.canvas.fill(Rect{rect.center_x() - 30, icon_y - 15, 60, 30},
                     ui.pressed(item.current ? ui.palette->accent.soft : ui.palette->surface, ui.is_down(id)), 15);
    ui.canvas.icon(item.icon, rect.center_x(), icon_y, 23 * icon_scale, colour);
    if (!item.count.empty()) draw_count(ui, item.count, rect.center_x() + 8, icon_y - 4);
    const TextBlock text = ui.wrap(style, words_of_tab(item), size < kLeastTab ? rect.w : 0);
    ui.canvas.text(text, rect.x, std::min(icon_y + 17, rect.bottom() - text.height), colour, Align::center, rect.w);
    ui.tree.add(link_node(ui, item, id, rect));
    x += share;
  }
  ui.tree.close(navigation);
  ui.tab_bar = height;
}

}  // namespace

void Ui::navigation(std::string_view label, const std::vector<NavItem>& items) {
  Impl& ui = runtime_.impl();
  ui.push_key(hash_text("navigation"));
  if (ui.viewport->width >= kSideNavigationFrom) side_panel(ui, label, items);
  else tab_bar(ui, label, items);
  ui.pop_key();
  ui.enter_page();
}

}  // namespace constat::ui
