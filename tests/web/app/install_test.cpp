#include <catch_amalgamated.hpp>

#include "tests/web/app/app_scenario.hpp"

namespace constat::app {
namespace {

void submit(AppScenario& s) {
  s.start_filling();
  s.app.submit_visit();
  s.reply_to("submit_visit", R"({"revision":1,"sha256":"00"})");
}

TEST_CASE("installing is offered once after a submitted visit, and that is kept") {
  AppScenario s;
  s.app.on_install("prompt", false, false);
  submit(s);
  CHECK(s.app.state().install.after_visit);
  CHECK(s.expect("keep_install_answer").payload == R"({"refused":false,"told":true})");
  s.app.on_navigate("#/missions");
  CHECK_FALSE(s.app.state().install.after_visit);
  CHECK(s.app.state().install.stands());

  AppScenario again;
  again.app.on_install("prompt", false, true);
  submit(again);
  CHECK_FALSE(again.app.state().install.after_visit);
  CHECK_FALSE(again.has("keep_install_answer"));
}

TEST_CASE("nothing is offered where the app cannot be installed, nor after a refusal") {
  for (const auto& [way, refused] : {std::pair("none", false), std::pair("share", true), std::pair("prompt", true)}) {
    AppScenario s;
    s.app.on_install(way, refused, false);
    submit(s);
    CHECK_FALSE(s.app.state().install.stands());
    CHECK_FALSE(s.app.state().install.after_visit);
    CHECK_FALSE(s.has("keep_install_answer"));
  }
}

TEST_CASE("a refusal holds for good and is kept at once") {
  AppScenario s;
  s.app.on_install("share", false, false);
  s.start("#/settings");
  CHECK(s.app.state().install.stands());
  s.app.refuse_install();
  CHECK_FALSE(s.app.state().install.stands());
  CHECK(s.expect("keep_install_answer").payload == R"({"refused":true,"told":false})");
}

TEST_CASE("the browser's question is asked once; its next willingness brings the offer back") {
  AppScenario s;
  s.app.on_install("prompt", false, false);
  s.start("#/settings");
  s.app.install();
  s.reply_to("install", R"({"outcome":"dismissed"})");
  CHECK_FALSE(s.app.state().install.stands());
  s.app.on_install("prompt", false, false);
  CHECK(s.app.state().install.stands());
  s.app.install();
  s.reply_to("install", R"({"outcome":"accepted"})");
  CHECK_FALSE(s.app.state().install.stands());
}

}  // namespace
}  // namespace constat::app
