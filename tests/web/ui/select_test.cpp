// A choice that folds: pills where they fit side by side, otherwise one line over which the browser's own list lies.
#include <catch_amalgamated.hpp>

#include "tests/web/ui/headless.hpp"

namespace constat::ui::testing {
namespace {

#define NEEDS_FONTS() \
  if (!Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent")

struct Chooser {
  std::vector<std::string> names;
  std::size_t selected = 0;
  bool enabled = true;
  int changes = 0;

  void draw(Ui& ui) {
    std::vector<Option> options;
    for (const std::string& name : names) options.push_back({name, name});
    ui.begin_page("Vagues");
    const auto chosen = ui.choice("wave", {.label = "Vague", .options = &options, .selected = selected, .draw_label = true, .folds = true, .enabled = enabled});
    if (chosen) {
      selected = *chosen;
      ++changes;
    }
    ui.end_page();
  }
};

std::vector<std::string> waves(int count) {
  std::vector<std::string> names;
  for (int i = 1; i <= count; ++i) names.push_back("Vague du trimestre " + std::to_string(i));
  return names;
}

std::vector<std::string> options_of(const SeenNode& node) {
  std::vector<std::string> all;
  for (const Json& option : node.json.find("input")->find("options")->elements) all.push_back(option.text);
  return all;
}

TEST_CASE("a choice that does not fit side by side folds into one line, whatever the number of options") {
  NEEDS_FONTS();
  Chooser two{waves(2)}, many{waves(40), 38};
  Headless wide(1200, 900, 1, [&](Ui& ui) { two.draw(ui); });
  wide.settle();
  CHECK(wide.has("radiogroup", "Vague"));
  CHECK_FALSE(wide.has("select", "Vague"));
  Headless narrow(360, 740, 1, [&](Ui& ui) { many.draw(ui); });
  narrow.settle();
  const SeenNode select = narrow.node("select", "Vague");
  CHECK(options_of(select) == many.names);
  CHECK(select.value == "38");
  CHECK(select.h >= 48);
  CHECK(select.h <= 60);
  CHECK(select.x >= 0);
  CHECK(select.x + select.w <= 360);
  CHECK_FALSE(narrow.has("radiogroup", "Vague"));
}

TEST_CASE("what is chosen from the browser's list arrives; what is no option changes nothing") {
  NEEDS_FONTS();
  Chooser chooser{waves(6)};
  Headless shell(360, 740, 1.5F, [&](Ui& ui) { chooser.draw(ui); });
  shell.settle();
  const auto choose = [&](const std::string& value) {
    shell.event("select", ",\"id\":\"" + shell.node("select", "Vague").id + "\",\"value\":\"" + value + "\"");
    shell.settle();
  };
  choose("4");
  CHECK(chooser.selected == 4);
  CHECK(shell.node("select", "Vague").value == "4");
  for (const char* wrong : {"6", "-1", "", "4", "four", "99999999999999999999"}) choose(wrong);
  CHECK(chooser.selected == 4);
  CHECK(chooser.changes == 1);
  chooser.enabled = false;
  shell.settle();
  choose("2");
  CHECK(chooser.selected == 4);
  CHECK(shell.node("select", "Vague").json.find("state")->find("disabled")->boolean);
}

TEST_CASE("while nothing is chosen the line says what to do, and any option can be the first") {
  NEEDS_FONTS();
  const std::vector<Option> options{{"a", "Accueil en boutique et au comptoir"}, {"b", "Service après-vente"}};
  std::optional<std::size_t> selected;
  bool prompted = true;
  Headless shell(360, 740, 1, [&](Ui& ui) {
    ui.begin_page("Plan");
    const auto chosen = ui.choice("grid", {.label = "Grille", .options = &options, .selected = selected, .folds = true, .prompt = prompted ? "Choisir…" : "", .required = true});
    if (chosen) selected = chosen;
    ui.end_page();
  });
  shell.settle();
  CHECK(shell.node("select", "Grille").value.empty());
  const int with_prompt = shell.drawings();
  prompted = false;
  shell.event("tick", "");
  shell.settle();
  CHECK(shell.drawings() > with_prompt);  // it was in the picture
  shell.event("select", ",\"id\":\"" + shell.node("select", "Grille").id + "\",\"value\":\"0\"");
  shell.settle();
  CHECK(selected == std::optional<std::size_t>(0));
  CHECK(shell.node("select", "Grille").value == "0");
}

TEST_CASE("other options, or another of them, are told to the browser") {
  NEEDS_FONTS();
  Chooser chooser{waves(5)};
  Headless shell(360, 740, 1, [&](Ui& ui) { chooser.draw(ui); });
  shell.settle();
  chooser.names[2] = "Vague d’été";
  shell.event("tick", "");
  shell.settle();
  CHECK(options_of(shell.node("select", "Vague"))[2] == "Vague d’été");
  chooser.selected = 2;
  shell.event("tick", "");
  shell.settle();
  CHECK(shell.node("select", "Vague").value == "2");
}

}  // namespace
}  // namespace constat::ui::testing
