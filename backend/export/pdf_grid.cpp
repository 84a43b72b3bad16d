// Tables of a report: rows that grow with their texts and go on over pages, the header on each.
#include <algorithm>
#include <cmath>

#include "backend/export/pdf_layout.hpp"

namespace constat::server::exports {
namespace {

constexpr Type kBody{Weight::regular, 9, kInk}, kHead{Weight::medium, 8.5, kInk};
constexpr double kLine = 12, kPad = 4, kBetween = 10;

}  // namespace

void PdfLayout::put(const report::Grid& grid) {
  double all = 0;
  for (const auto& column : grid.columns) all += column.weight;
  std::vector<double> widths;
  for (const auto& column : grid.columns) widths.push_back(PdfCanvas::kContent * column.weight / all);
  need(4 * kLine);
  canvas_.begin("Table");
  grid_header(grid, widths);
  for (const auto& cells : grid.rows) {
    GridRow row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      row.cells.push_back(canvas_.wrap(cells[i], widths[i] - kBetween, kBody));
      row.lines = std::max(row.lines, row.cells.back().size());
    }
    grid_row(grid, widths, row);
  }
  canvas_.end("Table");
  y_ += 8;
}

void PdfLayout::grid_header(const report::Grid& grid, const std::vector<double>& widths) {
  GridRow header;
  for (std::size_t i = 0; i < grid.columns.size(); ++i) {
    header.cells.push_back(canvas_.wrap(grid.columns[i].title, widths[i] - kBetween, kHead));
    header.lines = std::max(header.lines, header.cells.back().size());
  }
  const double height = kLine * static_cast<double>(header.lines) + 2 * kPad;
  canvas_.area(left(), y_, PdfCanvas::kContent, height, kPale);
  canvas_.begin("TR");
  double x = left();
  for (std::size_t i = 0; i < grid.columns.size(); ++i) {
    canvas_.begin("TH");
    double baseline = y_ + kPad + 9;
    for (const std::string& line : header.cells[i]) {
      if (grid.columns[i].is_number) canvas_.text_right(x + widths[i] - kBetween / 2, baseline, line, kHead);
      else canvas_.text(x + kBetween / 2, baseline, line, kHead);
      baseline += kLine;
    }
    canvas_.end("TH");
    x += widths[i];
  }
  canvas_.end("TR");
  y_ += height;
}

void PdfLayout::grid_row(const report::Grid& grid, const std::vector<double>& widths, const GridRow& row) {
  for (std::size_t from = 0; from < row.lines;) {
    // A row moves as a whole unless it is longer than half a page; then it is divided, two lines at least on each side.
    const double room = PdfCanvas::kBottom - y_ - 2 * kPad;
    auto fitting = room > 0 ? static_cast<std::size_t>(std::floor(room / kLine)) : 0;
    const std::size_t wanted = row.lines - from;
    const bool is_long = kLine * static_cast<double>(wanted) > PdfCanvas::kHeight / 2;
    if (fitting < (is_long ? 2 : wanted)) {
      canvas_.end("Table");
      canvas_.new_page();
      y_ = PdfCanvas::kMargin;
      canvas_.begin("Table");
      grid_header(grid, widths);
      fitting = static_cast<std::size_t>(std::floor((PdfCanvas::kBottom - y_ - 2 * kPad) / kLine));
    }
    const std::size_t count = std::min(wanted, fitting);
    canvas_.begin("TR");
    double x = left();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      canvas_.begin("TD");
      double baseline = y_ + kPad + 9;
      for (std::size_t line = from; line < std::min(from + count, row.cells[i].size()); ++line) {
        if (grid.columns[i].is_number) canvas_.text_right(x + widths[i] - kBetween / 2, baseline, row.cells[i][line], kBody);
        else canvas_.text(x + kBetween / 2, baseline, row.cells[i][line], kBody);
        baseline += kLine;
      }
      canvas_.end("TD");
      x += widths[i];
    }
    canvas_.end("TR");
    y_ += kLine * static_cast<double>(count) + 2 * kPad;
    canvas_.line(left(), y_, left() + PdfCanvas::kContent, y_, 0.5, kRule);
    from += count;
  }
}

}  // namespace constat::server::exports
