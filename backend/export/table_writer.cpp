#include "backend/export/table_writer.hpp"

#include "backend/export/csv_writer.hpp"
#include "backend/export/jsonl_writer.hpp"
#include "backend/export/xlsx_writer.hpp"

namespace constat::server::exports {
namespace {

struct FormatFacts {
  Format format;
  std::string_view word, content_type;
};

constexpr FormatFacts kFormats[] = {
    {Format::csv, "csv", "text/csv; charset=utf-8"},
    {Format::jsonl, "jsonl", "application/jsonl"},
    {Format::xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};

const FormatFacts& facts_of(Format format) { return kFormats[static_cast<std::size_t>(format)]; }

}  // namespace

std::optional<Format> format_of(std::string_view word) {
  for (const FormatFacts& each : kFormats)
    if (each.word == word) return each.format;
  return std::nullopt;
}

std::string_view to_string(Format format) { return facts_of(format).word; }
std::string_view content_type_of(Format format) { return facts_of(format).content_type; }

std::unique_ptr<TableWriter> make_table_writer(Format format, const Style& style, ByteSink& out) {
  switch (format) {
    case Format::csv: return std::make_unique<CsvWriter>(style, out);
    case Format::jsonl: return std::make_unique<JsonLinesWriter>(out);
    case Format::xlsx: return std::make_unique<XlsxWriter>(style, out);
  }
  return nullptr;
}

}  // namespace constat::server::exports
