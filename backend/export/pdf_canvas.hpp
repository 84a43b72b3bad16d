// Pages of a PDF: text with embedded fonts, lines and areas as vectors, structure tags, page numbers. Units: points, from
// the top left corner of an A4 page.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "backend/export/fonts.hpp"

namespace constat::server::exports {

struct Colour {
  double red = 0, green = 0, blue = 0;
};
inline constexpr Colour kInk{0.11, 0.15, 0.16}, kQuiet{0.34, 0.40, 0.42}, kAccent{0.06, 0.42, 0.37}, kPale{0.90, 0.94, 0.93},
    kWhite{1, 1, 1}, kRule{0.78, 0.83, 0.82}, kWarning{0.60, 0.20, 0.07};

struct Type {
  Weight weight = Weight::regular;
  double size = 9;
  Colour colour = kInk;
};

class PdfCanvas {
 public:
  struct Facts {
    std::string title, author, generated_at;  // RFC 3339
    std::string footer;                       // left, on every page
    std::string page;                         // "Page {0} / {1}"
    int pages = 0;                            // of all; 0: not known yet
  };
  static constexpr double kWidth = 595.28, kHeight = 841.89, kMargin = 48, kBottom = kHeight - 62;
  static constexpr double kContent = kWidth - 2 * kMargin;

  // One at a time in a process: fonts and their cache are shared. Throws std::runtime_error when the library fails.
  explicit PdfCanvas(Facts facts);
  ~PdfCanvas();
  PdfCanvas(const PdfCanvas&) = delete;
  PdfCanvas& operator=(const PdfCanvas&) = delete;

  double width_of(std::string_view text, const Type& type);
  // Lines no wider than `width`: broken at spaces (but not before a sign that French sets apart),
  // at line breaks, and inside a word that is too long for a line. Signs
  // that the font lacks become U+FFFD.
  std::vector<std::string> wrap(std::string_view text, double width, const Type& type);
  void text(double x, double baseline, std::string_view text, const Type& type);
  void text_right(double right, double baseline, std::string_view text, const Type& type);
  void area(double x, double y, double width, double height, const Colour& colour);
  void line(double x1, double y1, double x2, double y2, double thickness, const Colour& colour);
  void dot(double x, double y, double radius, const Colour& colour);

  // Structure elements of PDF: "H1", "P", "Table", "TR", "TD", "Figure"...
  void begin(const char* tag);
  void end(const char* tag);

  void new_page();
  int page() const { return page_; }
  std::string finish();  // the file

 private:
  struct Library;
  void footer();
  Facts facts_;
  int page_ = 1;
  std::unique_ptr<Library> library_;
};

}  // namespace constat::server::exports
