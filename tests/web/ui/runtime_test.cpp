#include <catch_amalgamated.hpp>

#include "tests/web/ui/headless.hpp"

namespace constat::ui::testing {
namespace {

#define NEEDS_FONTS() \
  if (!Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent")

void page(Ui& ui, const std::function<void(Ui&)>& inside) {
  AppBarSpec bar;
  bar.title = "Visite";
  ui.app_bar(bar);
  ui.begin_page("Visite");
  inside(ui);
  ui.end_page();
}

ButtonSpec button(std::string_view label) {
  ButtonSpec spec;
  spec.label = label;
  return spec;
}

TEST_CASE("a node keeps its id when its label changes") {
  NEEDS_FONTS();
  std::string label = "Envoyer";
  Headless shell(412, 915, 1, [&](Ui& ui) { page(ui, [&](Ui& inside) { inside.button(Key("send"), button(label)); }); });
  const std::string id = shell.node("button", "Envoyer").id;
  label = "Envoyer la visite";
  shell.frame();
  CHECK(shell.node("button", "Envoyer la visite").id == id);
  CHECK_FALSE(shell.has("button", "Envoyer"));
}

TEST_CASE("equal keys under different parents are different nodes") {
  NEEDS_FONTS();
  Headless shell(412, 915, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) {
      for (int i = 0; i < 3; ++i) {
        inside.push_key(Key("item", static_cast<std::int64_t>(i)));
        inside.button("comment", button("Commenter"));
        inside.pop_key();
      }
    });
  });
  const auto buttons = shell.all("button");
  REQUIRE(buttons.size() == 3);
  CHECK(buttons[0].id != buttons[1].id);
  CHECK(buttons[1].id != buttons[2].id);
  CHECK(shell.duplicate_keys() == 0);
}

TEST_CASE("a key used twice is counted as a mistake and still gives two nodes") {
  NEEDS_FONTS();
  Headless shell(412, 915, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) {
      inside.button("same", button("Un"));
      inside.button("same", button("Deux"));
    });
  });
  CHECK(shell.duplicate_keys() == 1);
  CHECK(shell.all("button").size() == 2);
}

TEST_CASE("a frame in which nothing changed tells the shell nothing") {
  NEEDS_FONTS();
  Headless shell(412, 915, 1, [&](Ui& ui) { page(ui, [&](Ui& inside) { inside.text("t", "Bonjour"); }); });
  CHECK(shell.frame().text == "{}");
}

TEST_CASE("only the node that changed is told") {
  NEEDS_FONTS();
  int count = 1;
  Headless shell(412, 915, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) {
      inside.text("a", "Compteur " + std::to_string(count));
      inside.text("b", "Autre");
    });
  });
  count = 2;
  const Drained drained = shell.frame();
  CHECK(drained.upserted == 1);
  CHECK(drained.removed == 0);
  CHECK(drained.placed == 0);
}

TEST_CASE("what a screen no longer draws is removed") {
  NEEDS_FONTS();
  bool shown = true;
  Headless shell(412, 915, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) {
      if (shown) inside.button("go", button("Aller"));
      inside.text("t", "Texte");
    });
  });
  REQUIRE(shell.has("button", "Aller"));
  shown = false;
  CHECK(shell.frame().removed == 1);
  CHECK_FALSE(shell.has("button", "Aller"));
}

TEST_CASE("a press is returned exactly once") {
  NEEDS_FONTS();
  int pressed = 0;
  Headless shell(412, 915, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) { pressed += inside.button("go", button("Aller")) ? 1 : 0; });
  });
  shell.press(shell.node("button", "Aller"));
  shell.frame();
  CHECK(pressed == 1);
  CHECK(shell.last().animate);
  shell.settle();
  CHECK(pressed == 1);
}

TEST_CASE("a press waits for the next frame, and no longer than that") {
  NEEDS_FONTS();
  Headless shell(412, 915, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) { inside.button("go", button("Aller")); });
  });
  CHECK_FALSE(shell.runtime().has_input());
  shell.press(shell.node("button", "Aller"));
  CHECK(shell.runtime().has_input());
  shell.frame();
  CHECK_FALSE(shell.runtime().has_input());
}

TEST_CASE("a disabled button cannot be pressed") {
  NEEDS_FONTS();
  int pressed = 0;
  Headless shell(412, 915, 1, [&](Ui& ui) {
    ButtonSpec spec = button("Aller");
    spec.enabled = false;
    page(ui, [&](Ui& inside) { pressed += inside.button("go", spec) ? 1 : 0; });
  });
  shell.press(shell.node("button", "Aller"));
  shell.settle();
  CHECK(pressed == 0);
}

TEST_CASE("a press on something that has gone is not kept for later") {
  NEEDS_FONTS();
  bool shown = true;
  int pressed = 0;
  Headless shell(412, 915, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) {
      if (shown && inside.button("go", button("Aller"))) ++pressed;
    });
  });
  const SeenNode go = shell.node("button", "Aller");
  shown = false;
  shell.press(go);
  shell.settle();
  shown = true;
  shell.settle();
  CHECK(pressed == 0);
}

TEST_CASE("choosing an option gives its index, and nothing when it was chosen already") {
  NEEDS_FONTS();
  const std::vector<Option> options = {{"yes", "Oui", Tone::good}, {"no", "Non", Tone::bad}, {"na", "N/A"}};
  std::optional<std::size_t> selected;
  int changes = 0;
  Headless shell(412, 915, 1, [&](Ui& ui) {
    ChoiceSpec spec;
    spec.label = "Réponse";
    spec.options = &options;
    spec.selected = selected;
    page(ui, [&](Ui& inside) {
      if (const auto chosen = inside.choice("answer", spec)) {
        selected = chosen;
        ++changes;
      }
    });
  });
  shell.press(shell.node("radio", "Non"));
  shell.settle();
  CHECK(selected == 1U);
  CHECK(shell.node("radio", "Non").json.find("state")->find("checked")->boolean);
  shell.press(shell.node("radio", "Non"));
  shell.settle();
  CHECK(changes == 1);
}

TEST_CASE("a text field tells its text at every input, and its commit once") {
  NEEDS_FONTS();
  std::string value;
  int commits = 0;
  Headless shell(412, 915, 1, [&](Ui& ui) {
    FieldSpec spec;
    spec.label = "Commentaire";
    spec.value = value;
    page(ui, [&](Ui& inside) {
      const FieldEvent event = inside.field("comment", spec);
      if (event.value) value = *event.value;
      commits += event.committed ? 1 : 0;
    });
  });
  const SeenNode field = shell.node("textbox", "Commentaire");
  shell.event("value", ",\"id\":\"" + field.id + "\",\"value\":\"Très \\\"bien\\\"\\nmerci\"");
  shell.settle();
  CHECK(value == "Très \"bien\"\nmerci");
  CHECK(shell.node("textbox", "Commentaire").value == value);
  shell.event("commit", ",\"id\":\"" + field.id + "\"");
  shell.settle();
  CHECK(commits == 1);
}

TEST_CASE("the bottom bar leaves a phone's screen while a field has the focus") {
  NEEDS_FONTS();
  const auto screen = [&](Ui& ui) {
    FieldSpec spec;
    spec.label = "Nom";
    page(ui, [&](Ui& inside) { inside.field("name", spec); });
    if (ui.begin_bottom_bar()) {
      ui.button("next", button("Suivant"));
      ui.end_bottom_bar();
    }
  };
  Headless phone(412, 915, 1, screen);
  REQUIRE(phone.has("button", "Suivant"));
  phone.event("focus", ",\"id\":\"" + phone.node("textbox", "Nom").id + "\",\"visible\":true");
  phone.settle();
  CHECK_FALSE(phone.has("button", "Suivant"));
  phone.event("focus", ",\"id\":null,\"visible\":false");
  phone.settle();
  CHECK(phone.has("button", "Suivant"));
}

TEST_CASE("Escape closes the dialog that is open") {
  NEEDS_FONTS();
  bool open = true;
  Headless shell(412, 915, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) { inside.text("t", "Texte"); });
    if (open && ui.begin_dialog("sure", "Envoyer ?")) {
      ui.text("why", "Une visite envoyée ne change plus.");
      if (ui.end_dialog()) open = false;
    }
  });
  const SeenNode dialog = shell.node("dialog", "Envoyer ?");
  CHECK(dialog.host == "dialog");
  CHECK(dialog.y + dialog.h == Catch::Approx(915));
  shell.event("key", ",\"id\":\"" + dialog.id + "\",\"key\":\"Escape\"");
  shell.settle();
  CHECK_FALSE(open);
  CHECK(shell.all("dialog").empty());
}

TEST_CASE("a dialog higher than the screen scrolls inside") {
  NEEDS_FONTS();
  Headless shell(360, 640, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) { inside.text("t", "Texte"); });
    if (ui.begin_dialog("long", "Sans réponse")) {
      for (int i = 0; i < 20; ++i) ui.button(Key("b", static_cast<std::int64_t>(i)), button("Question " + std::to_string(i)));
      ui.end_dialog();
    }
  });
  const SeenNode dialog = shell.node("dialog", "Sans réponse");
  CHECK(dialog.y >= 0);
  CHECK(dialog.y + dialog.h <= 640.5F);
  const SeenNode last = shell.node("button", "Question 19");
  CHECK(last.host == dialog.id);
  CHECK(last.y > dialog.h);
}

TEST_CASE("scrolling to a widget brings it under the app bar") {
  NEEDS_FONTS();
  bool ask = false;
  Headless shell(412, 915, 1, [&](Ui& ui) {
    page(ui, [&](Ui& inside) {
      for (int i = 0; i < 40; ++i) inside.button(Key("b", static_cast<std::int64_t>(i)), button("Bouton " + std::to_string(i)));
      if (ask) inside.scroll_to(Key("b", 30));
      ask = false;
    });
  });
  ask = true;
  const Drained drained = shell.frame();
  CHECK(drained.scroll_to > 500);
  CHECK(drained.scroll_to < shell.node("button", "Bouton 30").y);
}

}  // namespace
}  // namespace constat::ui::testing
