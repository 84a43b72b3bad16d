#include <catch_amalgamated.hpp>

#include "tests/web/app/app_scenario.hpp"
#include "web/app/explain.hpp"
#include "web/app/format.hpp"
#include "web/app/json_access.hpp"

using namespace constat;
using namespace constat::app;

namespace {

const std::string kId(AppScenario::kVisitId);

constexpr const char* kAppeal = R"({"id":"e2","type":"appeal","author":{"id":"s","name":"Zoé"},"at":"2026-11-02T09:00:00Z","revision":1,"sha256":"aa","item":"greeted","text":"La caméra le montre."})";

std::string approved(std::string_view more = "") {
  const Json opened = *parse_json(AppScenario::opened(R"({"greeted":{"value":"no","comment":"Personne"},"wait":{"value":60}})", "{}", true));
  return R"({"id":")" + kId + R"(","revision":1,"sha256":"aa","status":"approved","official":true,"received_at":"2026-11-01T10:00:00Z","visit":)" +
         write_json(*opened.find("visit")) + R"(,"checklist":)" + write_json(*opened.find("checklist")) +
         R"(,"score":null,"site":{"id":"a","name":"Arles"},"investigator":{"id":"i","name":"Ana"})" + std::string(more) + "}";
}

void open_result(AppScenario& s, const char* role, const std::string& events, const std::string& result = approved()) {
  s.start("#/result/" + kId, role);
  while (s.has("fetch")) {
    const StoreRequest request = s.expect("fetch");
    if (request.payload.find("/events") != std::string::npos) s.reply(request, fetched(R"({"events":[)" + events + "]}"));
    else if (request.payload.find("/visits/") != std::string::npos) s.reply(request, fetched(result));
    else s.fail(request, "offline");
  }
  REQUIRE(s.app.state().result.value);
}

Json body_of(const StoreRequest& request) {
  const auto sent = parse_json(request.payload);
  REQUIRE(sent);
  CHECK(text_of(*sent, "path") == "/api/v1/visits/" + kId + "/events");
  return *object_of(*sent, "body");
}

}  // namespace

TEST_CASE("a site reads a visit whose investigator it is not told") {
  std::string anonymous = approved();
  for (const std::string_view told : {R"("investigator":"inv-1",)", R"({"id":"i","name":"Ana"})"}) {
    const std::size_t at = anonymous.find(told);
    REQUIRE(at != std::string::npos);
    anonymous.replace(at, told.size(), told.back() == ',' ? "" : "null");
  }
  AppScenario s;
  open_result(s, "site_manager", "", anonymous);
  const VisitResult& result = *s.app.state().result.value;
  CHECK(result.investigator.empty());
  REQUIRE(result.visit);
  CHECK(result.visit->find("greeted") != nullptr);
  CHECK(s.app.state().explanation);
}

TEST_CASE("photos of an appeal go after it, and one that is cut is sent by the next press") {
  AppScenario s;
  open_result(s, "site_manager", "");
  s.app.ask_appeal("greeted");
  s.app.type_appeal("Voir le ticket.");
  s.app.add_appeal_photos({1, 2});
  s.app.send_appeal();
  CHECK_FALSE(s.has("post"));  // they are still being made smaller
  const auto facts = [](char digit) {
    return "{\"sha256\":\"" + std::string(64, digit) + "\",\"bytes\":1200,\"type\":\"image/jpeg\",\"width\":40,\"height\":30,\"dhash\":null,\"taken_at\":\"2026-11-01T09:00:00Z\"}";
  };
  s.reply_to("photo", facts('1'));
  s.reply_to("photo", facts('2'));
  REQUIRE(s.app.state().appeal_form.photos.size() == 2);
  s.app.add_appeal_photos({3, 4});  // three at most
  s.reply_to("photo", facts('3'));
  CHECK_FALSE(s.has("photo"));
  s.app.remove_appeal_photo(std::string(64, '3'));

  s.app.send_appeal();
  const StoreRequest first = s.expect("post");
  const Json body = body_of(first);
  REQUIRE(array_of(body, "photos")->elements.size() == 2);
  CHECK(text_of(array_of(body, "photos")->elements[0], "sha256") == std::string(64, '1'));
  s.reply(first, fetched("{}", 201));
  s.reply_to("send_photo", "{}");
  s.fail(s.expect("send_photo"), "photo-not-sent");
  CHECK(s.app.state().appeal_form.taken);
  CHECK(s.app.state().appeal_form.failure->code == "photo-not-sent");
  CHECK(s.app.state().dialog == Dialog::appeal);

  s.app.send_appeal();
  const StoreRequest second = s.expect("post");
  CHECK(second.payload == first.payload);  // the same appeal, which counts once
  s.reply(second, fetched("{}", 200));
  s.reply_to("send_photo", "{}");
  s.reply_to("send_photo", "{}");
  CHECK(s.app.state().dialog == Dialog::none);
  CHECK(s.app.state().appeal_form.photos.empty());
}

TEST_CASE("contesting an answer needs words, and counts once however often it is tried") {
  AppScenario s;
  open_result(s, "site_manager", "");
  s.app.ask_appeal("greeted");
  CHECK(s.app.state().dialog == Dialog::appeal);
  s.app.send_appeal();
  CHECK(s.app.state().appeal_form.text_missing);
  CHECK_FALSE(s.has("post"));
  s.app.type_appeal("La caméra le montre.");
  s.app.send_appeal();
  const StoreRequest first = s.expect("post");
  s.fail(first, "offline");
  CHECK(s.app.state().appeal_form.failure->code == "offline");
  s.app.close_dialog();
  s.wait(60'000);
  s.app.ask_appeal("greeted");
  CHECK(s.app.state().appeal_form.text == "La caméra le montre.");
  s.app.send_appeal();
  const StoreRequest second = s.expect("post");
  CHECK(second.payload == first.payload);
  const Json body = body_of(second);
  CHECK(text_of(body, "type") == "appeal");
  CHECK(text_of(body, "item") == "greeted");
  CHECK(text_of(body, "sha256") == "aa");
  s.reply(second, fetched("{}", 201));
  CHECK(s.app.state().dialog == Dialog::none);
  CHECK(s.has("fetch"));  // the page tells it
}

TEST_CASE("a decision over an appeal tells everything that is missing at once, and sends the right answer") {
  AppScenario s;
  open_result(s, "reviewer", kAppeal);
  const auto contested = contested_answers(*s.app.state().events.value);
  REQUIRE(contested.size() == 1);
  CHECK(contested[0].item == "greeted");
  CHECK_FALSE(contested[0].decision);
  s.app.ask_appeal_decision(contested[0]);
  s.app.send_appeal_decision();
  CHECK(s.app.state().appeal_decision.verdict_missing);
  CHECK(s.app.state().appeal_decision.text_missing);
  s.app.choose_verdict(true);
  s.app.type_appeal_decision("Vu.");
  s.app.send_appeal_decision();
  CHECK(s.app.state().appeal_decision.answer_missing);
  CHECK_FALSE(s.has("post"));
  s.app.choose_correction(0);
  s.app.choose_verdict(false);  // a change of mind takes the correction back
  CHECK_FALSE(s.app.state().appeal_decision.answer);
  s.app.choose_verdict(true);
  s.app.choose_correction(0);
  s.app.send_appeal_decision();
  const Json body = body_of(s.expect("post"));
  CHECK(text_of(body, "type") == "appeal_decision");
  CHECK(text_of(body, "appeal") == "e2");
  CHECK(bool_of(body, "accepted"));
  const Json* answer = object_of(body, "answer");
  REQUIRE(answer);
  CHECK(text_of(*answer, "value") == s.app.state().result.value->checklist->sections[0].items[0].choices[0].id.value);
}

TEST_CASE("a corrected answer is shown, scored and told apart from what the investigator had sent") {
  AppScenario s;
  const std::string decision = R"({"id":"e3","type":"appeal_decision","author":{"id":"r","name":"Inès"},"at":"2026-11-03T09:00:00Z","revision":1,"sha256":"aa",
    "appeal":"e2","item":"greeted","accepted":true,"text":"Vu.","before":{"score":40.5},"after":{"score":90}})";
  open_result(s, "site_manager", std::string(kAppeal) + "," + decision, approved(R"(,"corrections":[{"item":"greeted","answer":{"value":"yes"},"event":"e3"}])"));
  const VisitResult& result = *s.app.state().result.value;
  const Item& item = result.checklist->at(*result.checklist->find("greeted"));
  CHECK(answer_text(Language::french, item, result.visit->find("greeted")) != answer_text(Language::french, item, &result.before_appeal.at("greeted")));
  CHECK(result.visit->find("greeted")->comment == "Personne");
  const auto contested = contested_answers(*s.app.state().events.value);
  REQUIRE(contested.size() == 1);
  REQUIRE(contested[0].decision);
  CHECK(contested[0].decision->accepted);
  CHECK(contested[0].decision->after->value == 90'000'000);
  CHECK(s.app.state().explanation->score.earned > score_visit(*result.checklist, [&] {
          Visit sent = *result.visit;
          sent.answers["greeted"] = result.before_appeal.at("greeted");
          return sent;
        }()).earned);
}
