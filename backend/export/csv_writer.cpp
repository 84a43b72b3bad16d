#include "backend/export/csv_writer.hpp"

#include "backend/export/cell_text.hpp"

namespace constat::server::exports {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kDangerous[] = {"=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"};

}  // namespace

std::string neutralised(std::string_view text) {
  const std::size_t behind = text.find_first_not_of('\'');
  if (behind == std::string_view::npos) return std::string(text);
  const std::string_view rest = text.substr(behind);
  for (const std::string_view beginning : kDangerous)
    if (rest.substr(0, beginning.size()) == beginning) return "'" + std::string(text);
  return std::string(text);
}

CsvWriter::CsvWriter(const Style& style, ByteSink& out)
    : out_(out), delimiter_(style.delimiter ? style.delimiter : style.language == Language::french ? ';' : ','),
      decimal_comma_(style.language == Language::french && delimiter_ == ';'), codes_(style.codes) {}

void CsvWriter::begin(const report::Sheet& sheet) {
  line_ = kByteOrderMark;
  bool first = true;
  for (const report::Column& column : sheet.columns) {
    field(neutralised(codes_ ? column.key : column.title), first);
    first = false;
  }
  line_ += "\r\n";
  out_.write(line_);
}

void CsvWriter::row(const report::Row& row) {
  line_.clear();
  bool first = true;
  for (const report::Cell& each : row) {
    field(cell(each), first);
    first = false;
  }
  line_ += "\r\n";
  out_.write(line_);
}

void CsvWriter::field(std::string_view text, bool first) {
  if (!first) line_ += delimiter_;
  const char special[] = {delimiter_, '"', '\r', '\n', '\0'};
  const bool spaced = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!spaced && text.find_first_of(special) == std::string_view::npos) {
    line_ += text;
    return;
  }
  line_ += '"';
  for (const char c : text) {
    if (c == '"') line_ += '"';
    line_ += c;
  }
  line_ += '"';
}

std::string CsvWriter::number(std::string text) const {
  const auto point = text.find('.');
  if (decimal_comma_ && point != std::string::npos) text[point] = ',';
  return text;
}

std::string CsvWriter::cell(const report::Cell& cell) const {
  if (const auto* text = std::get_if<std::string>(&cell)) return neutralised(*text);
  if (const auto* fixed = std::get_if<report::Fixed>(&cell)) return number(report::plain_text(*fixed));
  if (const auto* percent = std::get_if<MicroPercent>(&cell)) return number(to_string(*percent));
  return plain_text(cell);
}

}  // namespace constat::server::exports
