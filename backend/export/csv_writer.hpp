// CSV by RFC 4180, as spreadsheets open it: UTF-8 with a byte order mark, CRLF, a header row.
#pragma once

#include "backend/export/table_writer.hpp"

namespace constat::server::exports {

class CsvWriter final : public TableWriter {
 public:
  CsvWriter(const Style& style, ByteSink& out);
  void begin(const report::Sheet& sheet) override;
  void row(const report::Row& row) override;
  void end() override {}
  void finish() override {}

 private:
  void field(std::string_view text, bool first);
  std::string number(std::string text) const;
  std::string cell(const report::Cell& cell) const;

  ByteSink& out_;
  char delimiter_;
  bool decimal_comma_, codes_;
  std::string line_;
};

// A text that a spreadsheet would take for a formula gets an apostrophe in front: one that begins, behind any number of
// apostrophes, with = + - @, their full-width forms, a tab or a line break. Taking one apostrophe off such a text gives
// the original back.
std::string neutralised(std::string_view text);

}  // namespace constat::server::exports
