#include <catch_amalgamated.hpp>

#include "tests/web/ui/headless.hpp"

namespace constat::ui::testing {
namespace {

#define NEEDS_FONTS() \
  if (!Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent")

const std::vector<Tick> kTicks = {{"yes", "Oui", {}, Icon::check, true}, {"no", "Non", {}, Icon::close, false}, {"/na", "Non applicable", {}, Icon::remove, false}};

TEST_CASE("an article and each of its marks are buttons of a thumb's size in a group named after it") {
  NEEDS_FONTS();
  TickRowEvent seen;
  bool open = false;
  Headless shell(360, 740, 1, [&](Ui& ui) {
    ui.begin_page("Liste");
    const auto event = ui.tick_row("row", {.title = "Beurre", .detail = "Avez-vous été salué ?", .open = open, .done = true, .ticks = &kTicks});
    seen.title = seen.title || event.title;
    if (event.tick) seen.tick = event.tick;
    ui.end_page();
  });
  shell.settle();
  for (const char* name : {"Beurre", "Oui", "Non", "Non applicable"}) {
    const SeenNode node = shell.node("button", name);
    INFO(name);
    CHECK(node.h >= 48);
    CHECK(node.w >= 48);
    CHECK(node.x + node.w <= 360);
  }
  CHECK(shell.node("button", "Oui").json.find("state")->find("pressed")->boolean);
  CHECK_FALSE(shell.node("button", "Non").json.find("state")->find("pressed")->boolean);
  CHECK_FALSE(shell.has("text", "Avez-vous été salué ?"));
  shell.press(shell.node("button", "Non"));
  shell.frame();
  CHECK(seen.tick == std::optional<std::size_t>(1));
  CHECK_FALSE(seen.title);
  shell.press(shell.node("button", "Beurre"));
  shell.frame();
  CHECK(seen.title);
  open = true;
  shell.settle();
  CHECK(shell.has("text", "Avez-vous été salué ?"));
}

TEST_CASE("marks that do not fit beside the words stand under them, none outside the page") {
  NEEDS_FONTS();
  std::vector<std::string> signs;
  for (int i = 0; i <= 10; ++i) signs.push_back(std::to_string(i));
  std::vector<Tick> ticks;
  for (const std::string& sign : signs) ticks.push_back({sign, sign, sign});
  Headless shell(360, 740, 2, [&](Ui& ui) {
    ui.begin_page("Liste");
    ui.tick_row("row", {.title = "Confiture", .ticks = &ticks});
    ui.end_page();
  });
  shell.settle();
  const SeenNode words = shell.node("button", "Confiture");
  float bottom = 0;
  for (const SeenNode& node : shell.all("button")) {
    if (node.name == "Confiture") continue;
    CHECK(node.y >= words.y + words.h - 1);
    CHECK(node.x >= 0);
    CHECK(node.x + node.w <= 360);
    bottom = std::max(bottom, node.y + node.h);
  }
  const SeenNode group = shell.node("group", "Confiture");
  CHECK(bottom <= group.y + group.h);
}

}  // namespace
}  // namespace constat::ui::testing
