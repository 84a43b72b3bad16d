// The parts of a long list (layout/long_lists.hpp): whether one is near, and what is done about one that is not.
#include <cstring>

#include "web/ui/impl.hpp"

namespace constat::ui {
namespace {

// Mirrored around the screen, in its heights: the next stop of the Tab key and the next swipe of a screen reader are there.
constexpr float kScreensAround = 1;

std::uint64_t conditions_of(const Impl& ui) {
  const float sizes[] = {ui.layout.width(), ui.fonts.scale(), ui.viewport->density, 0};
  std::uint64_t halves[2];
  std::memcpy(halves, sizes, sizeof halves);
  return hash_pair(hash_pair(halves[0], halves[1]), hash_text(ui.page.language));
}

bool is_near(const Impl& ui, float top, float height) {
  const float margin = kScreensAround * ui.viewport->height;
  return top + height > ui.scroll_y - margin && top < ui.scroll_y + ui.viewport->height + margin;
}

}  // namespace

void Ui::begin_long_list(Key key) {
  Impl& ui = runtime_.impl();
  ui.long_lists.begin(ui.id_of(key), conditions_of(ui));
}

void Ui::end_long_list() { runtime_.impl().long_lists.end(); }

bool Ui::begin_part(Key key, bool needed) {
  Impl& ui = runtime_.impl();
  LongLists& lists = ui.long_lists;
  const std::uint64_t id = hash_pair(ui.id_of(key), hash_text("part"));
  if (lists.focused_node != ui.input.focused) lists.focused_node = lists.focused_part = 0;
  ui.layout.open_inset(0, 0, 0, 0, Flow::card);
  const float top = ui.layout.cursor();
  const LongLists::Part* known = lists.known(id);
  const bool near = known == nullptr || needed || lists.focused_part == id || !lists.is_long() || is_near(ui, top, known->height);
  if (!near) {
    lists.skipped(*known);
    ui.layout.fill_inset(known->height);
    ui.layout.close_inset();
    return false;
  }
  Scope scope{Scope::Kind::part, {}, false, 0, 0, 0, Tone::neutral};
  scope.top = top;
  scope.part = id;
  scope.nodes = ui.tree.size();
  scope.needed = needed;
  ui.scopes.push_back(scope);
  return true;
}

void Ui::end_part() {
  Impl& ui = runtime_.impl();
  LongLists& lists = ui.long_lists;
  const Scope scope = ui.scopes.back();
  ui.scopes.pop_back();
  const bool unknown = lists.known(scope.part) == nullptr;
  const float height = ui.layout.close_inset().h;
  lists.measured(scope.part, height, ui.tree.size() - scope.nodes);
  if (ui.input.focused != 0 && lists.focused_node != ui.input.focused) {
    const mirror::Node* focused = ui.tree.find(ui.input.focused);
    if (focused != nullptr && focused >= &ui.tree.nodes()[scope.nodes]) {
      lists.focused_node = ui.input.focused;
      lists.focused_part = scope.part;
    }
  }
  if (!unknown) return;
  ui.want(1);
  // Laid out for its height only.
  if (!scope.needed && lists.is_long() && !is_near(ui, scope.top, height)) ui.tree.truncate(scope.nodes);
}

}  // namespace constat::ui
