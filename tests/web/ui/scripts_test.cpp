#include <catch_amalgamated.hpp>
#include <imgui.h>

#include "tests/web/ui/headless.hpp"
#include "web/ui/draw/scripts.hpp"
#include "web/ui/impl.hpp"

namespace constat::ui::testing {
namespace {

#define NEEDS_FONTS() \
  if (!Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent")

struct Wrapped {
  std::vector<std::string> lines;
  TextBlock block;  // its lines' texts are gone
};

Wrapped wrapped(std::string_view text, float width) {
  Wrapped result;
  Headless shell(412, 915, 1, [&](Ui& ui) {
    ui.app_bar({"Texte"});
    ui.begin_page("Texte");
    for (int again = 0; again < 2; ++again) {  // as wrapped, and as remembered
      result.block = ui.runtime().impl().wrap(kBody, text, width);
      std::vector<std::string> lines;
      for (const TextLine& line : result.block.lines) lines.emplace_back(line.text);
      if (again == 1) CHECK(lines == result.lines);
      result.lines = lines;
    }
    ui.end_page();
  });
  return result;
}

std::string joined(const std::vector<std::string>& lines, const std::string& between) {
  std::string all;
  for (const std::string& line : lines) all += (all.empty() ? "" : between) + line;
  return all;
}

// A page with one paragraph, and what Dear ImGui was given to draw for it.
int pictures_drawn(Headless& shell) {
  shell.event("tick", "");
  shell.frame();
  int pictures = 0;
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
    for (const ImDrawCmd& command : list->CmdBuffer) pictures += command.ElemCount > 0 && command.GetTexID() > 1000;
  return pictures;
}

TEST_CASE("text that the font lacks is measured by the platform and wraps at its spaces") {
  NEEDS_FONTS();
  // The platform of these tests gives each letter six tenths of an em: 9.6 pixels.
  const std::string hindi = "बगदाद विमानतळ आज बंद आहे";
  const Wrapped lines = wrapped(hindi, 120);
  CHECK(lines.block.foreign);
  CHECK(lines.lines.size() > 1);
  CHECK(joined(lines.lines, " ") == hindi);
  for (const TextLine& line : lines.block.lines) CHECK(line.width <= 120);
  CHECK(lines.block.width <= 120);
  CHECK(lines.block.height == 24.0F * static_cast<float>(lines.lines.size()));
}

TEST_CASE("Chinese breaks between its signs, but not before a full stop and not behind a bracket") {
  NEEDS_FONTS();
  const std::string text = "店员主动问候顾客（三十秒内）。收银台前排队的人不多。";
  for (float width = 30; width < 300; width += 7) {
    const Wrapped lines = wrapped(text, width);
    CHECK(joined(lines.lines, "") == text);
    for (std::size_t i = 0; i < lines.lines.size(); ++i) {
      INFO(width << ": " << lines.lines[i]);
      if (width > 60) CHECK(lines.lines[i].rfind("。", 0) != 0);
      if (width > 60) CHECK(lines.lines[i].rfind("）", 0) != 0);
      if (lines.lines[i].size() > 6) CHECK((lines.lines[i].size() < 3 || lines.lines[i].substr(lines.lines[i].size() - 3) != "（"));
      CHECK(lines.block.lines[i].width <= std::max(width, 9.6F * 3));
    }
  }
}

TEST_CASE("a mark, a joined pictograph and a flag are never torn apart") {
  NEEDS_FONTS();
  for (const std::string whole : {"👩‍🔧", "🇫🇷", "👍🏽", "क्षि", "é"}) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += whole;
    for (const float width : {5.0F, 10.0F, 20.0F, 40.0F}) {
      const Wrapped lines = wrapped(text + "中", width);
      CHECK(joined(lines.lines, "") == text + "中");
      for (const std::string& line : lines.lines) {
        INFO(whole << " in " << width << ": " << line);
        std::string rest = line;
        while (rest.rfind(whole, 0) == 0) rest.erase(0, whole.size());
        CHECK((rest.empty() || rest == "中"));
      }
    }
  }
}

TEST_CASE("the first letter decides the direction of a paragraph") {
  CHECK(is_right_to_left("مرحبا بكم"));
  CHECK(is_right_to_left("12. שלום"));
  CHECK(is_right_to_left("« مرحبا »"));
  CHECK_FALSE(is_right_to_left("Lyon مرحبا"));
  CHECK_FALSE(is_right_to_left("店员"));
  CHECK_FALSE(is_right_to_left("12 %"));
  CHECK_FALSE(is_right_to_left(""));
}

TEST_CASE("lines from right to left end at one edge") {
  NEEDS_FONTS();
  const Wrapped lines = wrapped("هل رحب الموظف بالعميل خلال ثلاثين ثانية من دخوله", 150);
  CHECK(lines.block.right_to_left);
  CHECK(lines.lines.size() > 2);
}

TEST_CASE("Latin text with its signs is the font's, and nothing of it is asked of the platform") {
  NEEDS_FONTS();
  const Wrapped lines = wrapped("« Œuvre » : 72,5 % – l’été, ça coûte 3 €… Łódź, Győr, Škoda", 0);
  CHECK_FALSE(lines.block.foreign);
  CHECK(lines.lines.size() == 1);
}

TEST_CASE("what the font lacks is drawn as a picture, anew after the context or the fonts were lost") {
  NEEDS_FONTS();
  Headless shell(412, 915, 1, [](Ui& ui) {
    ui.app_bar({"Texte"});
    ui.begin_page("Texte");
    ui.heading("title", 1, "店员主动问候顾客");
    ui.text("plain", "Rien d’autre");
    ui.end_page();
  });
  CHECK(pictures_drawn(shell) == 1);
  const auto first = ImGui::GetDrawData();
  CHECK(first != nullptr);
  shell.event("gl_restored", "");
  shell.settle();
  CHECK(pictures_drawn(shell) == 1);
  shell.event("faces", "");
  shell.settle();
  CHECK(pictures_drawn(shell) == 1);
}

TEST_CASE("pictures of text that is no longer shown go when they become many, those on screen stay") {
  Runs runs;
  runs.begin_frame(2);
  const RunStyle style{34, true};
  const std::string shown = "店员";
  int frames = 0;
  for (; runs.pixels() <= Runs::kMostPixels && frames < 5000; ++frames) {
    runs.begin_frame(2);
    REQUIRE(runs.picture(shown, style, false, Colour{}) != nullptr);
    REQUIRE(runs.picture("店" + std::to_string(frames), style, false, Colour{}) != nullptr);
  }
  REQUIRE(frames < 5000);
  const std::uint32_t texture = runs.picture(shown, style, false, Colour{})->texture;
  runs.begin_frame(2);
  CHECK(runs.pixels() < Runs::kMostPixels / 10);
  CHECK(runs.picture(shown, style, false, Colour{})->texture == texture);
  // Another colour and another density are other pictures.
  CHECK(runs.picture(shown, style, false, Colour{255, 255, 255, 255})->texture != texture);
  runs.begin_frame(1);
  CHECK(runs.picture(shown, style, false, Colour{})->texture != texture);
}

}  // namespace
}  // namespace constat::ui::testing
