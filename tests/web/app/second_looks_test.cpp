#include <catch_amalgamated.hpp>

#include "tests/web/app/app_scenario.hpp"
#include "web/app/json_access.hpp"

using namespace constat;
using namespace constat::app;

namespace {

const std::string kId(AppScenario::kVisitId);
const std::string kLooks = R"({"share":10,"waiting":[{"id":")" + kId + R"(","revision":1,"sha256":"aa","site":{"id":"a","name":"Arles"},"investigator":"Ana",
  "checklist":{"id":"c","version":1,"title":{"fr":"Accueil"}},"started_at":"2026-11-01T09:00:00+01:00","score":66.7}],"with_others":0,
  "agreement":{"units":2,"same":1,"counts":[[1,0,0],[1,0,0],[0,0,0]],"kappa":{"value":0,"interval":[-0.5,0.5]},"alpha":null},"apart":[],"apart_in_all":1})";

const std::string kVisit = R"({"id":")" + kId + R"(","revision":1,"sha256":"aa","status":"returned","official":false,"received_at":"2026-11-01T10:00:00Z","visit":null,
  "checklist":null,"score":null,"site":{"id":"a","name":"Arles"},"investigator":{"id":"i","name":"Ana"}})";

void start(AppScenario& s, const std::string& url, const char* role) {
  s.start(url, role);
  while (s.has("fetch")) {
    const StoreRequest request = s.expect("fetch");
    if (request.payload.find("/second-looks") != std::string::npos) s.reply(request, fetched(kLooks));
    else if (request.payload.find("/visits/") != std::string::npos) s.reply(request, fetched(kVisit));
    else s.fail(request, "offline");
  }
}

void open_look(AppScenario& s) {
  start(s, "#/second-look/" + kId, "manager");
  REQUIRE(s.app.state().result.value);
}

}  // namespace

TEST_CASE("a second look reads the visit, and never what was decided") {
  AppScenario s;
  s.start("#/second-look/" + kId, "manager");
  while (s.has("fetch")) {
    const StoreRequest request = s.expect("fetch");
    CHECK(request.payload.find("/events") == std::string::npos);
    s.fail(request, "offline");
  }
}

TEST_CASE("the list of second looks says what waits and how far two reviewers agree") {
  AppScenario s;
  open_look(s);
  const SecondLooks& looks = *s.app.state().second_looks.all.value;
  CHECK(looks.share == 10);
  REQUIRE(looks.find(kId));
  CHECK(looks.find(kId)->site.name == "Arles");
  CHECK(looks.counts[1][0] == 1);
  REQUIRE(looks.kappa);
  CHECK(looks.kappa->interval.low == -0.5);
  CHECK_FALSE(looks.alpha);
}

TEST_CASE("a second look needs a verdict, and words unless it approves; it counts once however often it is tried") {
  AppScenario s;
  open_look(s);
  s.app.looks().ask();
  s.app.looks().send();
  CHECK(s.app.state().second_looks.form.verdict_missing);
  s.app.looks().choose(1);
  s.app.looks().send();
  CHECK(s.app.state().second_looks.form.text_missing);
  CHECK_FALSE(s.has("post"));
  s.app.looks().type("La photo est floue.");
  s.app.looks().send();
  const StoreRequest first = s.expect("post");
  s.fail(first, "offline");
  CHECK(s.app.state().second_looks.form.failure->code == "offline");
  s.app.close_dialog();
  s.wait(60'000);
  s.app.looks().ask();
  s.app.looks().send();
  const StoreRequest second = s.expect("post");
  CHECK(second.payload == first.payload);
  const Json sent = *parse_json(second.payload);
  CHECK(text_of(sent, "path") == "/api/v1/visits/" + kId + "/second-look");
  CHECK(text_of(*object_of(sent, "body"), "verdict") == "returned");
  s.reply(second, fetched("{}", 201));
  CHECK(s.url() == "#/second-looks");
  CHECK(s.app.state().second_looks.said_of == kId);
}

TEST_CASE("what waits for a second look is searched and paged by its address; a visit alone is asked for by its id") {
  AppScenario s;
  const auto asked = [&](const std::string& url) {
    s.start(url, "manager");
    std::string path;
    while (s.has("fetch")) {
      const StoreRequest request = s.expect("fetch");
      if (request.payload.find("/second-looks") != std::string::npos) path = text_of(*parse_json(request.payload), "path");
      s.reply(request, fetched(kLooks));
    }
    return path;
  };
  CHECK(asked("#/second-looks?text=Is%C3%A8re&page=3") == "/api/v1/second-looks?page=3&text=Is%C3%A8re");
  CHECK(to_hash(s.app.state().route) == "#/second-looks?text=Is%C3%A8re&page=3");
}

TEST_CASE("a second look at a visit that the list's page does not hold asks for it alone") {
  AppScenario s;
  s.start("#/second-look/" + kId, "manager");
  bool alone = false;
  while (s.has("fetch")) {
    const StoreRequest request = s.expect("fetch");
    alone = alone || request.payload.find("/api/v1/second-looks?visit=" + kId) != std::string::npos;
    s.fail(request, "offline");
  }
  CHECK(alone);
}

TEST_CASE("the share of second looks is a whole number of percent") {
  AppScenario s;
  start(s, "#/second-looks", "administrator");
  for (const char* wrong : {"", "101", "1000", "ten", "-1"}) {
    s.app.looks().type_share(wrong);
    s.app.looks().save_share();
    CHECK(s.app.state().second_looks.share.wrong);
    CHECK_FALSE(s.has("post"));
  }
  s.app.looks().type_share("25");
  s.app.looks().save_share();
  const StoreRequest request = s.expect("post");
  CHECK(request.payload.find("\"share\":25") != std::string::npos);
  s.reply(request, fetched(R"({"share":25})"));
  CHECK(s.app.state().second_looks.share.saved);
  CHECK(s.has("fetch"));
}
