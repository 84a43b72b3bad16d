#include <catch_amalgamated.hpp>

#include "tests/web/app/app_scenario.hpp"

using namespace constat;
using namespace constat::app;

TEST_CASE("another password is asked for with the one of now, and neither is left behind") {
  AppScenario s;
  s.start("#/password", "investigator");
  s.app.password().change();
  CHECK(s.app.state().password.old_missing);
  CHECK(s.app.state().password.too_short);
  s.app.password().type_old("the one of now");
  s.app.password().type_new("short");
  s.app.password().change();
  CHECK_FALSE(s.app.state().password.old_missing);
  CHECK(s.app.state().password.too_short);
  CHECK_FALSE(s.has("post"));
  s.app.password().type_new("nine cows on a meadow");
  s.app.password().change();
  s.app.password().change();
  const StoreRequest request = s.expect("post");
  CHECK_FALSE(s.has("post"));
  CHECK(request.payload == R"({"path":"/api/v1/password","body":{"old":"the one of now","new":"nine cows on a meadow"}})");
  s.reply(request, R"({"status":403,"body":{"code":"old-password-wrong","detail":"Non."},"fetched_at":1,"stale":false})");
  REQUIRE(s.app.state().password.refusal);
  CHECK(s.app.state().password.refusal->failure.detail == "Non.");
  CHECK(s.app.state().password.new_password == "nine cows on a meadow");
  s.app.password().change();
  s.reply(s.expect("post"), R"({"status":200,"body":{"id":"u"},"fetched_at":1,"stale":false})");
  CHECK(s.app.state().password.done);
  CHECK(s.app.state().password.old_password.empty());
  CHECK(s.app.state().password.new_password.empty());
  s.app.password().type_old("half a thought");
  s.app.go({.page = Page::settings});
  CHECK(s.app.state().password.old_password.empty());
}
