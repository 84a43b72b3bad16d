#include <catch_amalgamated.hpp>

#include "tests/web/ui/headless.hpp"
#include "web/ui/impl.hpp"

namespace constat::ui::testing {
namespace {

#define NEEDS_FONTS() \
  if (!Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent")

struct LongPage {
  int parts = 500;
  int needed = -1;
  int tall = -1;      // this one holds a line more
  int drawn = 0;      // in the last frame
  std::string answer;

  Headless::Screen screen() {
    return [this](Ui& ui) {
      drawn = 0;
      ui.app_bar({"Liste"});
      ui.begin_page("Liste");
      ui.heading("title", 1, "Liste");
      ui.begin_long_list("parts");
      for (int i = 0; i < parts; ++i) {
        const std::string number = std::to_string(i);
        if (i > 0) ui.space(Space::medium);
        if (!ui.begin_part(Key("part", number), i == needed)) continue;
        ++drawn;
        ui.begin_group(Key("part", number), GroupRole::group, "Question " + number);
        ui.begin_card();
        ui.heading("prompt", 2, "Question " + number + (i % 3 == 0 ? ", qui est posée un peu plus longuement que les autres" : ""));
        if (i == tall) ui.text("more", "Une ligne de plus");
        ui.begin_row();
        if (ui.button("yes", {.label = "Oui " + number})) answer = number;
        ui.button("no", {.label = "Non " + number});
        ui.end_row();
        const auto typed = ui.field("note", {.label = "Note " + number});
        if (typed.value) answer = *typed.value;
        ui.end_card();
        ui.end_group();
        ui.end_part();
      }
      ui.end_long_list();
      ui.text("end", "Fin");
      ui.end_page();
    };
  }
};

void scroll(Headless& shell, float y) {
  shell.event("scroll", ",\"host\":\"page\",\"y\":" + std::to_string(y));
  shell.settle();
}

float bottom_of(const Headless& shell) { return shell.node("text", "Fin").y; }

TEST_CASE("of a long list only what is near the screen is drawn and mirrored, and all of it keeps its place") {
  NEEDS_FONTS();
  LongPage page;
  Headless shell(412, 800, 1, page.screen());
  CHECK(page.drawn < 20);
  CHECK(shell.all().size() < 150);
  const float bottom = bottom_of(shell);
  CHECK(bottom > 500 * 150);

  scroll(shell, bottom / 2);
  CHECK(page.drawn > 5);
  CHECK(page.drawn < 30);
  CHECK(bottom_of(shell) == bottom);
  // Everything on the screen and one screen around it is there.
  float top = bottom, low = 0;
  for (const SeenNode& node : shell.all("button")) {
    if (node.host != "page") continue;
    top = std::min(top, node.y);
    low = std::max(low, node.y + node.h);
  }
  CHECK(top < bottom / 2 - 400);
  CHECK(low > bottom / 2 + 1200);

  // Where a part is drawn is where it was measured: the page does not move under the finger.
  const SeenNode seen = shell.all("heading").back();
  scroll(shell, bottom / 2 + 300);
  CHECK(shell.node("heading", seen.name).y == seen.y);
}

TEST_CASE("500 parts cost what 40 do: as many nodes, and a press changes as few of them") {
  NEEDS_FONTS();
  std::size_t nodes[2];
  int drawn[2];
  for (const int at : {0, 1}) {
    LongPage page;
    page.parts = at == 0 ? 40 : 500;
    Headless shell(412, 800, 1, page.screen());
    scroll(shell, 2500);
    nodes[at] = shell.all().size();
    drawn[at] = page.drawn;
  }
  CHECK(nodes[0] == nodes[1]);
  CHECK(drawn[0] == drawn[1]);
}

TEST_CASE("a list of few nodes is whole, wherever it is scrolled") {
  NEEDS_FONTS();
  LongPage page;
  page.parts = 20;
  Headless shell(412, 800, 1, page.screen());
  CHECK(page.drawn == 20);
  CHECK(shell.has("button", "Oui 19"));
  scroll(shell, bottom_of(shell));
  CHECK(shell.has("button", "Oui 0"));
}

TEST_CASE("a part that is needed is there however far it is") {
  NEEDS_FONTS();
  LongPage page;
  Headless shell(412, 800, 1, page.screen());
  CHECK_FALSE(shell.has("button", "Oui 400"));
  page.needed = 400;
  shell.event("tick", "");
  shell.settle();
  CHECK(shell.has("button", "Oui 400"));
}

TEST_CASE("the part with the focus stays when it is scrolled away, and goes when the focus has left it") {
  NEEDS_FONTS();
  LongPage page;
  Headless shell(412, 800, 1, page.screen());
  const SeenNode field = shell.node("textbox", "Note 1");
  shell.event("focus", ",\"id\":\"" + field.id + "\",\"visible\":true");
  shell.settle();
  scroll(shell, 30000);
  CHECK(shell.has("textbox", "Note 1"));
  CHECK_FALSE(shell.has("textbox", "Note 20"));
  shell.event("value", ",\"id\":\"" + field.id + "\",\"value\":\"Vu\"");
  shell.settle();
  CHECK(page.answer == "Vu");
  shell.event("focus", ",\"id\":null,\"visible\":false");
  shell.settle();
  CHECK_FALSE(shell.has("textbox", "Note 1"));
}

TEST_CASE("another width measures every part again") {
  NEEDS_FONTS();
  LongPage page;
  Headless shell(412, 800, 1, page.screen());
  const float narrow = bottom_of(shell);
  shell.event("viewport", R"(,"width":280,"height":800,"dpr":2,"textScale":1.5,"safe":{"top":0,"right":0,"bottom":0,"left":0},"keyboard":0,"dark":false)");
  shell.settle();
  CHECK(page.drawn < 20);
  CHECK(bottom_of(shell) > narrow + 500 * 20);
}

TEST_CASE("a part that grew while it was far has its height once it comes near") {
  NEEDS_FONTS();
  LongPage page;
  Headless shell(412, 800, 1, page.screen());
  const float before = bottom_of(shell);
  page.tall = 100;
  scroll(shell, 100 * 220.0F);
  CHECK(shell.has("text", "Une ligne de plus"));
  CHECK(bottom_of(shell) > before);
}

}  // namespace
}  // namespace constat::ui::testing
