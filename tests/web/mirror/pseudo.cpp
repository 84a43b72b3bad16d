#include "tests/web/mirror/pseudo.hpp"

#include <catch_amalgamated.hpp>

#include "web/ui/draw/utf8.hpp"

namespace constat::testing {
namespace {

constexpr std::size_t kPercentLonger = 40;

std::string_view accented(char c) {
  switch (c) {
    case 'a': return "åâ";
    case 'e': return "éê";
    case 'i': return "îï";
    case 'o': return "ôö";
    case 'u': return "ûü";
    case 'y': return "ýÿ";
    case 'A': return "ÅÂ";
    case 'E': return "ÉÊ";
    case 'I': return "ÎÏ";
    case 'O': return "ÔÖ";
    case 'U': return "ÛÜ";
    default: return {};
  }
}

bool starts_placeholder(std::string_view text, std::size_t at) { return text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}'; }

}  // namespace

std::string longer(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (starts_placeholder(text, i)) {
      out += text.substr(i, 3);
      i += 2;
    } else if (const std::string_view twice = accented(text[i]); !twice.empty()) {
      out += twice;
    } else {
      out += text[i];
    }
  }
  const std::size_t wanted = ui::count_code_points(text) * (100 + kPercentLonger) / 100;
  while (ui::count_code_points(out) < wanted) out += "ñ";
  return out;
}

PseudoLanguage::PseudoLanguage() {
  texts_.reserve(detail::compiled_catalog().size() * 2);
  for (detail::CatalogRow row : detail::compiled_catalog()) {
    // Formats of dates and numbers are patterns, not words.
    const bool words = row.key.substr(0, 7) != "format.";
    for (std::string_view& text : row.by_language) {
      if (!words) continue;
      texts_.push_back(longer(text));
      text = texts_.back();
    }
    rows_.push_back(row);
  }
  detail::use_catalog(&rows_);
}

PseudoLanguage::~PseudoLanguage() { detail::use_catalog(nullptr); }

TEST_CASE("the longer language is at least 40 % longer and keeps its placeholders") {
  CHECK(longer("{0} visites") == "{0} vîïsîïtéêsñ");
  for (const detail::CatalogRow& row : detail::compiled_catalog())
    for (const std::string_view text : row.by_language)
      CHECK(ui::count_code_points(longer(text)) * 100 >= ui::count_code_points(text) * (100 + kPercentLonger) - 100);
}

}  // namespace constat::testing
