// Equal cells side by side where each gets its least width, else fewer columns, down to one under the other.
#include <algorithm>
#include <cmath>

#include "web/ui/hash.hpp"
#include "web/ui/layout/layout.hpp"

namespace constat::ui {

void Layout::open_grid(int columns, float least_width, float gap) {
  const float y = open_block(Flow::card);
  Box box = child(Kind::grid);
  box.x = top().x;
  box.y = box.row_top = box.row_bottom = box.row_natural = y;
  box.gap = gap;
  const int fitting = std::max(1, static_cast<int>(std::floor((box.width + gap) / (std::max(1.0F, least_width) + gap))));
  box.columns = std::clamp(columns, 1, fitting);
  // Four tiles where three fit stand two by two rather than three and one.
  if (columns > box.columns && columns % box.columns != 0) {
    for (int even = box.columns - 1; even > 1; --even)
      if (columns % even == 0) { box.columns = even; break; }
  }
  const auto count = static_cast<float>(box.columns);
  box.cell_width = std::floor((box.width - gap * (count - 1)) / count);
  boxes_.push_back(box);
  begin_cell();
}

void Layout::begin_cell() {
  Box& grid = top();
  Box cell = child(Kind::column);
  const int column = grid.cell % grid.columns;
  cell.x = grid.x + static_cast<float>(column) * (grid.cell_width + grid.gap);
  cell.y = grid.row_top;
  cell.width = grid.cell_width;
  boxes_.push_back(cell);
}

void Layout::end_cell() {
  const bool empty = top().last == Flow::none;
  const float bottom = top().y;
  boxes_.pop_back();
  Box& grid = top();
  if (!empty) grid.row_bottom = std::max(grid.row_bottom, bottom);
  grid.row_natural = std::max(grid.row_natural, grid.row_top);
}

void Layout::next_cell() {
  end_cell();
  Box& grid = top();
  ++grid.cell;
  if (grid.cell % grid.columns == 0) {
    if (grid.columns > 1)
      measures_.remember(hash_pair(grid.id, 1000 + static_cast<std::uint64_t>(grid.grid_row)), grid.row_natural - grid.row_top);
    grid.row_top = grid.row_bottom + grid.gap;
    grid.row_natural = grid.row_top;
    ++grid.grid_row;
  }
  begin_cell();
}

void Layout::close_grid() {
  end_cell();
  Box& grid = top();
  if (grid.columns > 1)
    measures_.remember(hash_pair(grid.id, 1000 + static_cast<std::uint64_t>(grid.grid_row)), grid.row_natural - grid.row_top);
  const float bottom = grid.row_bottom;
  boxes_.pop_back();
  close_block(bottom);
}

}  // namespace constat::ui
