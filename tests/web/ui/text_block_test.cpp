#include <catch_amalgamated.hpp>

#include "tests/web/ui/headless.hpp"
#include "web/ui/draw/text_block.hpp"
#include "web/ui/draw/utf8.hpp"
#include "web/ui/impl.hpp"

namespace constat::ui::testing {
namespace {

// Wrapping needs fonts, and fonts a started frame: the lines are taken inside one.
std::vector<std::string> wrapped(std::string_view text, float width) {
  std::vector<std::string> lines;
  Headless shell(412, 915, 1, [&](Ui& ui) {
    ui.app_bar({"Texte"});
    ui.begin_page("Texte");
    const TextBlock block = ui.runtime().impl().wrap(kBody, text, width);
    lines.clear();
    for (const TextLine& line : block.lines) lines.emplace_back(line.text);
    ui.end_page();
  });
  return lines;
}

TEST_CASE("text wraps at spaces and keeps its words") {
  if (!Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent");
  const auto lines = wrapped("Le client est salué dans les trente secondes suivant son entrée", 160);
  REQUIRE(lines.size() > 2);
  std::string joined;
  for (const std::string& line : lines) {
    CHECK(line.front() != ' ');
    CHECK(line.back() != ' ');
    joined += (joined.empty() ? "" : " ") + line;
  }
  CHECK(joined == "Le client est salué dans les trente secondes suivant son entrée");
}

TEST_CASE("a no-break space keeps a figure and its sign together") {
  if (!Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent");
  for (const char* space : {"\xC2\xA0", "\xE2\x80\xAF"}) {
    const std::string figure = std::string("72,5") + space + "%";
    for (float width = 60; width < 300; width += 10) {
      bool whole = false;
      for (const std::string& line : wrapped("Indice du réseau : " + figure + " environ", width)) whole = whole || line.find(figure) != std::string::npos;
      CHECK(whole);
    }
  }
}

TEST_CASE("a word longer than the line breaks between characters") {
  if (!Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent");
  const auto lines = wrapped("anticonstitutionnellementétéété", 80);
  CHECK(lines.size() > 1);
  std::string joined;
  for (const std::string& line : lines) joined += line;
  CHECK(joined == "anticonstitutionnellementétéété");
}

TEST_CASE("a new line starts a line, also an empty one") {
  if (!Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent");
  CHECK(wrapped("un\n\ndeux", 200) == std::vector<std::string>{"un", "", "deux"});
}

TEST_CASE("malformed UTF-8 decodes as replacement characters, byte by byte") {
  CHECK(decode_utf8("\xC3\xA9", 0).code_point == 0xE9);
  CHECK(decode_utf8("\xC3", 0).code_point == 0xFFFD);
  CHECK(decode_utf8("\xFF", 0).length == 1);
  CHECK(count_code_points("été") == 3);
}

}  // namespace
}  // namespace constat::ui::testing
