#include "tests/web/mirror/states.hpp"

namespace constat::testing {
namespace {

using app::AppScenario;
using app::Dialog;

std::string mission(std::string_view id, std::string_view more) {
  return R"({"id":")" + std::string(id) +
         R"(","site":"lyon-01","wave":"w1","contact_mode":"visit","window":{"from":"2026-11-19","to":"2026-11-24"},)"
         R"("checklist_title":{"fr":"Accueil en point de vente, grille complète","en":"Store reception, full checklist"},)"
         R"("site_doc":{"id":"lyon-01","name":"Lyon Part-Dieu, centre commercial","city":"Lyon","region":"Auvergne-Rhône-Alpes","address":"17 rue du Docteur-Bouchut"})" +
         std::string(more) + "}";
}

const std::string kTexts =
    R"(,"scenario":{"fr":"Vous cherchez un cadeau et hésitez entre deux modèles. Demandez conseil.","en":"You look for a present and hesitate between two models."},)"
    R"("persona":{"fr":"Cliente pressée, budget de 80 €.","en":"A customer in a hurry, with a budget of €80."})";
const std::string kReady = R"(,"status":"assigned","checklist_ready":true,"live_score":true)" + kTexts;

std::string list(std::initializer_list<std::string> missions) {
  std::string text;
  for (const std::string& one : missions) text += (text.empty() ? "" : ",") + one;
  return R"({"missions":[)" + text + R"(],"last_pull":1793510000000})";
}

void open_mission(AppScenario& s, std::string_view more) {
  s.start("#/mission/m1");
  s.reply_to("list_missions", list({mission("m1", more)}));
}

}  // namespace

void add_mission_states(std::vector<ScreenState>& all) {
  all.push_back({"missions, loading", [](AppScenario& s) { s.start("#/missions"); }});
  all.push_back({"missions, failed", [](AppScenario& s) {
    s.start("#/missions");
    s.fail(s.expect("list_missions"), "offline");
  }});
  all.push_back({"missions, none", [](AppScenario& s) {
    s.start("#/missions");
    s.reply_to("list_missions", R"({"missions":[],"last_pull":null})");
  }});
  all.push_back({"missions, all done", [](AppScenario& s) {
    s.start("#/missions");
    s.reply_to("list_missions", list({mission("m1", R"(,"status":"done")")}));
  }});
  all.push_back({"missions", [](AppScenario& s) {
    s.start("#/missions");
    s.reply_to("list_missions", list({mission("m1", kReady), mission("m2", R"(,"status":"assigned","checklist_ready":false)"),
                                      mission("m3", kReady + R"(,"draft":"v1")"), mission("m4", R"(,"status":"done")"),
                                      mission("m5", R"(,"status":"cancelled")")}));
  }});
  const std::string open = R"({"missions":[{"id":"p-1","site":{"id":"nice","name":"Nice, avenue Jean-Médecin","city":"Nice","region":"Provence-Alpes-Côte d’Azur"},
    "checklist":{"id":"c","version":1,"title":{"fr":"Accueil en point de vente, grille complète","en":"Store reception, full checklist"}},"wave":"w1","contact_mode":"visit",
    "window":{"from":"2026-12-01T08:00:00+01:00","to":"2026-12-05T20:00:00+01:00"},"status":"open","investigator":null,"fee":2550,"expenses_cap":4000},
    {"id":"p-2","site":{"id":"brest","name":"Brest"},"checklist":{"id":"c","version":1,"title":{"fr":"Téléphone","en":"Telephone"}},"contact_mode":"phone",
    "window":{"from":"2026-12-01T08:00:00+01:00","to":"2026-12-01T20:00:00+01:00"},"status":"open","investigator":null}],"count":2,"claims":{"held":1,"limit":10}})";
  const auto with_open = [](AppScenario& s, const std::string& body) {
    s.hears_of_waiting = true;
    s.start("#/missions");
    s.reply_to("list_missions", list({mission("m1", kReady)}));
    s.reply_to("fetch", fetched(body));
  };
  all.push_back({"missions, open ones", [=](AppScenario& s) { with_open(s, open); }});
  all.push_back({"missions, none open", [=](AppScenario& s) { with_open(s, R"({"missions":[],"count":0,"claims":{"held":0,"limit":10}})"); }});
  all.push_back({"missions, claimed", [=](AppScenario& s) {
    with_open(s, open);
    s.app.claim_mission("p-2");
    s.reply_to("post", fetched("{}"));
    s.reply_to("fetch", fetched(open));
  }});
  all.push_back({"missions, claim refused", [=](AppScenario& s) {
    with_open(s, open);
    s.app.claim_mission("p-1");
    s.reply_to("post", fetched(R"({"code":"rotation-refused","detail":"La rotation ne permet pas que vous fassiez cette visite ; choisissez-en une autre.",
      "problems":[{"message":"une visite a été faite à Nice le 2026-10-02 ; laissez 3 mois entre deux visites"}]})", 409));
    s.reply_to("fetch", fetched(open));
  }});
  all.push_back({"missions, open ones failed", [](AppScenario& s) {
    s.hears_of_waiting = true;
    s.start("#/missions");
    s.reply_to("list_missions", list({mission("m1", kReady)}));
    s.fail(s.expect("fetch"), "server");
  }});
  all.push_back({"missions, offline with visits unsent", [](AppScenario& s) {
    s.start("#/missions");
    s.reply_to("list_missions", list({mission("m1", kReady)}));
    s.app.on_push(R"({"push":"sync","data":{"online":false,"unsent":12}})");
  }});
  all.push_back({"missions, storage broken", [](AppScenario& s) {
    s.start("#/missions");
    s.reply_to("list_missions", list({mission("m1", kReady)}));
    s.app.on_push(R"({"push":"storage","data":{"problem":"storage-full"}})");
  }});
  all.push_back({"mission", [](AppScenario& s) { open_mission(s, kReady); }});
  all.push_back({"mission, help open", [](AppScenario& s) {
    open_mission(s, kReady);
    s.app.toggle_discreet_help();
  }});
  all.push_back({"mission, discreet demanded", [](AppScenario& s) { open_mission(s, kReady + R"(,"discreet":true)"); }});
  all.push_back({"mission, starting", [](AppScenario& s) {
    open_mission(s, kReady);
    s.app.start_mission("m1");
  }});
  all.push_back({"mission, not started", [](AppScenario& s) {
    open_mission(s, kReady);
    s.app.start_mission("m1");
    s.fail(s.expect("start_visit"), "not-saved");
  }});
  all.push_back({"mission, checklist missing", [](AppScenario& s) { open_mission(s, R"(,"status":"assigned","checklist_ready":false)"); }});
  all.push_back({"mission, paid", [](AppScenario& s) { open_mission(s, kReady + R"(,"fee":2550,"expenses_cap":4000)"); }});
  all.push_back({"mission, cancelled with a reason", [](AppScenario& s) { open_mission(s, R"(,"status":"cancelled","cancel_reason":"Le magasin est fermé")"); }});
  all.push_back({"mission, done", [](AppScenario& s) { open_mission(s, R"(,"status":"done")"); }});
  all.push_back({"mission, cancelled", [](AppScenario& s) { open_mission(s, R"(,"status":"cancelled")"); }});
  all.push_back({"mission, in progress", [](AppScenario& s) { open_mission(s, kReady + R"(,"draft":"v1")"); }});
  all.push_back({"mission, discard dialog", [](AppScenario& s) {
    open_mission(s, kReady + R"(,"draft":"v1")");
    s.app.open_dialog(Dialog::discard, "v1");
  }});
  all.push_back({"mission, discard failed", [](AppScenario& s) {
    open_mission(s, kReady + R"(,"draft":"v1")");
    s.app.open_dialog(Dialog::discard, "v1");
    s.app.discard_visit("v1");
    s.fail(s.expect("discard_visit"), "storage-failed");
  }});
  all.push_back({"mission, gone", [](AppScenario& s) {
    s.start("#/mission/m9");
    s.reply_to("list_missions", list({mission("m1", kReady)}));
  }});
}

}  // namespace constat::testing
