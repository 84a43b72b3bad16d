#include <catch_amalgamated.hpp>

#include "tests/web/ui/headless.hpp"

namespace constat::ui::testing {
namespace {

TEST_CASE("a frame that looks like the one on screen is not drawn again, and any other is") {
  if (!Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent");
  std::string label = "Envoyer";
  Headless shell(412, 915, 1, [&](Ui& ui) {
    ui.begin_page("Visite");
    ButtonSpec spec;
    spec.label = label;
    ui.button("send", spec);
    ui.end_page();
  });
  shell.settle();
  const auto drawn_by = [&](const std::function<void()>& what) {
    const int before = shell.drawings();
    what();
    shell.settle();
    return shell.drawings() - before;
  };
  CHECK(drawn_by([&] { shell.event("focus", ",\"id\":null,\"visible\":false"); }) == 0);

  const std::string button = shell.node("button", "Envoyer").id;
  CHECK(drawn_by([&] { shell.event("down", ",\"id\":\"" + button + "\""); }) == 1);
  CHECK(drawn_by([&] { shell.event("up", ""); }) == 1);
  CHECK(drawn_by([&] { label = "Envoyez"; shell.frame(); }) >= 1);

  // What the browser may have thrown away is drawn again.
  CHECK(drawn_by([&] { shell.event("gl_restored", ""); }) == 1);
  CHECK(drawn_by([&] { shell.event("viewport", R"(,"width":412,"height":915,"dpr":1,"textScale":1)"); }) >= 1);
  CHECK(drawn_by([&] { shell.pause(5000); shell.frame(); }) == 1);
  CHECK(drawn_by([&] { shell.event("viewport", R"(,"width":412,"height":915,"dpr":1,"textScale":1,"dark":true)"); }) == 1);
}

}  // namespace
}  // namespace constat::ui::testing
