// An administrator's API tokens, and the sessions of a person.
#include <catch_amalgamated.hpp>

#include "tests/web/app/app_scenario.hpp"

using namespace constat;
using namespace constat::app;

namespace {

const std::string kTokens = R"({"tokens":[{"id":"t1","name":"Écran","user":{"id":"ines","name":"Inès","role":"manager"},"scopes":["sites:read"],"status":"active",
  "made_at":"2026-11-01T09:00:00Z","made_by":"Paul","expires_at":"2027-01-30T09:00:00Z","used_on":null,"revoked_at":null}],"count":51,"statuses":{"active":51},
  "scopes":["sites:read","figures:read"],"days":{"most":366,"proposed":90}})";

}  // namespace

TEST_CASE("a new token needs a use, days within the limits and a scope, and is forgotten when its page is left") {
  AppScenario s;
  s.start("#/tokens/new?person=ines", "administrator");
  s.reply_to("fetch", fetched(kTokens));
  s.app.tokens().begin_form();
  const TokenForm& form = s.app.state().admin.tokens.form;
  CHECK(form.days == "90");
  s.app.tokens().change(" ", "367");
  s.app.tokens().make();
  CHECK(form.missing.size() == 3);
  CHECK_FALSE(s.has("post"));
  s.app.tokens().change("Écran", "30");
  s.app.tokens().toggle("sites:read");
  s.app.tokens().toggle("figures:read");
  s.app.tokens().toggle("sites:read");
  CHECK(form.missing.empty());
  s.app.tokens().make();
  s.app.tokens().make();
  const StoreRequest post = s.expect("post");
  CHECK_FALSE(s.has("post"));
  CHECK(post.payload == R"({"path":"/api/v1/people/ines/tokens","body":{"name":"Écran","scopes":["figures:read"],"days":30}})");
  s.reply(post, fetched(R"({"id":"t2","token":"constat_t2.secret"})", 201));
  CHECK(form.made == "constat_t2.secret");
  s.app.tokens().copy();
  CHECK(s.expect("copy").payload == R"({"text":"constat_t2.secret"})");
  s.app.on_navigate("#/tokens");
  CHECK(form.made.empty());
}

TEST_CASE("a token is looked at in a dialog and revoked there, and the list is asked for again") {
  AppScenario s;
  s.start("#/tokens?person=ines&status=active&page=2", "administrator");
  const StoreRequest list = s.expect("fetch");
  CHECK(list.payload == R"({"path":"/api/v1/tokens?page=2&user=ines&status=active"})");
  s.reply(list, fetched(kTokens));
  CHECK(s.app.state().admin.tokens.all.value->pages() == 2);
  s.app.tokens().show("t1");
  CHECK(s.app.state().dialog == Dialog::api_token);
  s.app.tokens().revoke();
  const StoreRequest revoke = s.expect("post");
  CHECK(revoke.payload == R"({"path":"/api/v1/tokens/t1/revoke","body":{}})");
  s.reply(revoke, fetched(R"({"code":"unavailable","detail":"Plus tard."})", 503));
  CHECK(s.app.state().admin.tokens.refusal.has_value());
  CHECK(s.app.state().dialog == Dialog::api_token);
  s.app.tokens().revoke();
  s.reply_to("post", fetched(R"({"id":"t1"})"));
  CHECK(s.app.state().dialog == Dialog::none);
  CHECK(s.has("fetch"));
}

TEST_CASE("one's own sessions are listed on the settings screen, and one or all others are ended") {
  AppScenario s;
  s.hears_of_sessions = true;
  s.start("#/settings");
  const StoreRequest list = s.expect("fetch");
  CHECK(list.payload == R"({"path":"/api/v1/sessions"})");
  s.reply(list, fetched(R"({"sessions":[{"id":"a","begun_at":"2026-11-20T09:00:00Z","seen_on":"2026-11-22","device":"Chromium, Android","this":true},
    {"id":"b","begun_at":"2026-11-01T09:00:00Z","seen_on":"2026-11-21","device":"","this":false}]})"));
  REQUIRE(s.app.state().sessions.all.value->list.size() == 2);
  CHECK(s.app.state().sessions.all.value->list[0].own);
  s.app.session_list().end("b");
  CHECK(s.expect("post").payload == R"({"path":"/api/v1/sessions/end","body":{"session":"b"}})");
  s.app.session_list().end_others();
  CHECK_FALSE(s.has("post"));  // one at a time
}

TEST_CASE("on a person's page the sessions are that person's, and another page's answer does not stay") {
  AppScenario s;
  s.hears_of_sessions = true;
  s.start("#/people/person/ines", "administrator");
  s.expect("fetch");
  const StoreRequest list = s.expect("fetch");
  CHECK(list.payload == R"({"path":"/api/v1/people/ines/sessions"})");
  s.reply(list, fetched(R"({"sessions":[{"id":"c","begun_at":"2026-11-20T09:00:00Z","seen_on":"2026-11-22","device":"Safari, iPhone","this":false}]})"));
  s.app.session_list().end_others();
  const StoreRequest end = s.expect("post");
  CHECK(end.payload == R"({"path":"/api/v1/people/ines/sessions/end","body":{"all":true}})");
  s.app.on_navigate("#/settings");
  CHECK_FALSE(s.app.state().sessions.all.value.has_value());
  s.reply(end, fetched(R"({"sessions":[],"ended":1})"));
  CHECK_FALSE(s.app.state().sessions.all.value.has_value());
}
