// How wide a spreadsheet's columns are, from what is written into them, and how many lines a text takes in one.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "shared/report/table.hpp"

namespace constat::server::exports {

class ColumnWidths {
 public:
  // In signs of the sheet's font, as spreadsheets count them.
  explicit ColumnWidths(const std::vector<report::Column>& columns);

  // A text that stands in a column widens it, up to a limit. Long texts are broken into lines instead.
  void take(std::size_t column, std::string_view text);

  // Lines that `text` takes in the column as it is now; 1 at least.
  int lines(std::size_t column, std::string_view text) const;

  double operator[](std::size_t column) const { return widths_[column]; }
  // Pages of paper side by side on which the sheet can still be read; 1 at least.
  int pages() const;

 private:
  std::vector<double> widths_;
  std::vector<bool> breaks_;
};

}  // namespace constat::server::exports
