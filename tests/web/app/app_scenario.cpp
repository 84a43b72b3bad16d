#include "tests/web/app/app_scenario.hpp"

#include <catch_amalgamated.hpp>

#include "shared/base/json.hpp"

namespace constat::app {
namespace {

constexpr std::string_view kChecklist = R"({
  "format":"constat.checklist/1","id":"shop","version":1,"title":{"fr":"Boutique","en":"Shop"},"languages":["fr","en"],
  "scoring":{"mode":"points","critical_policy":"flag","pass_mark":80,
             "grades":[{"id":"a","label":{"fr":"Bien","en":"Good"},"from":80},{"id":"b","label":{"fr":"Faible","en":"Weak"},"from":0}]},
  "sections":[
   {"id":"welcome","area":"reception","title":{"fr":"Accueil","en":"Reception"},"items":[
     {"id":"greeted","type":"choice","prompt":{"fr":"Salué ?","en":"Greeted?"},"required":true,"na_allowed":true,
      "choices":[{"id":"yes","label":{"fr":"Oui","en":"Yes"},"points":1},
                 {"id":"no","label":{"fr":"Non","en":"No"},"points":0,"requires":["comment"]},
                 {"id":"dirty","label":{"fr":"Sale","en":"Dirty"},"points":0,"requires":["photo"]}]},
     {"id":"why","type":"text","prompt":{"fr":"Pourquoi ?","en":"Why?"},"required":true,"visible_if":"${greeted} = 'no'"},
     {"id":"wait","type":"duration","prompt":{"fr":"Attente","en":"Wait"},"required":true,
      "bands":[{"below":120,"points":2},{"below":300,"points":1},{"points":0}]}]},
   {"id":"after","area":"service","title":{"fr":"Après","en":"After"},"items":[
     {"id":"extra","type":"text","prompt":{"fr":"Suite","en":"More"},"visible_if":"${greeted} = 'no'"}]},
   {"id":"end","area":"other","title":{"fr":"Fin","en":"End"},"items":[
     {"id":"amount","type":"number","prompt":{"fr":"Montant","en":"Amount"}},
     {"id":"offers","type":"multi_choice","prompt":{"fr":"Offres","en":"Offers"},
      "choices":[{"id":"card","label":{"fr":"Carte","en":"Card"}},{"id":"bag","label":{"fr":"Sac","en":"Bag"}}]},
     {"id":"front","type":"photo","prompt":{"fr":"Façade","en":"Front"},"required":true},
     {"id":"signed","type":"signature","prompt":{"fr":"Signature","en":"Signature"}},
     {"id":"where","type":"location","prompt":{"fr":"Lieu","en":"Place"}},
     {"id":"code","type":"barcode","prompt":{"fr":"Code","en":"Code"}}]}],
  "checks":[
   {"id":"much","assert":"${amount} <= 500 or ${greeted} = 'yes'","message":{"fr":"Beaucoup","en":"Much"}},
   {"id":"long","assert":"${wait} < 900 or ${greeted} != 'yes'","message":{"fr":"Long","en":"Long"},"severity":"warning"}]})";

}  // namespace

std::string fetched(std::string_view body, int status, bool stale) {
  return "{\"status\":" + std::to_string(status) + ",\"body\":" + std::string(body) + ",\"fetched_at\":1793520000000,\"stale\":" + (stale ? "true" : "false") + "}";
}

std::string AppScenario::opened(std::string_view answers, std::string_view ui, bool live_score, bool submitted) {
  return R"({"visit":{"format":"constat.visit/1","id":")" + std::string(kVisitId) +
         R"(","checklist":{"id":"shop","version":1},"site":"lyon","wave":"w1","investigator":"inv-1","mission":"m1",)"
         R"("contact_mode":"visit","started_at":"2026-11-01T09:00:00+01:00","ended_at":null,"answers":)" +
         std::string(answers) + R"(},"checklist":)" + std::string(kChecklist) + R"(,"revision":1,"live_score":)" +
         (live_score ? "true" : "false") + R"(,"submitted":)" + (submitted ? "true" : "false") + R"(,"ui":)" + std::string(ui) + "}";
}

void AppScenario::start(std::string_view url, std::string_view role) {
  app.on_init("fr-FR", "auto", url, now_, "+01:00");
  const std::string session =
      role.empty() ? "null"
                   : R"({"user":{"id":"u1","name":"Ana","email":"ana@example.org","role":")" + std::string(role) +
                         R"("},"organisation":{"id":"o1","name":"Org","demo":true}})";
  reply_to("open", R"({"session":)" + session +
                       R"(,"preferences":{"language":"fr","theme":"auto"},"storage":{"persisted":true},"recovered":0,"unsent":0,"online":true})");
  reply_to("meta", R"({"name":"Constat","version":"0.1.0","demo":true,"accounts":[{"email":"ana@example.org","password":"x","role":"investigator","name":"Ana"}]})");
}

void AppScenario::start_filling(std::string_view answers, std::string_view ui, bool live_score, std::string_view more) {
  start("#/visit/" + std::string(kVisitId));
  std::string visit = opened(answers, ui, live_score);
  if (!more.empty()) visit.insert(visit.size() - 1, "," + std::string(more));
  reply_to("open_visit", visit);
  REQUIRE(app.state().open.value);
}

void AppScenario::wait(std::int64_t milliseconds) {
  now_ += milliseconds;
  app.on_time(now_, "+01:00");
}

void AppScenario::collect() {
  for (StoreRequest& request : app.take_store_requests()) {
    INFO(request.payload);
    REQUIRE(parse_json(request.payload).has_value());
    const bool of_waiting = request.payload == R"({"path":"/api/v1/quarantine"})" || request.payload == R"({"path":"/api/v1/review?page=1"})" ||
                            request.payload == R"({"path":"/api/v1/missions?status=open"})";
    if (!hears_of_waiting && of_waiting) continue;
    const bool of_sessions = request.payload.find("/sessions\"}") != std::string::npos;
    if (!hears_of_sessions && of_sessions) continue;
    requests_.push_back(std::move(request));
  }
  for (StoreRequest& request : app.take_device_requests()) {
    REQUIRE(parse_json(request.payload).has_value());
    requests_.push_back(std::move(request));
  }
  if (const auto url = app.take_url()) url_ = url->hash;
}

bool AppScenario::has(std::string_view command) {
  collect();
  for (const StoreRequest& request : requests_)
    if (request.command == command) return true;
  return false;
}

StoreRequest AppScenario::expect(std::string_view command) {
  collect();
  for (auto it = requests_.begin(); it != requests_.end(); ++it) {
    if (it->command != command) continue;
    StoreRequest found = *it;
    requests_.erase(it);
    return found;
  }
  FAIL("no request " << command);
  return {};
}

void AppScenario::reply(const StoreRequest& request, std::string_view result) {
  app.on_reply(R"({"type":"reply","seq":)" + std::to_string(request.seq) + R"(,"ok":true,"result":)" + std::string(result) + "}");
  collect();
}

void AppScenario::fail(const StoreRequest& request, std::string_view code) {
  app.on_reply(R"({"type":"reply","seq":)" + std::to_string(request.seq) + R"(,"ok":false,"error":{"code":")" + std::string(code) +
               R"(","args":[]}})");
  collect();
}

void AppScenario::save_all() {
  while (has("save_answer")) reply_to("save_answer", R"({"saved_at":1})");
  while (has("save_draft_state")) reply_to("save_draft_state", "{}");
}

}  // namespace constat::app
