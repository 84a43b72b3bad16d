// Exports read back by other people's programs: openpyxl (python3-openpyxl) and Poppler (poppler-utils).
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace constat::test {

bool can_read_workbooks();
// [{"name","frozen","filter","rows":[[...]],"formulas":[...]}]: values as they stand, dates in ISO 8601; the rows end above
// the row of totals. Throws std::runtime_error when the file cannot be read.
nlohmann::json read_workbook(const std::string& bytes);

bool can_read_pages();
struct Pages {
  std::string text;
  int fonts = 0, embedded = 0;
  int count = 0;
  bool tagged = false;
};
Pages read_pages(const std::string& bytes);

}  // namespace constat::test
