// JSON Lines: one object a row, its names the keys of the columns; blank is null, a percentage its number.
#pragma once

#include <vector>

#include "backend/export/table_writer.hpp"

namespace constat::server::exports {

class JsonLinesWriter final : public TableWriter {
 public:
  explicit JsonLinesWriter(ByteSink& out) : out_(out) {}
  void begin(const report::Sheet& sheet) override;
  void row(const report::Row& row) override;
  void end() override {}
  void finish() override {}

 private:
  ByteSink& out_;
  std::vector<std::string> names_;  // quoted
  std::string line_;
};

}  // namespace constat::server::exports
