#include <catch_amalgamated.hpp>

#include "shared/base/ids.hpp"
#include "shared/base/json.hpp"
#include "tests/web/app/app_scenario.hpp"
#include "web/app/format.hpp"
#include "web/app/json_access.hpp"

using namespace constat;
using namespace constat::app;

namespace {

const std::string kId(AppScenario::kVisitId);

const std::string kQueue = R"({"visits":[{"id":")" + kId + R"(","revision":2,"sha256":"aa","status":"received","site":{"id":"lyon","name":"Lyon"},
  "investigator":{"id":"i","name":"Ana"},"checklist":{"id":"c","version":1,"title":{"fr":"Grille"}},"started_at":"2026-11-01T10:00:00Z",
  "received_at":"2026-11-01T11:00:00Z","score":72.5,"grade":null,"passed":null,"score_status":"complete","photos_missing":1,"returned":1,
  "reasons":[{"code":"score-differs","title":{"fr":"Notes différentes"},"meaning":{"fr":"x"},"fact":{"fr":"Téléphone : 1"},"facts":{"other_visit":"v7"}}]},{"id":"v2","reasons":[]}],"waiting":7,"with_investigators":2})";
const std::string kResult = R"({"id":")" + kId + R"(","revision":2,"sha256":"aa","status":"received","visit":null,"checklist":null,"score":null})";

// On the page of the first visit of the queue, signed in as a reviewer.
void open_result(AppScenario& s) {
  s.hears_of_waiting = true;
  s.start("#/result/" + kId, "reviewer");
  while (s.has("fetch")) {
    const StoreRequest request = s.expect("fetch");
    if (request.payload.find("/events") != std::string::npos) s.reply(request, fetched(R"({"events":[]})"));
    else if (request.payload.find("/review") != std::string::npos) s.reply(request, fetched(kQueue));
    else if (request.payload.find("/visits/") != std::string::npos) s.reply(request, fetched(kResult));
    else s.fail(request, "offline");
  }
}

Json body_of(const StoreRequest& request) {
  const auto sent = parse_json(request.payload);
  REQUIRE(sent);
  CHECK(text_of(*sent, "path") == "/api/v1/visits/" + kId + "/events");
  return *object_of(*sent, "body");
}

}  // namespace

TEST_CASE("a reviewer begins at the queue, which tells how many wait and why") {
  AppScenario s;
  s.hears_of_waiting = true;
  s.start("#/", "reviewer");
  CHECK(s.url() == "#/review");
  while (s.has("fetch")) {
    const StoreRequest request = s.expect("fetch");
    if (request.payload.find("review") != std::string::npos) s.reply(request, fetched(kQueue));
    else s.fail(request, "offline");
  }
  const ReviewQueue& queue = *s.app.state().review_queue.value;
  CHECK(queue.waiting == 7);
  REQUIRE(queue.visits.size() == 2);
  CHECK(queue.visits[0].score->value == 72'500'000);
  REQUIRE(queue.visits[0].reasons.size() == 1);
  CHECK(queue.visits[0].reasons[0].code == "score-differs");
  CHECK(queue.visits[0].reasons[0].other_visit == "v7");
  CHECK_FALSE(queue.visits[0].is_incomplete());
  CHECK(queue.after(kId)->id == "v2");
  CHECK(queue.after("v2") == nullptr);
  CHECK(queue.after("reviewed-meanwhile")->id == kId);
}

TEST_CASE("returning a visit needs words, sends the questions to redo, and counts once however often it is tried") {
  AppScenario s;
  open_result(s);
  s.app.ask_review(ReviewStep::returned);
  s.app.send_review();
  CHECK(s.app.state().review_form.text_missing);
  CHECK_FALSE(s.has("post"));
  s.app.add_phrase("La photo est floue.");
  s.app.add_phrase("Deux réponses se contredisent.");
  s.app.toggle_redo("greeted");
  s.app.toggle_redo("wait");
  s.app.toggle_redo("wait");
  s.app.send_review();
  const StoreRequest first = s.expect("post");
  s.fail(first, "offline");
  CHECK(s.app.state().review_form.failure->code == "offline");
  s.wait(60'000);
  s.app.send_review();
  const StoreRequest second = s.expect("post");
  CHECK(second.payload == first.payload);
  const Json body = body_of(second);
  CHECK(is_uuid_v7(text_of(body, "id")));
  CHECK(text_of(body, "type") == "returned");
  CHECK(text_of(body, "sha256") == "aa");
  CHECK(integer_of(body, "revision") == 2);
  CHECK(text_of(body, "text") == "La photo est floue.\nDeux réponses se contredisent.");
  REQUIRE(array_of(body, "items")->elements.size() == 1);
  CHECK(array_of(body, "items")->elements[0].text == "greeted");
  s.reply(second, fetched("{}", 201));
  CHECK(s.app.state().dialog == Dialog::none);
  REQUIRE(s.app.state().reviewed);
  CHECK(s.app.state().reviewed->step == ReviewStep::returned);
}

TEST_CASE("what was written for a visit is kept while another button is looked at, and never moves to another visit") {
  AppScenario s;
  open_result(s);
  s.app.ask_review(ReviewStep::returned);
  s.app.type_review("à revoir");
  s.app.close_dialog();
  s.app.ask_review(ReviewStep::rejected);
  CHECK(s.app.state().review_form.text == "à revoir");
  s.app.ask_review(ReviewStep::approved);
  s.app.send_review();
  CHECK(text_of(body_of(s.expect("post")), "type") == "approved");
}

TEST_CASE("a refused review says why and keeps the words") {
  AppScenario s;
  open_result(s);
  s.app.ask_review(ReviewStep::rejected);
  s.app.type_review("mauvais magasin");
  s.app.send_review();
  s.reply_to("post", fetched(R"({"code":"visit-changed","detail":"Une autre version."})", 409));
  REQUIRE(s.app.state().review_form.failure);
  CHECK(reason(Language::french, *s.app.state().review_form.failure) == "Une autre version.");
  CHECK(s.app.state().review_form.text == "mauvais magasin");
  CHECK(s.app.state().dialog == Dialog::review);
}

TEST_CASE("a returned visit is taken up again where the first thing to redo stands") {
  AppScenario s;
  s.start("#/my-visit/" + kId);
  s.reply_to("list_visits", R"({"visits":[{"id":")" + kId + R"(","site_doc":null,"checklist_title":null,"started_at":null,"ended_at":null,
    "state":"received","score":null,"safe":false,"photos":{"total":0,"sent":0},"review":"returned",
    "reviewer_says":{"type":"returned","at":"","revision":1,"text":"Et le montant ?","items":["amount"]},"can_reopen":true}]})");
  s.reply_to("open_visit", AppScenario::opened("{}", "{}", true, true));
  const VisitSummary& visit = *s.app.state().visits.value->find(kId);
  REQUIRE(visit.says);
  CHECK(visit.can_reopen);
  CHECK(visit.says->items == std::vector<std::string>{"amount"});
  s.app.reopen_visit(kId);
  const StoreRequest request = s.expect("reopen_visit");
  std::string opened = AppScenario::opened("{}", "{}", true);
  opened.insert(opened.size() - 1, R"(,"returned":{"type":"returned","text":"Et le montant ?","items":["amount"]})");
  s.reply(request, opened);
  CHECK(s.url() == "#/visit/" + kId + "/section/3/item/amount");
  CHECK(s.open().returned->text == "Et le montant ?");
}

TEST_CASE("a visit that cannot be taken up again here says so") {
  AppScenario s;
  s.start("#/my-visit/" + kId);
  s.app.reopen_visit(kId);
  s.fail(s.expect("reopen_visit"), "visit-not-on-phone");
  REQUIRE(s.app.state().action_failure);
  CHECK(s.app.state().action_failure->code == "visit-not-on-phone");
}
