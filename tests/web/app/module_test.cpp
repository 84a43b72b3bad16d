// The change from the field module, an investigator's, to the whole one.
#include <catch_amalgamated.hpp>

#include "tests/web/app/app_scenario.hpp"

using namespace constat;
using namespace constat::app;

namespace {

constexpr App::Further kFieldModule = nullptr;

}  // namespace

TEST_CASE("an investigator needs the field module, everybody else the whole one") {
  for (const char* role : {"investigator", "reviewer", "manager", "site_manager", "administrator", "client"}) {
    INFO(role);
    AppScenario s(kFieldModule);
    s.start("#/settings", role);
    CHECK(s.app.take_module() == (std::string_view(role) == "investigator" ? ModuleKind::field : ModuleKind::whole));
    CHECK_FALSE(s.app.take_module());
  }
}

TEST_CASE("a module is asked for once the store has told who is signed in") {
  AppScenario s(kFieldModule);
  s.app.on_init("fr-FR", "auto", "#/compare", kStart, "+01:00");
  CHECK_FALSE(s.app.take_module());
}

TEST_CASE("who signs in after a deep link to a page of the whole module arrives there, once that module runs") {
  AppScenario s(kFieldModule);
  s.start("#/compare?wave=w1", "");
  CHECK(s.url() == "#/sign-in");
  CHECK_FALSE(s.app.take_module());
  s.app.type_email("max@example.org");
  s.app.type_password("right");
  s.app.sign_in();
  s.reply_to("sign_in", R"({"session":{"user":{"id":"u2","name":"Max","email":"max@example.org","role":"manager"},"organisation":{"id":"o1","name":"Org"}}})");
  CHECK(s.url() == "#/compare?wave=w1");
  CHECK(s.app.take_module() == ModuleKind::whole);
  CHECK_FALSE(s.has("fetch"));
}

TEST_CASE("a page of the whole module asks for it whoever opens it, and leaving it no longer does") {
  AppScenario s(kFieldModule);
  s.start("#/gallery", "");
  CHECK(s.app.take_module() == ModuleKind::whole);
  AppScenario investigator(kFieldModule);
  investigator.start("#/missions");
  CHECK(investigator.app.take_module() == ModuleKind::field);
  investigator.app.on_navigate("#/compare");
  CHECK(investigator.app.take_module() == ModuleKind::whole);
  investigator.app.on_navigate("#/missions");
  CHECK(investigator.app.take_module() == ModuleKind::field);
}

TEST_CASE("signing out says nothing of who comes next") {
  AppScenario s(kFieldModule);
  s.start("#/settings", "manager");
  CHECK(s.app.take_module() == ModuleKind::whole);
  s.app.sign_out(false);
  s.reply_to("sign_out", "{}");
  CHECK(s.url() == "#/sign-in");
  CHECK_FALSE(s.app.take_module());
}

TEST_CASE("a module that could not be had is asked for again on demand, and when the network is back") {
  AppScenario s(kFieldModule);
  s.start("#/compare", "manager");
  CHECK(s.app.take_module() == ModuleKind::whole);
  s.app.on_module(true);
  CHECK(s.app.state().module_unreachable);
  CHECK_FALSE(s.app.take_module());
  s.app.ask_for_module();
  CHECK(s.app.take_module() == ModuleKind::whole);
  s.app.on_module(true);
  s.app.on_push(R"({"push":"sync","data":{"online":false}})");
  CHECK_FALSE(s.app.take_module());
  s.app.on_push(R"({"push":"sync","data":{"online":true}})");
  CHECK(s.app.take_module() == ModuleKind::whole);
  CHECK_FALSE(s.app.state().module_unreachable);
}

TEST_CASE("every page of an investigator is in the field module") {
  for (const char* hash : {"#/", "#/sign-in", "#/missions", "#/mission/m1", "#/visit/v1", "#/visit/v1/section/2", "#/visit/v1/unanswered",
                           "#/visit/v1/review", "#/list/v1", "#/notes/v1", "#/visits", "#/my-visit/v1", "#/fees", "#/settings", "#/storage",
                           "#/join/token", "#/nowhere"}) {
    INFO(hash);
    CHECK(is_of_field(parse_route(hash).page));
  }
  for (const char* hash : {"#/compare", "#/review", "#/plan", "#/payments", "#/audit", "#/people", "#/sites", "#/checklists", "#/gallery"}) {
    INFO(hash);
    CHECK_FALSE(is_of_field(parse_route(hash).page));
  }
}
