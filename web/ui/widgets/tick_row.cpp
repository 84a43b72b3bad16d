// An article of a shopping list. Its words can be pressed too: they show what they stand for.
#include <algorithm>

#include "web/ui/widgets/parts.hpp"

namespace constat::ui {
namespace {

constexpr float kLeastWords = 112;  // the marks go under the words rather than leave them less

struct Marks {
  float size = kTarget, x = 0, y = 0;
  int columns = 1;
  float width = 0, height = 0;
};

Marks marks_of(const Impl& ui, std::size_t count, float available) {
  Marks marks;
  marks.size = std::max(kTarget, ui.scaled(22) + 20);
  const int fitting = std::max(1, static_cast<int>((available + kTargetGap) / (marks.size + kTargetGap)));
  marks.columns = std::max(1, std::min(static_cast<int>(count), fitting));
  const int rows = (static_cast<int>(count) + marks.columns - 1) / marks.columns;
  marks.width = static_cast<float>(marks.columns) * (marks.size + kTargetGap) - kTargetGap;
  marks.height = static_cast<float>(rows) * (marks.size + kTargetGap) - kTargetGap;
  return marks;
}

void draw_mark(Impl& ui, const Tick& tick, const Rect& rect, bool down) {
  const Palette& p = *ui.palette;
  const float radius = rect.w / 2 - 3;
  if (tick.on) ui.canvas.circle(rect.center_x(), rect.center_y(), radius, down ? mix(p.accent.solid, p.text, 0.18F) : p.accent.solid);
  else if (down) ui.canvas.circle(rect.center_x(), rect.center_y(), radius, p.sunken);
  if (!tick.on) ui.canvas.ring(rect.center_x(), rect.center_y(), radius, p.outline, 1.5F);
  const Colour ink = tick.on ? p.accent.on_solid : p.secondary;
  if (tick.sign.empty()) {
    if (tick.icon != Icon::none) ui.canvas.icon(tick.icon, rect.center_x(), rect.center_y(), 22, ink);
    return;
  }
  const TextBlock sign = ui.wrap(kStrong, tick.sign, 0);
  ui.canvas.text(sign, rect.x, rect.center_y() - sign.height / 2, ink, Align::center, rect.w);
}

void draw_words(Impl& ui, const TickRowSpec& spec, const TextBlock& title, const TextBlock& figure, const Rect& rect) {
  const Palette& p = *ui.palette;
  const float height = title.height + (spec.figure.empty() ? 0 : figure.height);
  float y = rect.center_y() - height / 2;
  ui.canvas.text(title, rect.x, y, spec.done ? p.secondary : p.text);
  const float line = ui.fonts.line_height(title.style);
  for (const TextLine& one : title.lines) {
    if (spec.done) ui.canvas.line(rect.x, y + line / 2 + 1, rect.x + one.width, y + line / 2 + 1, p.secondary, 1.5F);
    y += line;
  }
  if (!spec.figure.empty()) ui.canvas.text(figure, rect.x, y, p.secondary);
}

}  // namespace

TickRowEvent Ui::tick_row(Key key, const TickRowSpec& spec) {
  Impl& ui = runtime_.impl();
  static const std::vector<Tick> kNone;
  const std::vector<Tick>& ticks = spec.ticks != nullptr ? *spec.ticks : kNone;
  const float width = ui.layout.width();
  Marks marks = marks_of(ui, ticks.size(), width);
  const bool beside = ticks.empty() || kLeastWords * ui.fonts.scale() + 12 + marks.width <= width;
  const float words = ticks.empty() || !beside ? width : width - marks.width - 12;
  const TextBlock title = ui.wrap(kBody, spec.title, words), figure = ui.wrap(kSecondary, spec.figure, words);
  const TextBlock detail = ui.wrap(kSecondary, spec.detail, width);
  const float words_height = std::max(marks.size, title.height + (spec.figure.empty() ? 0 : figure.height) + 12);
  const float top_height = beside ? std::max(words_height, marks.height) : words_height + marks.height;
  const float detail_height = spec.open ? detail.height + 12 : 0;
  const Rect rect = ui.layout.place(0, 6 + top_height + detail_height + 7, Flow::text);
  const Rect words_rect{rect.x, rect.y + 6, words, beside ? top_height : words_height};
  marks.x = beside ? rect.right() - marks.width : rect.x;
  marks.y = beside ? rect.y + 6 + (top_height - marks.height) / 2 : words_rect.bottom();

  TickRowEvent event;
  const std::size_t group = ui.tree.open(ui.node(mirror::Role::group, ui.id_of(key), spec.title, rect));
  ui.push_key(key.hash);
  const std::uint64_t title_id = ui.id_of("words");
  const bool visible = ui.canvas.visible(rect);
  if (visible) {
    ui.canvas.fill(Rect{rect.x, rect.bottom() - 1, rect.w, 1}, ui.palette->border);
    const Drawing drawing(ui, title_id, words_rect);
    if (ui.is_down(title_id)) ui.canvas.fill(words_rect, ui.palette->sunken, kRadiusControl);
    draw_words(ui, spec, title, figure, words_rect);
  }
  mirror::Node button = ui.node(mirror::Role::button, title_id, spoken({spec.title, spec.figure}), words_rect);
  button.pressable = true;
  button.state.expanded = spec.open;
  ui.tree.add(std::move(button));
  event.title = ui.input.take_press(title_id);
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    const int index = static_cast<int>(i);
    const Rect mark{marks.x + static_cast<float>(index % marks.columns) * (marks.size + kTargetGap),
                    marks.y + static_cast<float>(index / marks.columns) * (marks.size + kTargetGap), marks.size, marks.size};
    const std::uint64_t id = ui.id_of(Key("tick", ticks[i].id));
    if (visible) {
      const Drawing drawing(ui, id, mark);
      draw_mark(ui, ticks[i], mark, ui.is_down(id));
    }
    mirror::Node node = ui.node(mirror::Role::button, id, ticks[i].name, mark);
    node.pressable = true;
    node.state.pressed = ticks[i].on;
    ui.tree.add(std::move(node));
    if (ui.input.take_press(id)) event.tick = i;
  }
  if (spec.open) {
    const Rect below{rect.x, rect.y + 6 + top_height + 2, width, detail.height};
    if (visible) ui.canvas.text(detail, below.x, below.y, ui.palette->secondary);
    ui.tree.add(ui.node(mirror::Role::text, ui.id_of("detail"), spec.detail, below));
  }
  ui.pop_key();
  ui.tree.close(group);
  return event;
}

}  // namespace constat::ui
