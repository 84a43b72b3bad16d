#include "web/ui/layout/layout.hpp"

#include <algorithm>
#include <cmath>

#include "web/ui/hash.hpp"
#include "web/ui/theme/type.hpp"

namespace constat::ui {
namespace {

float gap_between(Flow above, Flow below) {
  if (above == Flow::none) return 0;
  if (below == Flow::heading) return above == Flow::heading ? 4 : 24;
  if (above == Flow::heading) return below == Flow::text ? 4 : 12;
  if (above == Flow::text && below == Flow::text) return 6;
  if (above == Flow::item && below == Flow::item) return 8;
  if (above == Flow::card || below == Flow::card) return 16;
  if (above == Flow::divider || below == Flow::divider) return 12;
  return 12;
}

// Space that a screen asks for never brings two targets closer than their least distance.
float least_gap(Flow above, Flow below) {
  const auto target = [](Flow flow) { return flow == Flow::control || flow == Flow::item; };
  return target(above) && target(below) ? kTargetGap : 0;
}

std::uint64_t line_id(std::uint64_t row, int line) { return hash_pair(row, 4096 + static_cast<std::uint64_t>(line)); }

}  // namespace

void Layout::begin_frame() { boxes_.clear(); }

void Layout::push_root(std::uint64_t id, float x, float y, float width) {
  Box box;
  box.id = id;
  box.x = x;
  box.y = y;
  box.width = width;
  boxes_.push_back(box);
}

float Layout::pop_root() {
  const float bottom = top().y + top().pending.value_or(0);
  boxes_.pop_back();
  return bottom;
}

float Layout::width() const { return boxes_.empty() ? 0 : top().width; }
float Layout::cursor() const { return boxes_.empty() ? 0 : top().y; }
float Layout::left() const { return boxes_.empty() ? 0 : top().x; }
bool Layout::in_row() const { return !boxes_.empty() && top().kind == Kind::row; }
void Layout::space(float amount) { top().pending = std::max(top().pending.value_or(0), amount); }

std::uint64_t Layout::position_id() { return hash_pair(top().id, ++top().children); }

Layout::Box Layout::child(Kind kind) {
  Box box;
  box.kind = kind;
  box.id = position_id();
  box.width = top().width;
  return box;
}

float Layout::open_block(Flow flow) {
  Box& box = top();
  if (box.kind == Kind::row) {
    next_line(box);
    return box.y;
  }
  const float gap = box.pending ? std::max(*box.pending, least_gap(box.last, flow)) : gap_between(box.last, flow);
  box.pending.reset();
  box.last = flow;
  box.y += gap;
  return box.y;
}

void Layout::close_block(float bottom) {
  top().y = bottom;
  if (top().kind == Kind::row) top().line_height = 0;
}

Rect Layout::place(float width, float height, Flow flow) {
  Box& box = top();
  if (box.kind == Kind::row) return place_in_row(width <= 0 ? box.width : std::min(width, box.width), height);
  const float y = open_block(flow);
  const Rect rect{box.x, y, width <= 0 ? box.width : std::min(width, box.width), height};
  close_block(rect.bottom());
  return rect;
}

Rect Layout::place_stretched(float least, float height, Flow flow) {
  Box& box = top();
  if (box.kind != Kind::row) return place(0, height, flow);
  const float fixed = measures_.recall(hash_pair(box.id, 'f'), 0);
  const float count = std::max(1.0F, measures_.recall(hash_pair(box.id, 's'), 1));
  const float gaps = kTargetGap * (measures_.recall(hash_pair(box.id, 'n'), 1) - 1);
  const float share = std::floor((box.width - fixed - gaps) / count);
  ++box.stretched;
  box.fixed_width -= share >= least ? share : least;
  return place_in_row(std::min(box.width, std::max(least, share)), height);
}

Rect Layout::place_in_row(float width, float height) {
  Box& box = top();
  float gap = box.line_x > 0 ? kTargetGap + box.spread_gap : 0;
  if (box.line_x > 0 && box.line_x + gap + width > box.width + 0.5F) {
    if (box.line_x + kTargetGap + width > box.width + 0.5F) {
      next_line(box);
      gap = 0;
    } else {
      gap = box.width - width - box.line_x;
    }
  }
  const float expected = measures_.recall(line_id(box.id, box.line), height);
  const Rect rect{box.x + box.line_x + gap, box.y + std::max(0.0F, std::floor((expected - height) / 2)), width, height};
  box.line_x += gap + width;
  box.line_height = std::max(box.line_height, height);
  box.fixed_width += width;
  ++box.items;
  return rect;
}

void Layout::next_line(Box& row) {
  if (row.line_x <= 0) return;
  measures_.remember(line_id(row.id, row.line), row.line_height);
  row.y += row.line_height + kTargetGap;
  row.line_x = row.line_height = 0;
  ++row.line;
}

void Layout::open_row(Flow flow, bool spread) {
  const float y = open_block(flow);
  Box box = child(Kind::row);
  box.x = top().x;
  box.y = y;
  box.spread = spread;
  if (spread) {
    const float count = measures_.recall(hash_pair(box.id, 'n'), 1);
    const float used = measures_.recall(hash_pair(box.id, 'u'), box.width) + (count - 1) * kTargetGap;
    if (count > 1 && used < box.width) box.spread_gap = std::floor((box.width - used) / (count - 1));
  }
  boxes_.push_back(box);
}

void Layout::close_row() {
  Box box = top();
  if (box.line_x > 0) measures_.remember(line_id(box.id, box.line), box.line_height);
  measures_.remember(hash_pair(box.id, 'n'), static_cast<float>(box.items));
  if (box.spread) measures_.remember(hash_pair(box.id, 'u'), box.stretched > 0 ? box.width : box.fixed_width);
  if (box.stretched > 0) {
    measures_.remember(hash_pair(box.id, 'f'), box.fixed_width);
    measures_.remember(hash_pair(box.id, 's'), static_cast<float>(box.stretched));
  }
  const float bottom = box.line_x > 0 ? box.y + box.line_height : (box.line > 0 ? box.y - kTargetGap : box.y);
  boxes_.pop_back();
  close_block(bottom);
}

void Layout::open_inset(float left, float top_padding, float right, float bottom, Flow flow) {
  const bool first_in_cell = boxes_.size() > 1 && boxes_[boxes_.size() - 2].kind == Kind::grid && top().last == Flow::none;
  const float y = open_block(flow);
  Box box = child(Kind::column);
  box.outer = Rect{top().x, y, top().width, 0};
  box.padding = Insets{top_padding, right, bottom, left};
  box.x = top().x + left;
  box.y = y + top_padding;
  box.width = std::max(1.0F, top().width - left - right);
  box.stretch = first_in_cell;
  boxes_.push_back(box);
}

Rect Layout::peek_inset() const {
  Rect rect = top().outer;
  rect.h = measures_.recall(top().id, 0);
  return rect;
}

void Layout::fill_inset(float height) { top().y += height; }

Rect Layout::close_inset() {
  Box box = top();
  boxes_.pop_back();
  Rect rect = box.outer;
  rect.h = box.y + box.pending.value_or(0) + box.padding.bottom - rect.y;
  if (box.stretch) {
    Box& grid = boxes_[boxes_.size() - 2];
    grid.row_natural = std::max(grid.row_natural, rect.bottom());
    const float row_height = measures_.recall(hash_pair(grid.id, 1000 + static_cast<std::uint64_t>(grid.grid_row)), 0);
    rect.h = std::max(rect.h, row_height);
  }
  measures_.remember(box.id, rect.h);
  close_block(rect.bottom());
  return rect;
}

}  // namespace constat::ui
