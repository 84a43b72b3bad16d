// A plain text table for terminals: columns as wide as their widest cell, numbers to the right.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace constat {

class Table {
 public:
  enum class Align { left, right };
  void add_column(std::string title, Align align = Align::left);
  void add_row(std::vector<std::string> cells);  // missing cells are empty
  void write(std::ostream& out) const;

 private:
  struct Column {
    std::string title;
    Align align;
  };
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace constat
