// Longer words and larger text break no screen: nothing is cut, nothing lies over anything else, nothing is wider than the
// screen. What a control draws must also stay inside the control (tests/web/mirror/faults.cpp).
#include <catch_amalgamated.hpp>

#include "tests/web/mirror/faults.hpp"
#include "tests/web/mirror/layout_faults.hpp"
#include "tests/web/mirror/looks.hpp"
#include "tests/web/mirror/pseudo.hpp"
#include "tests/web/mirror/states.hpp"
#include "web/screens/screens.hpp"

namespace constat::testing {
namespace {

#define NEEDS_FONTS() \
  if (!ui::testing::Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent")

constexpr float kHigh = 6000;  // every screen whole, so that all of it is drawn at once

void inspect(const Screen& screen) {
  const Screen whole{screen.name, screen.width, kHigh, screen.text_scale};
  ui::testing::Headless shell(whole.width, whole.height, whole.text_scale, [](ui::Ui& ui) { ui.begin_page("…"); ui.end_page(); });
  shell.event("viewport", viewport(whole, kLooks[0]));
  std::size_t compared = 0;
  for (const ScreenState& state : all_states()) {
    app::AppScenario scenario;
    INFO("reaching " << state.name);
    state.reach(scenario);
    shell.screen = [&](ui::Ui& ui) { screens::draw(ui, scenario.app, &screens::further()); };
    shell.settle();
    std::string all;
    for (const std::string& fault : layout_faults(shell, whole.width)) all += fault + "\n";
    for (const std::string& fault : mirror_faults(shell, {whole.height, 0, 0}, compared)) all += fault + "\n";
    INFO(state.name << " (" << screen.name << ")\n" << all);
    CHECK(all.empty());
  }
  CHECK(compared > 500);
}

}  // namespace

TEST_CASE("no screen overlaps itself or leaves the phone") { NEEDS_FONTS(); inspect(kScreens[0]); inspect(kScreens[1]); }
TEST_CASE("no screen overlaps itself or leaves the desktop") { NEEDS_FONTS(); inspect(kScreens[2]); inspect(kScreens[3]); }

TEST_CASE("texts that are 40 % longer break no screen of a phone") {
  NEEDS_FONTS();
  const PseudoLanguage speaks;
  inspect(kScreens[0]);
  inspect(kScreens[1]);
}

TEST_CASE("texts that are 40 % longer break no screen of a desktop") {
  NEEDS_FONTS();
  const PseudoLanguage speaks;
  inspect(kScreens[2]);
  inspect(kScreens[3]);
}

}  // namespace constat::testing
