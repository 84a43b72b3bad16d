// Tables as files, row by row. One interface, so that whoever fills tables does not know the format.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "backend/export/byte_sink.hpp"
#include "shared/report/table.hpp"
#include "shared/text/text.hpp"

namespace constat::server::exports {

enum class Format : std::uint8_t { csv, jsonl, xlsx };
std::optional<Format> format_of(std::string_view word);
std::string_view to_string(Format format);
std::string_view content_type_of(Format format);
// Whether a file of it holds several tables.
inline bool holds_many(Format format) { return format == Format::xlsx; }

struct Style {
  Language language = Language::french;
  bool codes = false;       // the header of a CSV file: keys, not titles
  char delimiter = 0;       // of CSV; 0: ';' in French, ',' in English
};

class TableWriter : public report::TableSink {
 public:
  virtual void finish() = 0;  // behind the last table; nothing may follow
};

// `out` outlives the writer. Throws FileFailure, and std::length_error for what the format cannot hold.
std::unique_ptr<TableWriter> make_table_writer(Format format, const Style& style, ByteSink& out);

}  // namespace constat::server::exports
