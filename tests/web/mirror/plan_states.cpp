#include "tests/web/mirror/states.hpp"

namespace constat::testing {
namespace {

using app::AppScenario;
using app::PlanForm;

std::string mission(std::string_view id, std::string_view status, std::string_view more) {
  return R"({"id":")" + std::string(id) + R"(","site":{"id":"nice","name":"Nice, avenue Jean-Médecin","city":"Nice","region":"Provence-Alpes-Côte d’Azur"},
    "checklist":{"id":"c","version":1,"title":{"fr":"Accueil en point de vente, grille complète","en":"Store reception, full checklist"}},"wave":"w2","contact_mode":"visit",
    "window":{"from":"2026-12-01T08:00:00+01:00","to":"2026-12-05T20:00:00+01:00"},"status":")" + std::string(status) + "\"" + std::string(more) + "}";
}

const std::string kBoard = R"({"missions":[)" + mission("p-1", "open", R"(,"investigator":null,"fee":2550,"expenses_cap":4000)") + "," +
                           mission("p-2", "assigned", R"(,"investigator":{"id":"i","name":"Marguerite Vandenbroucke"},"claimed":true,"scenario":{"fr":"Entrez.","en":"Go in."})") + "," +
                           mission("p-3", "done", R"(,"investigator":{"id":"i","name":"Ana"})") + "," +
                           mission("p-4", "cancelled", R"(,"investigator":{"id":"i","name":"Ana"},"cancel_reason":"Le magasin est fermé")") + R"(],"count":2004})";

const std::string kChoices = R"({"sites":[{"id":"arles","name":"Arles","region":"Provence-Alpes-Côte d’Azur"},{"id":"brest","name":"Brest","region":"Bretagne"}],
  "waves":[{"id":"w1","title":{"fr":"Vague d’automne","en":"Autumn wave"}},{"id":"w2","title":{"fr":"Vague d’hiver","en":"Winter wave"}}],
  "checklists":[{"id":"a","version":2,"title":{"fr":"Accueil en point de vente, grille complète","en":"Store reception, full checklist"}},{"id":"b","version":1,"title":{"fr":"Téléphone","en":"Telephone"}}],
  "investigators":[{"id":"i1","name":"Ana"},{"id":"i2","name":"Marguerite Vandenbroucke"}]})";

void open(AppScenario& s, std::string_view url, std::string_view board = kBoard) {
  s.start(url, "manager");
  while (s.has("fetch")) {
    const app::StoreRequest request = s.expect("fetch");
    s.reply(request, fetched(request.payload.find("missions/plan") != std::string::npos ? std::string_view(kChoices) : board));
  }
}

void fill(AppScenario& s) {
  open(s, "#/plan/new");
  s.app.begin_plan();
  s.app.change_plan([](PlanForm& form) {
    form.wave.clear();
    form.title_fr = "Hiver 2027";
    form.checklist = "a";
    form.regions = {"Bretagne"};
    form.open = false;
    form.people = {"i2"};
    form.fee = "25,50";
  });
}

const std::string kPlan = R"({"wave":"w-hiver-2027","already":1,"missions":[)" + mission("p-1", "assigned", R"(,"investigator":{"id":"i2","name":"Marguerite Vandenbroucke"},"fee":2550)") +
                          R"(],"unassigned":[{"site":{"id":"brest","name":"Brest"},"window":{"from":"2026-12-01T08:00:00+01:00","to":"2026-12-01T20:00:00+01:00"},
  "why":[{"investigator":{"id":"i2","name":"Marguerite Vandenbroucke"},"message":"une visite a été faite à Brest le 2026-10-02 ; laissez 3 mois entre deux visites"}]}]})";

}  // namespace

void add_plan_states(std::vector<ScreenState>& all) {
  all.push_back({"plan, loading", [](AppScenario& s) { s.start("#/plan", "manager"); }});
  all.push_back({"plan, refused", [](AppScenario& s) {
    s.start("#/plan", "manager");
    s.reply_to("fetch", fetched(R"({"title":"Interdit","status":403,"code":"forbidden"})", 403));
  }});
  all.push_back({"plan, nothing", [](AppScenario& s) { open(s, "#/plan", R"({"missions":[],"count":0})"); }});
  all.push_back({"plan, nothing under this filter", [](AppScenario& s) { open(s, "#/plan?status=done", R"({"missions":[],"count":0})"); }});
  all.push_back({"plan", [](AppScenario& s) { open(s, "#/plan"); }});
  all.push_back({"plan, searched", [](AppScenario& s) { open(s, "#/plan?wave=w2&status=open&text=jean%20medecin"); }});
  all.push_back({"plan, more rows", [](AppScenario& s) {
    std::string rows;
    for (int i = 0; i < 120; ++i) rows += (rows.empty() ? "" : ",") + mission("p-" + std::to_string(i), "open", "");
    open(s, "#/plan", R"({"missions":[)" + rows + R"(],"count":120})");
  }});
  all.push_back({"planned mission", [](AppScenario& s) { open(s, "#/plan/mission/p-2"); }});
  all.push_back({"planned mission, cancelled", [](AppScenario& s) { open(s, "#/plan/mission/p-4"); }});
  all.push_back({"planned mission, gone", [](AppScenario& s) { open(s, "#/plan/mission/p-9"); }});
  for (const char* id : {"p-1", "p-2", "p-4"})
    all.push_back({std::string("mission to change, ") + id, [id](AppScenario& s) {
      open(s, "#/plan/mission/" + std::string(id) + "/edit");
      s.app.mission_form().begin();
    }});
  all.push_back({"mission to change, somebody else, dates wrong", [](AppScenario& s) {
    open(s, "#/plan/mission/p-2/edit");
    s.app.mission_form().begin();
    s.app.mission_form().change([](app::MissionForm& form) {
      form.person = "i1";
      form.to = "2026-11-01";
      form.fee = "x";
    });
    s.app.mission_form().save();
  }});
  all.push_back({"mission to change, refused", [](AppScenario& s) {
    open(s, "#/plan/mission/p-2/edit");
    s.app.mission_form().begin();
    s.app.mission_form().save();
    s.reply_to("post", fetched(R"({"detail":"Cette mission ne peut pas être faite ainsi.","code":"bad-mission","problems":[{"path":"investigator","message":"une visite a été faite à Nice le 2026-10-02 ; laissez 3 mois entre deux visites"}]})", 400));
  }});
  all.push_back({"mission changed", [](AppScenario& s) {
    open(s, "#/plan/mission/p-1/edit");
    s.app.mission_form().begin();
    s.app.mission_form().save();
    s.reply_to("post", fetched("{}"));
    while (s.has("fetch")) s.reply(s.expect("fetch"), fetched(kBoard));
  }});
  all.push_back({"cancel dialog", [](AppScenario& s) {
    open(s, "#/plan/mission/p-1");
    s.app.ask_cancel("p-1");
    s.app.cancel_mission();
  }});
  all.push_back({"cancel dialog, refused", [](AppScenario& s) {
    open(s, "#/plan/mission/p-1");
    s.app.ask_cancel("p-1");
    s.app.type_cancel("Le magasin est fermé");
    s.app.cancel_mission();
    s.reply_to("post", fetched(R"({"code":"mission-closed","detail":"Cette mission est faite ou annulée et ne change plus ; faites-en une nouvelle."})", 409));
  }});
  all.push_back({"plan form, loading", [](AppScenario& s) { s.start("#/plan/new", "manager"); }});
  all.push_back({"plan form", [](AppScenario& s) { open(s, "#/plan/new"); }});
  all.push_back({"plan form, fields missing", [](AppScenario& s) {
    fill(s);
    s.app.change_plan([](PlanForm& form) {
      form.title_fr.clear();
      form.checklist.clear();
      form.per_site = "0";
      form.days = "x";
      form.from = "2026-12-09";
      form.to = "2026-12-01";
      form.people.clear();
      form.fee = "beaucoup";
      form.expenses = "1,234";
    });
    s.app.send_plan(true);
  }});
  all.push_back({"plan form, nothing to plan", [](AppScenario& s) {
    s.start("#/plan/new", "manager");
    s.reply_to("fetch", fetched(R"({"sites":[],"waves":[],"checklists":[],"investigators":[]})"));
  }});
  all.push_back({"plan form, working it out", [](AppScenario& s) {
    fill(s);
    s.app.send_plan(true);
  }});
  all.push_back({"plan form, refused", [](AppScenario& s) {
    fill(s);
    s.app.send_plan(true);
    s.reply_to("post", fetched(R"({"code":"bad-plan","detail":"Le plan n’est pas accepté ; voyez chaque problème.","problems":[{"message":"la période est finie ; choisissez des dates à venir"}]})", 400));
  }});
  all.push_back({"plan preview", [](AppScenario& s) {
    fill(s);
    s.app.send_plan(true);
    s.reply_to("post", fetched(kPlan));
  }});
  all.push_back({"plan made", [](AppScenario& s) {
    fill(s);
    s.app.send_plan(false);
    s.reply_to("post", fetched(kPlan, 201));
    while (s.has("fetch")) {
      const app::StoreRequest request = s.expect("fetch");
      s.reply(request, fetched(request.payload.find("missions/plan") != std::string::npos ? kChoices : kBoard));
    }
  }});
}

}  // namespace constat::testing
