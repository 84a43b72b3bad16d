// Reads CSV (RFC 4180) as it occurs: LF, CRLF or CR, quoted newlines, any delimiter, text around or inside quotes.
// A quote that is never closed costs its own line only: the lines after it are read as the rows they are.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace constat {

struct CsvRecord {
  std::vector<std::string> fields;
  std::optional<std::size_t> unclosed_quote;  // the field whose quote is never closed, read as plain text
  bool is_empty_line() const { return fields.size() == 1 && fields[0].empty(); }
};

class CsvReader {
 public:
  // `text` is UTF-8 without a byte order mark and outlives the reader.
  CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  // The next record, false at the end. `expected` is the number of fields that a row should have, 0 if unknown: with it
  // a quoted field that swallowed the lines after it is noticed.
  bool next(CsvRecord& record, std::size_t expected = 0);

 private:
  enum class Quotes { over_lines, in_line, literal };
  struct Attempt {
    CsvRecord record;
    std::size_t end = 0;      // offset after the line break
    bool over_lines = false;  // a quoted field holds a line break
    bool broken = false;      // a quote that is not closed where it should be
  };
  Attempt read_record(Quotes quotes) const;
  std::size_t read_quoted(std::size_t at, Quotes quotes, Attempt& attempt, std::string& field) const;
  bool ends_field(std::size_t at) const;
  std::size_t skip_line_break(std::size_t at) const;

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
};

// The delimiter among , ; tab | under which the header has most of the `wanted` columns; then the one under which most
// of the first rows have as many fields as the header.
char sniff_delimiter(std::string_view text, const std::vector<std::string_view>& wanted);

}  // namespace constat
