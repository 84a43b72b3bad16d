// Keys, groups, cards, columns and rows.
#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

mirror::Role role_of(GroupRole role) {
  switch (role) {
    case GroupRole::list: return mirror::Role::list;
    case GroupRole::list_item: return mirror::Role::listitem;
    case GroupRole::region: return mirror::Role::region;
    case GroupRole::group: break;
  }
  return mirror::Role::group;
}

float least_column(const Impl& ui, float min_width) { return min_width * std::min(ui.fonts.scale(), 1.6F); }
float column_gap(const Impl& ui) { return ui.compact() ? 12 : 16; }

}  // namespace

void Ui::push_key(Key key) { runtime_.impl().push_key(key.hash); }
void Ui::pop_key() { runtime_.impl().pop_key(); }

void Ui::begin_group(Key key, GroupRole role, std::string_view label) {
  Impl& ui = runtime_.impl();
  Scope scope{Scope::Kind::group, {}, true, 0, 0, 0, Tone::neutral};
  scope.top = ui.layout.cursor();
  scope.width = ui.layout.width();
  scope.node = ui.tree.open(ui.node(role_of(role), ui.id_of(key), label, Rect{ui.layout.left(), scope.top, scope.width, 0}));
  ui.push_key(key.hash);
  ui.scopes.push_back(scope);
}

void Ui::end_group() {
  Impl& ui = runtime_.impl();
  const Scope scope = ui.scopes.back();
  ui.scopes.pop_back();
  ui.pop_key();
  Rect rect = ui.tree.at(*scope.node).rect;
  rect.h = std::max(0.0F, ui.layout.cursor() - rect.y);
  ui.tree.close(*scope.node, rect);
}

void Ui::begin_card(Tone edge) {
  Impl& ui = runtime_.impl();
  Scope scope{Scope::Kind::card, {}, false, 0, 0, 0, edge};
  const float padding = ui.compact() ? kCardPadding : 20;
  const float left = edge == Tone::neutral ? padding : padding + 6;
  ui.layout.open_inset(left, padding, padding, padding, Flow::card);
  ++ui.card_depth;
  ui.scopes.push_back(scope);
}

void Ui::end_card() {
  Impl& ui = runtime_.impl();
  const Scope scope = ui.scopes.back();
  ui.scopes.pop_back();
  const Rect rect = ui.layout.close_inset();
  --ui.card_depth;
  ui.canvas.set_layer(ui.surface_layer());
  ui.canvas.surface(rect, ui.palette->surface, ui.palette->border, kRadiusCard);
  if (scope.tone != Tone::neutral)
    ui.canvas.fill(Rect{rect.x + 8, rect.y + 14, 4, rect.h - 28}, ui.tone(scope.tone).solid, 2);
  ui.canvas.set_layer(ui.content_layer());
}

void Ui::begin_columns(int count, float min_width) {
  Impl& ui = runtime_.impl();
  ui.layout.open_grid(count, least_column(ui, min_width), column_gap(ui));
}
bool Ui::columns_fit(int count, float min_width) const {
  const Impl& ui = runtime_.impl();
  const float gap = column_gap(ui);
  return ui.layout.width() + gap >= static_cast<float>(count) * (least_column(ui, min_width) + gap);
}
void Ui::next_column() { runtime_.impl().layout.next_cell(); }
void Ui::end_columns() { runtime_.impl().layout.close_grid(); }

void Ui::begin_row() { runtime_.impl().layout.open_row(Flow::control); }
void Ui::end_row() { runtime_.impl().layout.close_row(); }

void Ui::space(Space space) { runtime_.impl().layout.space(static_cast<float>(space)); }

void Ui::divider() {
  Impl& ui = runtime_.impl();
  ui.canvas.fill(ui.layout.place(0, 1, Flow::divider), ui.palette->border);
}

}  // namespace constat::ui
