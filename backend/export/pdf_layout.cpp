#include "backend/export/pdf_layout.hpp"

#include <algorithm>
#include <variant>

namespace constat::server::exports {
namespace {

constexpr Type kTitle{Weight::medium, 20, kInk}, kSubtitle{Weight::regular, 13, kQuiet}, kHeading{Weight::medium, 13, kAccent},
    kSubheading{Weight::medium, 10.5, kInk}, kBody{Weight::regular, 9.5, kInk}, kSmall{Weight::regular, 8, kQuiet},
    kAlert{Weight::medium, 9.5, kWarning}, kFigure{Weight::medium, 26, kAccent}, kLabel{Weight::regular, 8.5, kQuiet};
constexpr double kGap = 12, kColumnGap = 18;

}  // namespace

void PdfLayout::run() {
  title();
  for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
    // A heading does not stay alone at the foot of a page.
    if (std::holds_alternative<report::Heading>(document_.blocks[i])) need(96);
    std::visit([this](const auto& block) { put(block); }, document_.blocks[i]);
  }
}

void PdfLayout::need(double height) {
  if (y_ + height <= PdfCanvas::kBottom) return;
  canvas_.new_page();
  y_ = PdfCanvas::kMargin;
}

void PdfLayout::paragraph(const char* tag, std::string_view text, const Type& type, double spacing) {
  const double line_height = type.size * 1.35;
  canvas_.begin(tag);
  for (const std::string& line : canvas_.wrap(text, PdfCanvas::kContent, type)) {
    if (y_ + line_height > PdfCanvas::kBottom) {
      // An element of the structure stands on one page.
      canvas_.end(tag);
      need(line_height);
      canvas_.begin(tag);
    }
    canvas_.text(left(), y_ + type.size, line, type);
    y_ += line_height;
  }
  canvas_.end(tag);
  y_ += spacing;
}

void PdfLayout::title() {
  paragraph("P", document_.author, kSmall, 2);
  paragraph("H1", document_.title, kTitle, 0);
  if (!document_.subtitle.empty()) paragraph("P", document_.subtitle, kSubtitle, 4);
  canvas_.line(left(), y_, left() + PdfCanvas::kContent, y_, 1.2, kAccent);
  y_ += kGap;
}

void PdfLayout::put(const report::Heading& heading) {
  y_ += heading.level <= 2 ? 8 : 4;
  paragraph(heading.level <= 2 ? "H2" : "H3", heading.text, heading.level <= 2 ? kHeading : kSubheading, 4);
}

void PdfLayout::put(const report::Paragraph& block) {
  const Type& type = block.tone == report::Tone::warning ? kAlert : block.tone == report::Tone::quiet ? kSmall : kBody;
  y_ += 2;
  paragraph("P", block.text, type, 6);
}

void PdfLayout::put(const report::Facts& block) {
  constexpr double width = (PdfCanvas::kContent - kColumnGap) / 2;
  for (std::size_t i = 0; i < block.facts.size(); i += 2) {
    const std::size_t end = std::min(i + 2, block.facts.size());
    std::vector<std::vector<std::string>> values;
    std::size_t lines = 1;
    for (std::size_t at = i; at < end; ++at) {
      values.push_back(canvas_.wrap(block.facts[at].value, width, kBody));
      lines = std::max(lines, values.back().size());
    }
    const double height = 11 + 13 * static_cast<double>(lines) + 5;
    need(height);
    for (std::size_t at = i; at < end; ++at) {
      const double x = left() + static_cast<double>(at - i) * (width + kColumnGap);
      canvas_.begin("P");
      canvas_.text(x, y_ + 8.5, block.facts[at].label, kLabel);
      canvas_.end("P");
      canvas_.begin("P");
      double baseline = y_ + 21;
      for (const std::string& line : values[at - i]) {
        canvas_.text(x, baseline, line, kBody);
        baseline += 13;
      }
      canvas_.end("P");
    }
    y_ += height;
  }
  y_ += 2;
}

void PdfLayout::put(const report::Headline& block) {
  std::vector<std::string> remarks;
  const double aside = left() + 170, room = PdfCanvas::kContent - 170 - 14;
  for (const std::string& remark : block.remarks)
    for (std::string& line : canvas_.wrap(remark, room, kBody)) remarks.push_back(std::move(line));
  const double height = std::max(62.0, 22 + 14 * static_cast<double>(remarks.size()));
  need(height + kGap);
  canvas_.area(left(), y_, PdfCanvas::kContent, height, kPale);
  canvas_.area(left(), y_, 4, height, kAccent);
  canvas_.begin("P");
  canvas_.text(left() + 16, y_ + 18, block.label, kLabel);
  canvas_.end("P");
  canvas_.begin("P");
  canvas_.text(left() + 16, y_ + 47, block.value, kFigure);
  canvas_.end("P");
  double baseline = y_ + (height - 14 * static_cast<double>(remarks.size())) / 2 + 10;
  for (const std::string& remark : remarks) {
    canvas_.begin("P");
    canvas_.text(aside, baseline, remark, kBody);
    canvas_.end("P");
    baseline += 14;
  }
  y_ += height + kGap;
}

}  // namespace constat::server::exports
