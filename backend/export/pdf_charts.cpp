// Bars and lines of a report: vectors, each with its figure in words.
#include <algorithm>
#include <utility>

#include "backend/export/pdf_layout.hpp"

namespace constat::server::exports {
namespace {

constexpr Type kBody{Weight::regular, 9, kInk}, kStrong{Weight::medium, 9, kInk}, kSmall{Weight::regular, 7.5, kQuiet};
constexpr double kLabelWidth = 176, kFigureWidth = 76, kTrack = 11, kHundred = 100;
constexpr double kLineHeight = 120, kAxis = 26;
constexpr std::size_t kMostFigures = 14;  // above the points of a line

double on_scale(double value) { return std::clamp(value, 0.0, kHundred) / kHundred; }

}  // namespace

void PdfLayout::bar(const report::Bars::Bar& bar) {
  const std::vector<std::string> label = canvas_.wrap(bar.label, kLabelWidth - 8, kBody);
  const double height = std::max(20.0, 12 * static_cast<double>(label.size()) + 6);
  need(height);
  const double x = left() + kLabelWidth, width = PdfCanvas::kContent - kLabelWidth - kFigureWidth;
  const double middle = y_ + height / 2, top = middle - kTrack / 2;
  canvas_.begin("P");
  double baseline = middle - 6 * static_cast<double>(label.size()) + 9;
  for (const std::string& line : label) {
    canvas_.text(left(), baseline, line, kBody);
    baseline += 12;
  }
  canvas_.end("P");
  canvas_.begin("P");
  canvas_.text_right(left() + PdfCanvas::kContent, middle + 3, bar.text, kStrong);
  canvas_.end("P");
  canvas_.area(x, top, width, kTrack, kPale);
  if (bar.value) canvas_.area(x, top, width * on_scale(*bar.value), kTrack, kAccent);
  if (bar.low && bar.high && bar.value) {
    const double from = x + width * on_scale(*bar.low), to = x + width * on_scale(*bar.high);
    // White around, so that it is seen over the bar too.
    for (const auto& [more, colour] : {std::pair{1.1, kWhite}, std::pair{0.0, kInk}}) {
      canvas_.line(from - more, middle, to + more, middle, 1 + 2 * more, colour);
      canvas_.line(from, middle - 3 - more, from, middle + 3 + more, 1 + 2 * more, colour);
      canvas_.line(to, middle - 3 - more, to, middle + 3 + more, 1 + 2 * more, colour);
    }
  }
  if (bar.mark) {
    const double at = x + width * on_scale(*bar.mark);
    canvas_.line(at, top - 3, at, top + kTrack + 3, 1.6, kWarning);
  }
  y_ += height;
}

void PdfLayout::put(const report::Bars& block) {
  for (const report::Bars::Bar& each : block.bars) bar(each);
  if (!block.mark_legend.empty()) {
    need(14);
    canvas_.line(left() + kLabelWidth + 1, y_ + 2, left() + kLabelWidth + 1, y_ + 12, 1.6, kWarning);
    canvas_.begin("P");
    canvas_.text(left() + kLabelWidth + 7, y_ + 10, block.mark_legend, kSmall);
    canvas_.end("P");
    y_ += 14;
  }
  y_ += 8;
}

void PdfLayout::put(const report::Line& block) {
  need(kLineHeight + 34);
  const double x = left() + kAxis, width = PdfCanvas::kContent - kAxis - 14, top = y_ + 14, bottom = top + kLineHeight;
  canvas_.begin("P");
  for (const int value : {0, 25, 50, 75, 100}) {
    const double at = bottom - kLineHeight * value / kHundred;
    canvas_.line(x, at, x + width, at, 0.5, kRule);
    canvas_.text_right(x - 5, at + 3, std::to_string(value), kSmall);
  }
  const std::size_t last = block.points.size() - 1;
  const auto place = [&](std::size_t i) { return x + 14 + (width - 28) * (last == 0 ? 0.5 : static_cast<double>(i) / static_cast<double>(last)); };
  const auto level = [&](std::size_t i) { return bottom - kLineHeight * on_scale(block.points[i].value); };
  const bool has_figures = block.points.size() <= kMostFigures;
  for (std::size_t i = 0; has_figures && i <= last; ++i) {
    const double half = canvas_.width_of(block.points[i].text, kSmall) / 2;
    canvas_.area(place(i) - half - 1, level(i) - 12, 2 * half + 2, 8.5, kWhite);
  }
  for (std::size_t i = 1; i <= last; ++i) canvas_.line(place(i - 1), level(i - 1), place(i), level(i), 1.6, kAccent);
  double free_from = 0;
  for (std::size_t i = 0; i <= last; ++i) {
    canvas_.dot(place(i), level(i), 2.6, kAccent);
    if (has_figures) {
      const double half = canvas_.width_of(block.points[i].text, kSmall) / 2;
      canvas_.text(place(i) - half, level(i) - 5, block.points[i].text, kSmall);
    }
    // Dates stand where they do not run into each other, the last one always.
    const double half = canvas_.width_of(block.points[i].label, kSmall) / 2;
    const double at = std::min(place(i) - half, left() + PdfCanvas::kContent - 2 * half);
    const double before_last = place(last) - 2 * canvas_.width_of(block.points[last].label, kSmall);
    if (i != last && (at < free_from || at + 2 * half > before_last)) continue;
    canvas_.text(at, bottom + 12, block.points[i].label, kSmall);
    free_from = at + 2 * half + 10;
  }
  canvas_.end("P");
  y_ = bottom + 24;
}

}  // namespace constat::server::exports
