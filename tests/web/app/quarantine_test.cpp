#include <catch_amalgamated.hpp>

#include "shared/base/ids.hpp"
#include "shared/base/json.hpp"
#include "tests/web/app/app_scenario.hpp"
#include "web/app/json_access.hpp"

using namespace constat;
using namespace constat::app;

namespace {

constexpr std::string_view kList = R"({"visits":[{"id":"v1","revision":1,"sha256":"aa","reason":"conflict","received_at":"2026-11-01T10:00:00Z",
  "site":{"id":"lyon","name":"Lyon"},"investigator":{"id":"i","name":"Ana"},"checklist":{"id":"c","version":1,"title":{"fr":"Grille"}},"score":null,"conflicts_with":"bb"}],
  "parked":[{"sha256":"cc","sender":{"id":"i","name":"Ana"},"received_at":"2026-11-01T10:00:00Z","visit":"v2","revision":1,"problem":"not-a-visit","note":"aidez-moi","bytes":12}]})";

void open_list(AppScenario& s, std::string_view url = "#/quarantine") {
  s.hears_of_waiting = true;
  s.start(url, "manager");
  while (s.has("fetch")) {
    const StoreRequest request = s.expect("fetch");
    if (request.payload.find("quarantine") != std::string::npos) s.reply(request, fetched(kList));
    else s.fail(request, "offline");
  }
}

}  // namespace

TEST_CASE("those who decide see how many wait, and nobody else asks for them") {
  AppScenario manager;
  open_list(manager, "#/compare");
  REQUIRE(manager.app.state().quarantine.value);
  CHECK(manager.app.state().quarantine.value->size() == 2);
  AppScenario investigator;
  investigator.hears_of_waiting = true;
  investigator.start("#/missions");
  CHECK(investigator.expect("fetch").payload == R"({"path":"/api/v1/missions?status=open"})");
  CHECK_FALSE(investigator.has("fetch"));
}

TEST_CASE("a decision needs a reason, is sent with one id however often it is tried, and leads to the visit") {
  AppScenario s;
  open_list(s);
  s.app.ask_decision(Dialog::accept, "aa");
  s.app.decide(true);
  CHECK(s.app.state().decision.reason_missing);
  CHECK_FALSE(s.has("post"));
  s.app.type_reason("Vérifié par téléphone");
  s.app.decide(true);
  const StoreRequest first = s.expect("post");
  s.fail(first, "offline");
  s.wait(60'000);
  s.app.decide(true);
  const StoreRequest second = s.expect("post");
  CHECK(second.payload == first.payload);
  const auto sent = parse_json(second.payload);
  REQUIRE(sent);
  CHECK(text_of(*sent, "path") == "/api/v1/visits/v1/events");
  const Json* body = object_of(*sent, "body");
  REQUIRE(body);
  CHECK(is_uuid_v7(text_of(*body, "id")));
  CHECK(text_of(*body, "decision") == "accept");
  CHECK(text_of(*body, "sha256") == "aa");
  s.reply(second, fetched("{}", 201));
  CHECK(s.url() == "#/result/v1");
  REQUIRE(s.app.state().decided);
  CHECK(s.app.state().decided->accepted);
  CHECK(s.app.state().dialog == Dialog::none);
}

TEST_CASE("a text that is no visit keeps the dialog open with every problem") {
  AppScenario s;
  open_list(s);
  s.app.ask_decision(Dialog::accept, "cc");
  s.app.type_reason("Essai");
  s.app.decide(true);
  const StoreRequest request = s.expect("post");
  CHECK(request.payload.find("/api/v1/parked/cc/decision") != std::string::npos);
  s.reply(request, fetched(R"({"detail":"pas une visite","problems":[{"path":"visit","code":"x","message":"il manque la visite"}]})", 400));
  REQUIRE(s.app.state().decision.failure);
  CHECK(s.app.state().decision.problems == std::vector<std::string>{"visit: il manque la visite"});
  CHECK(s.app.state().dialog == Dialog::accept);
}

TEST_CASE("a parked text is shown as it came, JSON or not") {
  AppScenario s;
  s.hears_of_waiting = true;
  s.start("#/quarantine/text/cc", "manager");
  while (s.has("fetch")) {
    const StoreRequest request = s.expect("fetch");
    if (request.payload.find("parked/cc") != std::string::npos) s.reply(request, fetched("\"pas du JSON {\""));
    else s.reply(request, fetched(kList));
  }
  REQUIRE(s.app.state().parked_body.value);
  CHECK(*s.app.state().parked_body.value == "pas du JSON {");
}

TEST_CASE("two bodies of one visit differ only where an answer, its comment or its absence does") {
  AppScenario s;
  s.start_filling(R"({"greeted":{"value":"yes"},"wait":{"value":60}})");
  const Visit kept = s.open().visit;
  Visit other = kept;
  CHECK(differences(s.open().checklist, kept, other).empty());
  other.answers["greeted"].comment = "hésitant";
  other.answers.erase("wait");
  const auto found = differences(s.open().checklist, kept, other);
  REQUIRE(found.size() == 2);
  CHECK(s.open().checklist.at(found[0].ref).id.value == "greeted");
  CHECK(found[1].other == nullptr);
}
