#include "backend/export/jsonl_writer.hpp"

#include "backend/export/cell_text.hpp"
#include "shared/base/json.hpp"

namespace constat::server::exports {
namespace {

std::string json_of(const report::Cell& cell) {
  if (std::holds_alternative<report::Blank>(cell)) return "null";
  if (const auto* moment = std::get_if<report::Moment>(&cell)) return json_quoted(moment->rfc3339);
  const bool is_number = std::holds_alternative<report::Integer>(cell) || std::holds_alternative<report::Fixed>(cell) ||
                         std::holds_alternative<MicroPercent>(cell);
  const std::string text = plain_text(cell);
  return is_number ? text : json_quoted(text);
}

}  // namespace

void JsonLinesWriter::begin(const report::Sheet& sheet) {
  names_.clear();
  for (const report::Column& column : sheet.columns) names_.push_back(json_quoted(column.key));
}

void JsonLinesWriter::row(const report::Row& row) {
  line_ = "{";
  for (std::size_t i = 0; i < row.size(); ++i) line_ += (i > 0 ? "," : "") + names_[i] + ":" + json_of(row[i]);
  line_ += "}\n";
  out_.write(line_);
}

}  // namespace constat::server::exports
