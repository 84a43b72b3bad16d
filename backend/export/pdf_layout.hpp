// Puts the parts of a report on pages, from top to bottom.
#pragma once

#include <string>
#include <vector>

#include "backend/export/pdf_canvas.hpp"
#include "shared/report/document.hpp"

namespace constat::server::exports {

class PdfLayout {
 public:
  PdfLayout(PdfCanvas& canvas, const report::Document& document) : canvas_(canvas), document_(document) {}
  void run();

 private:
  struct GridRow {
    std::vector<std::vector<std::string>> cells;  // wrapped
    std::size_t lines = 1;
  };
  void title();
  void put(const report::Heading& heading);
  void put(const report::Paragraph& paragraph);
  void put(const report::Facts& facts);
  void put(const report::Headline& headline);
  void put(const report::Bars& bars);
  void put(const report::Grid& grid);
  void put(const report::Line& line);
  void bar(const report::Bars::Bar& bar);
  void grid_header(const report::Grid& grid, const std::vector<double>& widths);
  void grid_row(const report::Grid& grid, const std::vector<double>& widths, const GridRow& row);
  void paragraph(const char* tag, std::string_view text, const Type& type, double spacing);
  // Room for `height`, on this page or the next.
  void need(double height);
  double left() const { return PdfCanvas::kMargin; }

  PdfCanvas& canvas_;
  const report::Document& document_;
  double y_ = PdfCanvas::kMargin;
};

}  // namespace constat::server::exports
