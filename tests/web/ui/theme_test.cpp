#include <catch_amalgamated.hpp>

#include <fstream>
#include <iterator>

#include "shared/base/json.hpp"
#include "web/ui/icons.hpp"
#include "web/ui/theme/palette.hpp"

namespace constat::ui {
namespace {

const Palette* const kPalettes[] = {&light_palette(), &dark_palette(), &contrast_light_palette(), &contrast_dark_palette()};

TEST_CASE("contrast is 21 between black and white and 1 between equals") {
  CHECK(contrast_ratio(rgb(0x000000), rgb(0xFFFFFF)) == Catch::Approx(21.0).margin(0.01));
  CHECK(contrast_ratio(rgb(0x777777), rgb(0x777777)) == Catch::Approx(1.0));
  // WCAG's well-known border case: #767676 on white is the lightest grey that passes.
  CHECK(contrast_ratio(rgb(0x767676), rgb(0xFFFFFF)) == Catch::Approx(4.54).margin(0.01));
}

TEST_CASE("every pair of colours that carries text reaches 4.5 to 1") {
  for (const Palette* palette : kPalettes)
    for (const ColourPair& pair : text_pairs(*palette)) {
      INFO(palette->name << ": " << pair.what << " " << css_hex(pair.front) << " on " << css_hex(pair.back));
      CHECK(contrast_ratio(pair.front, pair.back) >= 4.5);
    }
}

TEST_CASE("every pair of colours that carries a shape reaches 3 to 1") {
  for (const Palette* palette : kPalettes)
    for (const ColourPair& pair : shape_pairs(*palette)) {
      INFO(palette->name << ": " << pair.what << " " << css_hex(pair.front) << " on " << css_hex(pair.back));
      CHECK(contrast_ratio(pair.front, pair.back) >= 3.0);
    }
}

TEST_CASE("high contrast reaches 7 to 1 for every text") {
  for (const Palette* palette : {&contrast_light_palette(), &contrast_dark_palette()})
    for (const ColourPair& pair : text_pairs(*palette)) {
      INFO(pair.what << " " << css_hex(pair.front) << " on " << css_hex(pair.back));
      CHECK(contrast_ratio(pair.front, pair.back) >= 7.0);
    }
}

TEST_CASE("the list of icons for the font's subset is what the code draws") {
  std::ifstream file(std::string(CONSTAT_SOURCE_DIR) + "/web/ui/icons.json");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const auto icons = parse_json(text);
  REQUIRE(icons);
  std::size_t drawn = 0;
  for (std::size_t i = 0; i < kIconCount; ++i) {
    const IconGlyph& glyph = glyph_of(static_cast<Icon>(i));
    if (glyph.code_point == 0) continue;
    ++drawn;
    const Json* listed = icons->find(glyph.name);
    INFO(glyph.name);
    REQUIRE(listed != nullptr);
    CHECK(std::stoul(listed->text, nullptr, 16) == glyph.code_point);
  }
  CHECK(icons->members.size() == drawn);
}

}  // namespace
}  // namespace constat::ui
