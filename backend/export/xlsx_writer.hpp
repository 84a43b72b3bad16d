// A workbook, one sheet a table: typed cells, the header row frozen, a filter, and totals as formulas over the rows shown.
// Texts stay texts: nothing that a person wrote becomes a formula.
#pragma once

#include <memory>

#include "backend/export/table_writer.hpp"

namespace constat::server::exports {

class XlsxWriter final : public TableWriter {
 public:
  XlsxWriter(const Style& style, ByteSink& out);
  ~XlsxWriter() override;
  void begin(const report::Sheet& sheet) override;
  // Throws std::length_error behind row 1 048 000: a sheet ends there.
  void row(const report::Row& row) override;
  void end() override;
  void finish() override;

 private:
  struct Workbook;
  std::unique_ptr<Workbook> book_;
};

}  // namespace constat::server::exports
