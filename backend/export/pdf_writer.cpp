#include "backend/export/pdf_writer.hpp"

#include "backend/export/pdf_layout.hpp"

namespace constat::server::exports {

std::string write_pdf(const report::Document& document) {
  PdfCanvas::Facts facts;
  facts.title = document.subtitle.empty() ? document.title : document.title + " \u2013 " + document.subtitle;
  facts.author = document.author;
  facts.generated_at = document.generated_at;
  facts.footer = text(document.language, "export.pdf.footer",
                      {document.author, facts.title, format_date(document.language, document.generated_at)});
  facts.page = text(document.language, "export.pdf.page");
  // Laid out twice: only then every page knows how many there are.
  {
    PdfCanvas canvas(facts);
    PdfLayout(canvas, document).run();
    facts.pages = canvas.page();
    canvas.finish();
  }
  PdfCanvas canvas(facts);
  PdfLayout(canvas, document).run();
  return canvas.finish();
}

}  // namespace constat::server::exports
