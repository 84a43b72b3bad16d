#include "backend/export/xlsx_writer.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <vector>

#include "backend/export/cell_text.hpp"
#include "backend/export/column_widths.hpp"
#include "backend/export/sheet_names.hpp"
#include "backend/platform/data_directory.hpp"

namespace constat::server::exports {
namespace {

constexpr lxw_row_t kMostRows = 1'048'000;
constexpr std::size_t kMostColumns = 16'384;
constexpr std::size_t kLongestText = 32'000;   // bytes; a cell holds 32 767 signs
constexpr double kEpoch = 25'569;              // 1970-01-01 as a spreadsheet counts days
constexpr double kDaySeconds = 86'400;
constexpr double kLine = 15.5;                 // points
constexpr int kMostHeaderLines = 6, kMostLines = 26;  // a row has at most 409 points
constexpr int kShownPlaces = 6;                // of a decimal; those with more, probabilities, show them
constexpr lxw_color_t kHeaderFill = 0x1F4E4A, kHeaderText = 0xFFFFFF, kTotalFill = 0xE8EFEE;

const char* number_format(report::Kind kind, Language language) {
  switch (kind) {
    case report::Kind::percent: return "0.0%";
    case report::Kind::decimal: return "0.0##";
    case report::Kind::date: return language == Language::french ? "dd/mm/yyyy" : "yyyy-mm-dd";
    case report::Kind::time: return "hh:mm";
    case report::Kind::moment: return language == Language::french ? "dd/mm/yyyy hh:mm" : "yyyy-mm-dd hh:mm";
    default: return "0";
  }
}

// As a cell holds it: no longer than it may be, its line breaks a line feed each.
std::string shown(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') out += text[i];
    else if (i + 1 >= text.size() || text[i + 1] != '\n') out += '\n';
  }
  if (out.size() <= kLongestText) return out;
  std::size_t end = kLongestText;
  while (end > 0 && (out[end] & 0xC0) == 0x80) --end;
  return out.substr(0, end) + "\u2026";
}

std::string column_name(std::size_t column) {
  std::string name;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return name;
}

// As a spreadsheet computes it: a percentage is a share, a moment a number of days.
std::optional<double> number_of(const report::Cell& cell) {
  if (const auto* integer = std::get_if<report::Integer>(&cell)) return static_cast<double>(integer->value);
  if (const auto* fixed = std::get_if<report::Fixed>(&cell)) return std::strtod(report::plain_text(*fixed).c_str(), nullptr);
  if (const auto* percent = std::get_if<MicroPercent>(&cell)) return static_cast<double>(percent->value) / 1e8;
  if (const auto* day = std::get_if<report::Day>(&cell)) return static_cast<double>(day->value) + kEpoch;
  if (const auto* time = std::get_if<report::TimeOfDay>(&cell)) return static_cast<double>(time->seconds) / kDaySeconds;
  if (const auto* moment = std::get_if<report::Moment>(&cell))
    if (const auto clock = wall_clock(moment->rfc3339))
      return static_cast<double>(clock->day) + kEpoch + static_cast<double>(clock->second) / kDaySeconds;
  return std::nullopt;
}

report::Kind kind_of(const report::Cell& cell) {
  if (std::holds_alternative<report::Fixed>(cell)) return report::Kind::decimal;
  if (std::holds_alternative<MicroPercent>(cell)) return report::Kind::percent;
  if (std::holds_alternative<report::Day>(cell)) return report::Kind::date;
  if (std::holds_alternative<report::TimeOfDay>(cell)) return report::Kind::time;
  if (std::holds_alternative<report::Moment>(cell)) return report::Kind::moment;
  return report::Kind::integer;
}

// A file of the system's temporary folder, mode 0600: the library writes to files only.
class TemporaryFile {
 public:
  TemporaryFile() {
    path_ = (std::filesystem::temp_directory_path() / "constat-export-XXXXXX").string();
    const int file = ::mkstemp(path_.data());
    if (file < 0) throw FileFailure(path_, errno);
    ::close(file);
  }
  ~TemporaryFile() { ::unlink(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

struct XlsxWriter::Workbook {
  Workbook(const Style& the_style, ByteSink& the_out) : style(the_style), out(the_out) {
    // Rows go to a temporary file as they come: a large export does not stay in memory.
    lxw_workbook_options options = {};
    options.constant_memory = LXW_TRUE;
    options.use_zip64 = LXW_FALSE;
    book = workbook_new_opt(file.path().c_str(), &options);
    if (!book) throw std::runtime_error("no workbook");
    header = workbook_add_format(book);
    format_set_bold(header);
    format_set_text_wrap(header);
    format_set_align(header, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(header, kHeaderFill);
    format_set_font_color(header, kHeaderText);
    wrapped = workbook_add_format(book);
    format_set_text_wrap(wrapped);
    format_set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
    top = workbook_add_format(book);
    format_set_align(top, LXW_ALIGN_VERTICAL_TOP);
    fine = workbook_add_format(book);
    format_set_num_format(fine, "0.0########");
    format_set_align(fine, LXW_ALIGN_VERTICAL_TOP);
    total_text = total_format(nullptr);
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      const char* numbers = number_format(static_cast<report::Kind>(kind), style.language);
      formats[kind] = workbook_add_format(book);
      format_set_num_format(formats[kind], numbers);
      format_set_align(formats[kind], LXW_ALIGN_VERTICAL_TOP);
      totals[kind] = total_format(numbers);
    }
  }
  ~Workbook() {
    if (book) lxw_workbook_free(book);
  }

  lxw_format* total_format(const char* numbers) {
    lxw_format* format = workbook_add_format(book);
    format_set_bold(format);
    format_set_top(format, LXW_BORDER_THIN);
    format_set_bg_color(format, kTotalFill);
    if (numbers) format_set_num_format(format, numbers);
    return format;
  }

  void begin(const report::Sheet& next) {
    if (next.columns.size() > kMostColumns) throw std::length_error("too many columns");
    sheet = next;
    rows = 0;
    sums.assign(sheet.columns.size(), 0);
    counts.assign(sheet.columns.size(), 0);
    page = workbook_add_worksheet(book, names.add(sheet.name).c_str());
    if (!page) throw std::length_error("too many sheets");
    widths.emplace(sheet.columns);
    int lines = 1;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) lines = std::max(lines, widths->lines(i, sheet.columns[i].title));
    worksheet_set_row(page, 0, kLine * std::min(lines, kMostHeaderLines), nullptr);
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
      worksheet_write_string(page, 0, column(i), shown(sheet.columns[i].title).c_str(), header);
    worksheet_freeze_panes(page, 1, 1);
    worksheet_set_landscape(page);
    worksheet_set_paper(page, 9);  // A4
    worksheet_repeat_rows(page, 0, 0);
  }

  void row(const report::Row& row) {
    if (rows + 1 >= kMostRows) throw std::length_error("too many rows");
    ++rows;
    int lines = 1;
    for (std::size_t i = 0; i < row.size(); ++i)
      if (const auto* text = std::get_if<std::string>(&row[i]); text && wraps(i)) lines = std::max(lines, widths->lines(i, *text));
    // Not every program makes room by itself for a text of several lines.
    if (lines > 1) worksheet_set_row(page, rows, kLine * std::min(lines, kMostLines), nullptr);
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (const auto* text = std::get_if<std::string>(&row[i])) {
        widths->take(i, *text);
        if (!text->empty()) worksheet_write_string(page, rows, column(i), shown(*text).c_str(), wraps(i) ? wrapped : top);
      } else if (const auto number = number_of(row[i])) {
        const auto* fixed = std::get_if<report::Fixed>(&row[i]);
        lxw_format* format = fixed && fixed->places > kShownPlaces ? fine : formats[static_cast<std::size_t>(kind_of(row[i]))];
        worksheet_write_number(page, rows, column(i), *number, format);
        sums[i] += *number;
        ++counts[i];
      }
    }
  }

  void end() {
    const std::size_t last = sheet.columns.size() - 1;
    const bool any = rows > 0 && std::any_of(sheet.columns.begin(), sheet.columns.end(),
                                             [](const report::Column& each) { return each.total != report::Total::none; });
    const std::string total_label(text(style.language, "export.total"));
    if (any) widths->take(0, total_label);
    for (std::size_t i = 0; i <= last; ++i) worksheet_set_column(page, column(i), column(i), (*widths)[i], nullptr);
    // Many columns go on several sheets of paper side by side, each with the first column.
    const int across = widths->pages();
    worksheet_fit_to_pages(page, static_cast<std::uint16_t>(across), 0);
    if (across > 1) worksheet_repeat_columns(page, 0, 0);
    worksheet_autofilter(page, 0, 0, std::max<lxw_row_t>(rows, 1), column(last));
    if (!any) return;
    // A row stays free: the filter ends above it. SUBTOTAL counts only the rows that the filter shows.
    const lxw_row_t at = rows + 2;
    worksheet_write_string(page, at, 0, total_label.c_str(), total_text);
    for (std::size_t i = 1; i < sheet.columns.size(); ++i) total(at, i);
  }

  void total(lxw_row_t at, std::size_t i) {
    const report::Column& each = sheet.columns[i];
    if (each.total == report::Total::none || counts[i] == 0) {
      worksheet_write_blank(page, at, column(i), total_text);
      return;
    }
    const bool mean = each.total == report::Total::mean;
    const std::string range = column_name(i) + "2:" + column_name(i) + std::to_string(rows + 1);
    const std::string formula = std::string(mean ? "=SUBTOTAL(101," : "=SUBTOTAL(109,") + range + ")";
    const double value = mean ? sums[i] / static_cast<double>(counts[i]) : sums[i];
    worksheet_write_formula_num(page, at, column(i), formula.c_str(), totals[static_cast<std::size_t>(each.kind)], value);
  }

  void finish() {
    lxw_workbook* closing = book;
    book = nullptr;
    const lxw_error error = workbook_close(closing);
    if (error != LXW_NO_ERROR) throw FileFailure(std::string("workbook: ") + lxw_strerror(error), error == LXW_ERROR_CREATING_TMPFILE ? errno : 0);
    std::ifstream in(file.path(), std::ios::binary);
    std::vector<char> buffer(std::size_t{1} << 16);
    while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0)
      out.write({buffer.data(), static_cast<std::size_t>(in.gcount())});
  }

  bool wraps(std::size_t index) const { return sheet.columns[index].kind == report::Kind::long_text; }
  static lxw_col_t column(std::size_t index) { return static_cast<lxw_col_t>(index); }

  static constexpr std::size_t kKinds = static_cast<std::size_t>(report::Kind::moment) + 1;
  Style style;
  ByteSink& out;
  TemporaryFile file;
  SheetNames names;
  lxw_workbook* book = nullptr;
  lxw_worksheet* page = nullptr;
  lxw_format *header = nullptr, *wrapped = nullptr, *top = nullptr, *fine = nullptr, *total_text = nullptr;
  lxw_format *formats[kKinds] = {}, *totals[kKinds] = {};
  report::Sheet sheet;
  std::optional<ColumnWidths> widths;
  lxw_row_t rows = 0;
  std::vector<double> sums;
  std::vector<std::size_t> counts;
};

XlsxWriter::XlsxWriter(const Style& style, ByteSink& out) : book_(std::make_unique<Workbook>(style, out)) {}
XlsxWriter::~XlsxWriter() = default;
void XlsxWriter::begin(const report::Sheet& sheet) { book_->begin(sheet); }
void XlsxWriter::row(const report::Row& row) { book_->row(row); }
void XlsxWriter::end() { book_->end(); }
void XlsxWriter::finish() { book_->finish(); }

}  // namespace constat::server::exports
