#include "backend/export/column_widths.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace constat::server::exports {
namespace {

constexpr double kWidest = 60;     // of a column that grows with its texts
constexpr double kPage = 210;      // signs on a landscape A4 that can still be read
constexpr double kTitleLines = 4;
constexpr double kRoom = 1.1;      // a proportional font: some signs are wider than a digit

double start_of(report::Kind kind) {
  switch (kind) {
    case report::Kind::text: return 12;
    case report::Kind::long_text: return 48;
    case report::Kind::moment: return 17;
    case report::Kind::date: return 12;
    default: return 13;
  }
}

// Signs, not bytes: what a width is about.
double signs_of(std::string_view text) {
  return static_cast<double>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

template <class Line>
void each_line(std::string_view text, Line line) {
  for (;;) {
    const std::size_t end = text.find('\n');
    line(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

ColumnWidths::ColumnWidths(const std::vector<report::Column>& columns) {
  for (const report::Column& column : columns) {
    // A title has a few lines, and words do not break just where a line ends.
    widths_.push_back(std::max(start_of(column.kind), std::min(kWidest, kRoom * signs_of(column.title) / kTitleLines)));
    breaks_.push_back(column.kind == report::Kind::long_text);
  }
}

void ColumnWidths::take(std::size_t column, std::string_view text) {
  if (breaks_[column]) return;
  each_line(text, [&](std::string_view line) { widths_[column] = std::max(widths_[column], std::min(kWidest, kRoom * signs_of(line) + 1)); });
}

int ColumnWidths::lines(std::size_t column, std::string_view text) const {
  int lines = 0;
  each_line(text, [&](std::string_view line) { lines += std::max(1, static_cast<int>(std::ceil(kRoom * signs_of(line) / widths_[column]))); });
  return lines;
}

int ColumnWidths::pages() const {
  return std::max(1, static_cast<int>(std::ceil(std::accumulate(widths_.begin(), widths_.end(), 0.0) / kPage)));
}

}  // namespace constat::server::exports
