#include "backend/export/pdf_canvas.hpp"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <cairo.h>

#include <algorithm>
#include <mutex>
#include <numbers>
#include <stdexcept>

namespace constat::server::exports {
namespace {

constexpr std::string_view kMissing = "\ufffd";

std::mutex& one_at_a_time() {
  static std::mutex mutex;
  return mutex;
}

struct Face {
  FT_Face glyphs = nullptr;
  cairo_font_face_t* face = nullptr;
};

// Made once and kept: cairo's cache of scaled fonts may refer to them as long as the process lives.
const Face& face_of(Weight weight) {
  static FT_Library library = [] {
    FT_Library made = nullptr;
    if (FT_Init_FreeType(&made) != 0) throw std::runtime_error("no FreeType");
    return made;
  }();
  static const auto make = [](Weight wanted) {
    Face out;
    const std::string_view bytes = font_bytes(wanted);
    if (FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(bytes.data()), static_cast<FT_Long>(bytes.size()), 0, &out.glyphs) != 0)
      throw std::runtime_error("the font cannot be read");
    out.face = cairo_ft_font_face_create_for_ft_face(out.glyphs, FT_LOAD_NO_HINTING);
    return out;
  };
  static const Face regular = make(Weight::regular), medium = make(Weight::medium);
  return weight == Weight::medium ? medium : regular;
}

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

std::size_t sign_length(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

char32_t sign_at(std::string_view text, std::size_t at, std::size_t length) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (length == 1) return byte(0);
  char32_t sign = byte(0) & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) sign = sign << 6 | (byte(i) & 0x3Fu);
  return sign;
}

// A sign alone that no line begins with.
bool stays_behind(std::string_view rest) {
  for (const std::string_view sign : {"!", "?", ";", ":", "%", "\u00bb", "\u20ac"})
    if (rest.substr(0, sign.size()) == sign && (rest.size() == sign.size() || rest[sign.size()] == ' ' || rest[sign.size()] == '\n'))
      return true;
  return false;
}

// What the font can draw: control signs become spaces, variation selectors and joiners vanish.
std::string drawable(std::string_view text, Weight weight) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sign_length(text, at);
    const char32_t sign = sign_at(text, at, length);
    if (sign < 0x20 || sign == 0x7F) out += sign == '\n' ? "\n" : sign == '\r' ? "" : " ";
    else if (sign == 0x200D || (sign >= 0xFE00 && sign <= 0xFE0F)) {}
    else if (FT_Get_Char_Index(face_of(weight).glyphs, sign) == 0) out += kMissing;
    else out += text.substr(at, length);
    at += length;
  }
  return out;
}

}  // namespace

struct PdfCanvas::Library {
  std::unique_lock<std::mutex> alone{one_at_a_time()};
  std::string bytes;
  cairo_surface_t* surface = nullptr;
  cairo_t* context = nullptr;

  void use(const Type& type) const {
    cairo_set_font_face(context, face_of(type.weight).face);
    cairo_set_font_size(context, type.size);
    colour(type.colour);
  }
  void colour(const Colour& colour) const { cairo_set_source_rgb(context, colour.red, colour.green, colour.blue); }
  void check() const {
    const cairo_status_t drawing = cairo_status(context), file = cairo_surface_status(surface);
    const cairo_status_t bad = drawing != CAIRO_STATUS_SUCCESS ? drawing : file;
    if (bad != CAIRO_STATUS_SUCCESS) throw std::runtime_error(std::string("PDF: ") + cairo_status_to_string(bad));
  }
  ~Library() {
    if (context) cairo_destroy(context);
    if (surface) cairo_surface_destroy(surface);
  }
};

PdfCanvas::PdfCanvas(Facts facts) : facts_(std::move(facts)), library_(std::make_unique<Library>()) {
  Library& library = *library_;
  library.surface = cairo_pdf_surface_create_for_stream(append, &library.bytes, kWidth, kHeight);
  library.context = cairo_create(library.surface);
  library.check();
  cairo_pdf_surface_set_metadata(library.surface, CAIRO_PDF_METADATA_TITLE, facts_.title.c_str());
  cairo_pdf_surface_set_metadata(library.surface, CAIRO_PDF_METADATA_AUTHOR, facts_.author.c_str());
  cairo_pdf_surface_set_metadata(library.surface, CAIRO_PDF_METADATA_CREATOR, "Constat");
  cairo_pdf_surface_set_metadata(library.surface, CAIRO_PDF_METADATA_CREATE_DATE, facts_.generated_at.c_str());
  cairo_tag_begin(library.context, "Document", nullptr);
}

PdfCanvas::~PdfCanvas() = default;

double PdfCanvas::width_of(std::string_view text, const Type& type) {
  library_->use(type);
  cairo_text_extents_t extents;
  cairo_text_extents(library_->context, std::string(text).c_str(), &extents);
  return extents.x_advance;
}

std::vector<std::string> PdfCanvas::wrap(std::string_view original, double width, const Type& type) {
  const std::string text = drawable(original, type.weight);
  std::vector<std::string> lines;
  std::string line;
  const auto add_word = [&](std::string word) {
    const std::string longer = line.empty() ? word : line + " " + word;
    if (width_of(longer, type) <= width) {
      line = longer;
      return;
    }
    if (!line.empty()) lines.push_back(std::move(line));
    while (width_of(word, type) > width && word.size() > 1) {
      std::size_t end = sign_length(word, 0);
      while (end < word.size() && width_of(word.substr(0, end + sign_length(word, end)), type) <= width) end += sign_length(word, end);
      lines.push_back(word.substr(0, end));
      word.erase(0, end);
    }
    line = std::move(word);
  };
  std::string word;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    // "word !", typed with a plain space, stays together.
    if (end > at) word += (word.empty() ? "" : " ") + text.substr(at, end - at);
    const bool goes_on = end + 1 < text.size() && text[end] == ' ' && stays_behind(std::string_view(text).substr(end + 1));
    if (!word.empty() && !goes_on) {
      add_word(std::move(word));
      word.clear();
    }
    if (end < text.size() && text[end] == '\n') {
      lines.push_back(std::move(line));
      line.clear();
    }
    at = end + 1;
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

void PdfCanvas::text(double x, double baseline, std::string_view text, const Type& type) {
  library_->use(type);
  cairo_move_to(library_->context, x, baseline);
  cairo_show_text(library_->context, std::string(text).c_str());
}

void PdfCanvas::text_right(double right, double baseline, std::string_view words, const Type& type) {
  text(right - width_of(words, type), baseline, words, type);
}

void PdfCanvas::area(double x, double y, double width, double height, const Colour& colour) {
  library_->colour(colour);
  cairo_rectangle(library_->context, x, y, width, height);
  cairo_fill(library_->context);
}

void PdfCanvas::line(double x1, double y1, double x2, double y2, double thickness, const Colour& colour) {
  library_->colour(colour);
  cairo_set_line_width(library_->context, thickness);
  cairo_move_to(library_->context, x1, y1);
  cairo_line_to(library_->context, x2, y2);
  cairo_stroke(library_->context);
}

void PdfCanvas::dot(double x, double y, double radius, const Colour& colour) {
  library_->colour(colour);
  cairo_new_path(library_->context);
  cairo_arc(library_->context, x, y, radius, 0, 2 * std::numbers::pi);
  cairo_fill(library_->context);
}

void PdfCanvas::begin(const char* tag) { cairo_tag_begin(library_->context, tag, nullptr); }
void PdfCanvas::end(const char* tag) { cairo_tag_end(library_->context, tag); }

void PdfCanvas::footer() {
  const Type small{Weight::regular, 8, kQuiet};
  const double baseline = kHeight - 30;
  line(kMargin, kHeight - 44, kWidth - kMargin, kHeight - 44, 0.5, kRule);
  std::string page = facts_.page;
  const auto put = [&](std::string_view mark, int number) {
    const auto at = page.find(mark);
    if (at != std::string::npos) page.replace(at, mark.size(), std::to_string(number));
  };
  put("{0}", page_);
  put("{1}", facts_.pages > 0 ? facts_.pages : page_);
  const double right = width_of(page, small);
  text(kMargin, baseline, wrap(facts_.footer, kContent - right - 20, small).front(), small);
  text_right(kWidth - kMargin, baseline, page, small);
}

void PdfCanvas::new_page() {
  footer();
  cairo_show_page(library_->context);
  ++page_;
}

std::string PdfCanvas::finish() {
  footer();
  cairo_show_page(library_->context);
  cairo_tag_end(library_->context, "Document");
  library_->check();
  cairo_surface_finish(library_->surface);
  library_->check();
  return std::move(library_->bytes);
}

}  // namespace constat::server::exports
