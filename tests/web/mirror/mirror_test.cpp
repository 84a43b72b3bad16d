// The mirror, both ways, over every screen and state: what can be pressed is drawn where it can be pressed, and what is drawn
// to be pressed can be. Dear ImGui's test-engine hooks are the witness of what was drawn.
#include <catch_amalgamated.hpp>

#include <algorithm>
#include <cstdio>

#include "tests/web/mirror/faults.hpp"
#include "tests/web/mirror/looks.hpp"
#include "tests/web/mirror/states.hpp"
#include "web/screens/screens.hpp"

namespace constat::testing {
namespace {

#define NEEDS_FONTS() \
  if (!ui::testing::Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent")

float bottom_of(const ui::testing::Headless& shell, const std::string& host) {
  float bottom = 0;
  for (const ui::testing::SeenNode& node : shell.all())
    if (node.host == host) bottom = std::max(bottom, node.y + node.h);
  return bottom;
}

class Inspector {
 public:
  explicit Inspector(const Screen& screen) : screen_(screen), shell_(screen.width, screen.height, screen.text_scale, [](ui::Ui& ui) { ui.begin_page("…"); ui.end_page(); }) {}

  std::size_t compared = 0;

  // Everything that is wrong with this state on this screen, scrolled through from top to bottom, in every theme.
  std::vector<std::string> look(app::AppScenario& scenario, const std::string& what) {
    shell_.screen = [&scenario](ui::Ui& ui) { screens::draw(ui, scenario.app, &screens::further()); };
    found_.clear();
    for (const Looks& looks : kLooks) {
      shell_.event("viewport", viewport(screen_, looks));
      scroll_to(0);
      check(what + ", " + looks.name, 0, 0);
    }
    if (shell_.duplicate_keys() > 0) found_.push_back(what + ": the same key twice");
    const float step = screen_.height * 0.7F, end = bottom_of(shell_, "page");
    for (float y = step; y + screen_.height < end + step; y += step) {
      scroll_to(y);
      check(what + ", scrolled", y, 0);
    }
    scroll_to(0);
    for (const ui::testing::SeenNode& dialog : shell_.all("dialog")) {
      const float below = bottom_of(shell_, dialog.id) - dialog.h;
      if (below <= 0) continue;
      shell_.event("scroll", ",\"host\":\"" + dialog.id + "\",\"y\":" + std::to_string(below));
      shell_.settle();
      check(what + ", dialog scrolled", 0, below);
      shell_.event("scroll", ",\"host\":\"" + dialog.id + "\",\"y\":0");
      shell_.settle();
    }
    focus_first_field();
    check(what + ", a field focused", 0, 0);
    shell_.event("focus", ",\"id\":null,\"visible\":false");
    return found_;
  }

 private:
  void scroll_to(float y) {
    shell_.event("scroll", ",\"host\":\"page\",\"y\":" + std::to_string(y));
    shell_.settle();
  }
  void focus_first_field() {
    const auto fields = shell_.all("textbox");
    if (fields.empty()) return;
    shell_.event("focus", ",\"id\":\"" + fields[0].id + "\",\"visible\":true");
    shell_.settle();
  }
  void check(const std::string& what, float scroll_y, float dialog_scroll_y) {
    for (const std::string& fault : mirror_faults(shell_, {screen_.height, scroll_y, dialog_scroll_y}, compared)) found_.push_back(what + ": " + fault);
  }

  Screen screen_;
  ui::testing::Headless shell_;
  std::vector<std::string> found_;
};

void inspect(const Screen& screen) {
  const std::vector<ScreenState> states = all_states();
  CHECK(states.size() > 100);
  Inspector inspector(screen);
  for (const Language language : {Language::french, Language::english}) {
    for (const ScreenState& state : states) {
      app::AppScenario scenario;
      INFO("reaching " << state.name);
      state.reach(scenario);
      scenario.app.set_language(language);
      const std::string what = state.name + " (" + std::string(code_of(language)) + ", " + screen.name + ")";
      const auto faults = inspector.look(scenario, what);
      std::string all;
      for (const std::string& fault : faults) all += fault + "\n";
      INFO(all);
      CHECK(faults.empty());
    }
  }
  std::printf("# figure controls held against their picture (%s): %zu\n", screen.name, inspector.compared);
}

}  // namespace

TEST_CASE("every control of every screen is drawn where it can be pressed: phone") { NEEDS_FONTS(); inspect(kScreens[0]); }
TEST_CASE("every control of every screen is drawn where it can be pressed: phone at twice the text") { NEEDS_FONTS(); inspect(kScreens[1]); }
TEST_CASE("every control of every screen is drawn where it can be pressed: desktop") { NEEDS_FONTS(); inspect(kScreens[2]); }
TEST_CASE("every control of every screen is drawn where it can be pressed: desktop at twice the text") { NEEDS_FONTS(); inspect(kScreens[3]); }

}  // namespace constat::testing
