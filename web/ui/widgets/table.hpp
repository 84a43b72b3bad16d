// A table's rows as text, and its two layouts.
#pragma once

#include <string>
#include <vector>

#include "web/ui/impl.hpp"

namespace constat::ui {

struct TableView {
  const TableSpec* spec = nullptr;
  std::uint64_t id = 0;
  bool pressable = false;
  std::size_t header_column = 0;
  std::vector<std::vector<Cell>> rows;
  std::vector<std::string> hrefs;
  std::vector<std::uint64_t> row_ids;
};

bool wide_table(Impl& ui, const TableView& table);  // false: it does not fit, nothing was placed
void card_table(Impl& ui, const TableView& table);

std::uint64_t press_id(const TableView& table, std::size_t row);

// Shared by the layouts: what the mirror says.
void emit_header(Impl& ui, const TableView& table, const std::vector<Rect>& rects, const Rect& row_rect);
void emit_cell(Impl& ui, const TableView& table, std::size_t row, std::size_t column, const Rect& rect, const Rect& row_rect);

}  // namespace constat::ui
