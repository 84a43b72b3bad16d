// A report as a PDF: A4, in the order of its parts, tables that go on with their header on the next page.
#pragma once

#include <string>

#include "shared/report/document.hpp"

namespace constat::server::exports {

// Throws std::runtime_error when the library fails.
std::string write_pdf(const report::Document& document);

}  // namespace constat::server::exports
