#include <catch_amalgamated.hpp>

#include "tests/web/app/app_scenario.hpp"

using namespace constat;
using namespace constat::app;

TEST_CASE("every address reads back as it was written") {
  const std::vector<Route> routes{
      {.page = Page::sign_in}, {.page = Page::missions}, {.page = Page::mission, .id = "m 1/é"}, {.page = Page::visit, .id = "v1"},
      {.page = Page::visit_section, .id = "v1", .section = 2}, {.page = Page::visit_section, .id = "v1", .section = 0, .item = "greeted"},
      {.page = Page::visit_unanswered, .id = "v1"}, {.page = Page::visit_review, .id = "v1"}, {.page = Page::visits},
      {.page = Page::my_visit, .id = "v1"}, {.page = Page::compare}, {.page = Page::compare, .wave = "2026-T4"},
      {.page = Page::site, .id = "lyon-01", .wave = "2026-T4"}, {.page = Page::result, .id = "v1"}, {.page = Page::settings}, {.page = Page::tokens, .section = 1, .status = "expired", .text = "siège", .person = "ines"}, {.page = Page::tokens}, {.page = Page::token_form, .person = "ines"},
      {.page = Page::storage}, {.page = Page::quarantine}, {.page = Page::set_aside, .id = "v1", .sha256 = "aa"},
      {.page = Page::parked_text, .id = "aa"}, {.page = Page::gallery}, {.page = Page::gallery, .id = "charts"}};
  for (const Route& route : routes) {
    INFO(to_hash(route));
    CHECK(parse_route(to_hash(route)) == route);
  }
}

TEST_CASE("an address that means nothing is said to be unknown") {
  for (const char* hash : {"#/nowhere", "#/visit/v1/section/0", "#/visit/v1/section/x", "#/visit/v1/other", "#/mission", "#/visit/v1/section/1/item"}) {
    INFO(hash);
    CHECK(parse_route(hash).page == Page::not_found);
  }
  CHECK(parse_route("").page == Page::home);
  CHECK(parse_route("#/").page == Page::home);
}

TEST_CASE("each role starts on its own screen") {
  AppScenario investigator;
  investigator.start("");
  CHECK(investigator.url() == "#/missions");
  CHECK(investigator.has("list_missions"));
  AppScenario manager;
  manager.start("#/", "manager");
  CHECK(manager.url() == "#/compare");
  CHECK(manager.expect("fetch").payload == R"({"path":"/api/v1/comparison"})");
}

TEST_CASE("the gallery opens by its address without signing in") {
  AppScenario s;
  s.start("#/gallery/charts", "");
  CHECK(s.app.state().route.page == Page::gallery);
  CHECK(s.app.state().route.id == "charts");
}

TEST_CASE("a deep link without a session goes through signing in and on to where it led") {
  AppScenario s;
  s.start("#/my-visit/v1", "");
  CHECK(s.url() == "#/sign-in");
  s.app.type_email("ana@example.org");
  s.app.sign_in();
  CHECK(s.app.state().sign_in.missing == "password");
  s.app.type_password("wrong");
  s.app.sign_in();
  CHECK(s.app.state().sign_in.busy);
  s.fail(s.expect("sign_in"), "sign-in-refused");
  REQUIRE(s.app.state().sign_in.failure);
  CHECK(s.app.state().sign_in.email == "ana@example.org");
  s.app.type_password("right");
  s.app.sign_in();
  s.reply_to("sign_in", R"({"session":{"user":{"id":"u1","name":"Ana","email":"a","role":"investigator"},"organisation":{"id":"o","name":"O","demo":false}}})");
  CHECK(s.url() == "#/my-visit/v1");
  CHECK(s.app.state().sign_in.password.empty());
}

TEST_CASE("a visit's address resumes where the draft was left") {
  AppScenario s;
  s.start_filling("{}", R"({"section":2})");
  CHECK(s.url() == "#/visit/" + std::string(AppScenario::kVisitId) + "/section/3");
}

TEST_CASE("a section that does not exist leads to the last one") {
  AppScenario s;
  s.start("#/visit/" + std::string(AppScenario::kVisitId) + "/section/99");
  s.reply_to("open_visit", AppScenario::opened("{}", "{}", true));
  CHECK(s.url() == "#/visit/" + std::string(AppScenario::kVisitId) + "/section/3");
}

TEST_CASE("a link to a question asks to bring it into view, once") {
  AppScenario s;
  s.start_filling();
  s.app.on_navigate("#/visit/" + std::string(AppScenario::kVisitId) + "/section/1/item/wait");
  CHECK(s.app.state().reveal_item == "wait");
  s.app.revealed();
  CHECK(s.app.state().reveal_item.empty());
}

TEST_CASE("Back during filling keeps the visit in memory") {
  AppScenario s;
  s.start_filling();
  s.app.answer("greeted", TextValue{"yes"});
  s.save_all();
  s.app.on_navigate("#/missions");
  s.app.on_navigate("#/visit/" + std::string(AppScenario::kVisitId) + "/section/1");
  CHECK_FALSE(s.has("open_visit"));
  CHECK(s.open().answer("greeted") != nullptr);
}

TEST_CASE("a submitted visit opens read only") {
  AppScenario s;
  s.start("#/visit/" + std::string(AppScenario::kVisitId));
  s.reply_to("open_visit", AppScenario::opened("{}", "{}", true, true));
  CHECK(s.url() == "#/my-visit/" + std::string(AppScenario::kVisitId));
}

TEST_CASE("signing out with unsent visits is refused first, then possible, and leaves nothing in memory") {
  AppScenario s;
  s.start("#/visits");
  s.reply_to("list_visits", R"({"visits":[{"id":"v1","site_doc":{"id":"s","name":"S"},"checklist_title":"C","started_at":"","ended_at":"","state":"saved","score":null}]})");
  s.app.open_dialog(Dialog::sign_out);
  s.app.sign_out(false);
  s.fail(s.expect("sign_out"), "unsent-visits");
  REQUIRE(s.app.state().session);
  s.app.sign_out(true);
  const StoreRequest request = s.expect("sign_out");
  CHECK(request.payload == R"({"even_unsent":true})");
  s.reply(request, "{}");
  CHECK_FALSE(s.app.state().session);
  CHECK_FALSE(s.app.state().visits.value);
  CHECK(s.url() == "#/sign-in");
}

TEST_CASE("a lost session says so and leads back after signing in again") {
  AppScenario s;
  s.start("#/visits");
  s.app.on_push(R"({"type":"push","push":"session_lost","data":{}})");
  CHECK(s.app.state().session_lost);
  CHECK(s.app.state().route.page == Page::sign_in);
}

TEST_CASE("another tab's store is told, and is taken over with a fresh start") {
  AppScenario s;
  s.start("#/visits");
  s.app.on_push(R"({"push":"owner","data":{"owner":false}})");
  CHECK(s.app.state().phase == Phase::elsewhere);
  s.app.take_over();
  s.fail(s.expect("take_over"), "owner-busy");
  REQUIRE(s.app.state().action_failure);
  CHECK(s.app.state().action_failure->code == "owner-busy");
  s.app.take_over();
  s.app.take_over();
  s.reply(s.expect("take_over"), "{}");
  CHECK(s.app.state().route.page == Page::visits);
  CHECK_FALSE(s.app.state().session);
  s.expect("open");
}

TEST_CASE("a store that cannot open leaves a screen with its reason") {
  AppScenario s;
  s.app.on_init("en", "dark", "#/missions", kStart, "+00:00");
  s.fail(s.expect("open"), "no-storage");
  CHECK(s.app.state().phase == Phase::unusable);
  CHECK(s.app.language() == Language::english);
  CHECK(s.app.state().theme == Theme::dark);
}

TEST_CASE("an address that the person chose holds against one that the app was about to show") {
  AppScenario s;
  s.start("#/missions");
  s.url();
  s.app.go({.page = Page::visits});
  s.app.on_navigate("#/settings");
  CHECK(s.app.state().route.page == Page::settings);
  CHECK_FALSE(s.app.take_url());
}

TEST_CASE("on a phone that keeps nothing, signing in begins before the store has opened") {
  AppScenario s;
  s.app.on_init("fr-FR", "auto", "#/my-visit/v1", kStart, "+01:00", false, true);
  CHECK(s.url() == "#/sign-in");
  CHECK(s.app.state().signs_in_early);
  s.app.type_email("ana@example.org");
  s.reply_to("open", R"({"session":null,"preferences":{},"storage":{"persisted":false},"recovered":0,"unsent":0,"online":true})");
  CHECK(s.app.state().phase == Phase::ready);
  CHECK(s.app.state().route.page == Page::sign_in);
  CHECK(s.app.state().sign_in.email == "ana@example.org");
  CHECK_FALSE(s.app.take_scroll_to_top());
  s.app.type_password("right");
  s.app.sign_in();
  s.reply_to("sign_in", R"({"session":{"user":{"id":"u1","name":"Ana","email":"ana@example.org","role":"investigator"},"organisation":{"id":"o1","name":"Org"}}})");
  CHECK(s.url() == "#/my-visit/v1");
}

TEST_CASE("a password that was sent before the store had opened is answered behind it") {
  AppScenario s;
  s.app.on_init("fr-FR", "auto", "", kStart, "+01:00", false, true);
  s.app.type_email("ana@example.org");
  s.app.type_password("right");
  s.app.sign_in();
  s.reply_to("open", R"({"session":null,"preferences":{},"storage":{},"online":true})");
  CHECK(s.app.state().sign_in.busy);
  s.reply_to("sign_in", R"({"session":{"user":{"id":"u1","name":"Ana","email":"ana@example.org","role":"investigator"},"organisation":{"id":"o1","name":"Org"}}})");
  CHECK(s.url() == "#/missions");
}
