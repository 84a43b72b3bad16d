// A table as values: typed cells under columns with a stable key. What a table says; how a file writes it is not known here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/fixed.hpp"

namespace constat::report {

struct Blank {};
struct Integer {
  std::int64_t value = 0;
};
// value * 10^-places, exact; places 0 to 9.
struct Fixed {
  std::int64_t value = 0;
  int places = 0;
};
struct Day {
  std::int64_t value = 0;  // since 1970-01-01
};
struct TimeOfDay {
  std::int64_t seconds = 0;  // since midnight
};
// An instant as it was written, with its offset: RFC 3339.
struct Moment {
  std::string rfc3339;
};
using Cell = std::variant<Blank, std::string, Integer, Fixed, MicroPercent, Day, TimeOfDay, Moment>;
using Row = std::vector<Cell>;

// What a column mostly holds, for its width and format; any cell may still be text ("not applicable") or blank.
enum class Kind : std::uint8_t { text, long_text, integer, decimal, percent, date, time, moment };
// The figure under a column where the file can compute one: over the rows that are shown.
enum class Total : std::uint8_t { none, sum, mean };

struct Column {
  std::string key;    // never changes, in no language
  std::string title;  // in the language asked for
  Kind kind = Kind::text;
  Total total = Total::none;
};

struct Sheet {
  std::string key;   // "visits", "sites"
  std::string name;  // in the language asked for
  std::vector<Column> columns;
};

struct Table {
  Sheet sheet;
  std::vector<Row> rows;
};

// Takes tables row by row, so that no table must be in memory as a whole. begin, row..., end; then the next table.
class TableSink {
 public:
  virtual ~TableSink() = default;
  virtual void begin(const Sheet& sheet) = 0;
  virtual void row(const Row& row) = 0;  // as many cells as columns
  virtual void end() = 0;
};

void write_table(const Table& table, TableSink& sink);

// Cells from what the core computes. Blank for none, for "" and for what is not finite.
Cell text_cell(std::string_view text);
Cell percent_cell(const std::optional<MicroPercent>& percent);
Cell percent_cell(const std::optional<double>& percent);
Cell decimal_cell(const std::optional<double>& value);  // rounded to 6 places, idle zeros dropped
Cell decimal_cell(Thousandths value);
Cell probability_cell(double p);                        // 9 places; what is smaller, but not 0, is shown as the smallest of them
Cell decimal_cell(std::string_view decimal);            // as written; text when it has more digits than a Fixed
Cell date_cell(std::string_view date);                  // "2026-11-03"; text when it is none
Cell time_cell(std::string_view time);                  // "10:02"; text when it is none
Cell moment_cell(std::string_view rfc3339);             // text when it is none
Cell flag_cell(const std::optional<bool>& value);       // 1 or 0

// "-12.5": plain, with a point, no idle zeros.
std::string plain_text(Fixed value);

}  // namespace constat::report
