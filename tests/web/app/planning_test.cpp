#include <catch_amalgamated.hpp>

#include "shared/base/json.hpp"
#include "tests/web/app/app_scenario.hpp"
#include "web/app/format.hpp"

using namespace constat;
using namespace constat::app;

namespace {

const std::string kOpen = R"({"missions":[{"id":"p-1","site":{"id":"lyon","name":"Lyon","city":"Lyon","region":"Rhône"},
  "checklist":{"id":"c","version":1,"title":{"fr":"Grille"}},"wave":"w1","contact_mode":"visit","window":{"from":"2026-12-01T08:00:00+01:00","to":"2026-12-01T20:00:00+01:00"},
  "status":"open","investigator":null,"fee":2550,"expenses_cap":null,"skills":["permis"]}],"count":1,"not_eligible":3,"claims":{"held":2,"limit":10}})";

void start(AppScenario& s) {
  s.hears_of_waiting = true;
  s.start("#/missions");
  s.reply_to("list_missions", R"({"missions":[],"last_pull":null})");
  const StoreRequest request = s.expect("fetch");
  CHECK(request.payload == R"({"path":"/api/v1/missions?status=open"})");
  s.reply(request, fetched(kOpen));
}

}  // namespace

TEST_CASE("an investigator sees the missions that nobody has") {
  AppScenario s;
  start(s);
  const MissionBoard& board = *s.app.state().open_missions.value;
  REQUIRE(board.missions.size() == 1);
  CHECK(board.missions[0].site.name == "Lyon");
  CHECK(board.missions[0].fee == 2550);
  CHECK_FALSE(board.missions[0].expenses_cap);
  CHECK(board.claims_held == 2);
  CHECK(board.not_eligible == 3);
  CHECK(board.missions[0].skills == std::vector<std::string>{"permis"});
  CHECK(money(Language::french, 2550) == "25,50\u00a0€");
  CHECK(money(Language::english, 2500) == "€25");
}

TEST_CASE("a claimed mission is asked for once, told, and pulled") {
  AppScenario s;
  start(s);
  s.app.claim_mission("p-1");
  s.app.claim_mission("p-1");
  const StoreRequest post = s.expect("post");
  CHECK(post.payload.find("/api/v1/missions/p-1/claim") != std::string::npos);
  CHECK_FALSE(s.has("post"));
  s.reply(post, fetched(R"({"id":"p-1","status":"assigned"})"));
  CHECK(s.app.state().claiming.taken);
  CHECK(s.app.state().claiming.site == "Lyon");
  // Nobody can press it again while the list is asked for.
  REQUIRE(s.app.state().open_missions.value);
  CHECK(s.app.state().open_missions.value->missions.empty());
  CHECK(s.app.state().open_missions.value->claims_held == 3);
  CHECK(s.has("sync"));
  s.reply_to("fetch", fetched(R"({"missions":[],"count":0,"claims":{"held":3,"limit":10}})"));
  CHECK(s.app.state().open_missions.value->missions.empty());
  s.app.go({.page = Page::visits});
  CHECK_FALSE(s.app.state().claiming.taken);
}

TEST_CASE("a claim that is refused says why in the server's words, and the list is asked for again") {
  AppScenario s;
  start(s);
  s.app.claim_mission("p-1");
  s.reply_to("post", fetched(R"({"title":"x","status":409,"code":"rotation-refused","detail":"La rotation ne le permet pas.",
    "problems":[{"path":"investigator","code":"rotation-same-site","message":"une visite a été faite"}]})", 409));
  const Claiming& claiming = s.app.state().claiming;
  CHECK_FALSE(claiming.taken);
  REQUIRE(claiming.refusal);
  CHECK(reason(Language::french, claiming.refusal->failure) == "La rotation ne le permet pas.");
  REQUIRE(claiming.refusal->problems.size() == 1);
  CHECK(sentence(claiming.refusal->problems[0]) == "Une visite a été faite.");
  CHECK(s.has("fetch"));
  CHECK_FALSE(s.has("sync"));
}

TEST_CASE("a claim without a connection is not lost in silence") {
  AppScenario s;
  start(s);
  s.app.claim_mission("p-1");
  s.fail(s.expect("post"), "offline");
  REQUIRE(s.app.state().claiming.refusal);
  CHECK(s.app.state().claiming.refusal->failure.code == "offline");
}

TEST_CASE("when the network comes back, the missions page asks for the open ones again") {
  AppScenario s;
  start(s);
  s.app.on_push(R"({"push":"sync","data":{"online":false,"unsent":0}})");
  CHECK_FALSE(s.has("fetch"));
  s.app.on_push(R"({"push":"sync","data":{"online":true,"unsent":0}})");
  CHECK(s.has("fetch"));
}

namespace {

const std::string kChoices = R"({"sites":[{"id":"arles","name":"Arles","region":"Sud"},{"id":"brest","name":"Brest","region":"Ouest"},{"id":"nice","name":"Nice","region":"Sud"}],
  "waves":[{"id":"w1","title":{"fr":"Automne","en":"Autumn"}}],
  "checklists":[{"id":"a","version":1,"title":{"fr":"A"}},{"id":"a","version":2,"title":{"fr":"A"}},{"id":"b","version":1,"title":{"fr":"B"}}],
  "investigators":[{"id":"i1","name":"Ana"},{"id":"i2","name":"Zoé"}]})";

void start_plan(AppScenario& s, std::string_view url) {
  s.start(url, "manager");
  while (s.has("fetch")) {
    const StoreRequest request = s.expect("fetch");
    if (request.payload.find("missions/plan") != std::string::npos) s.reply(request, fetched(kChoices));
    else if (request.payload.find("/missions") != std::string::npos) s.reply(request, fetched(kOpen));
    else s.fail(request, "offline");
  }
}

}  // namespace

TEST_CASE("the missions' filters, search and page stand in the address, and the server answers them") {
  AppScenario s;
  s.start("#/plan?wave=w1&status=open&text=l%20y&page=3", "manager");
  const StoreRequest request = s.expect("fetch");
  CHECK(request.payload == R"({"path":"/api/v1/missions?wave=w1&status=open&text=l%20y&page=3"})");
  CHECK(s.app.state().admin.typed == "l y");
  s.reply(request, fetched(kOpen));
  s.app.admin().type_search("lyon");
  s.app.admin().search();
  CHECK(s.url() == "#/plan?wave=w1&status=open&text=lyon");
  s.app.admin().turn_page(1);
  CHECK(s.url() == "#/plan?wave=w1&status=open&text=lyon&page=2");
  s.app.filter_board("w1", "");
  CHECK(s.url() == "#/plan?wave=w1&text=lyon");
  CHECK(parse_route("#/plan/mission/p-1").page == Page::plan_mission);
  CHECK(parse_route("#/plan/new").page == Page::plan_new);
}

TEST_CASE("a plan is shown before it is made, and any change takes the preview away") {
  AppScenario s;
  start_plan(s, "#/plan/new");
  s.app.begin_plan();
  const PlanForm& form = s.app.state().plan_form;
  CHECK(form.wave == "w1");
  CHECK(form.from == "2026-11-02");
  CHECK(form.to == "2026-11-29");
  s.app.send_plan(true);
  CHECK(form.missing.count("checklist") == 1);
  CHECK_FALSE(s.has("post"));
  s.app.change_plan([](PlanForm& f) {
    f.wave.clear();
    f.title_fr = "Automne";
    f.checklist = "a";
    f.regions = {"Sud"};
    f.per_site = "2";
    f.open = false;
    f.people = {"i2"};
    f.fee = "25,5";
    f.skills = "Permis, lunettes";
  });
  CHECK(form.missing.empty());
  s.app.send_plan(true);
  s.app.send_plan(true);
  const StoreRequest post = s.expect("post");
  CHECK_FALSE(s.has("post"));
  for (const char* part : {R"("wave":"w-automne")", R"("wave_title":{"fr":"Automne","en":"Automne"})", R"("checklist":"a","checklist_version":2)",
                           R"("sites":["arles","nice"],"per_site":2)", R"("investigators":["i2"])", R"("fee":2550)", R"("skills":["Permis","lunettes"])", R"("dry_run":true)"}) {
    INFO(part);
    CHECK(post.payload.find(part) != std::string::npos);
  }
  const std::string answer = R"({"wave":"w-automne","already":1,"missions":[{"id":"p-1","site":{"id":"nice"},"investigator":{"id":"i2","name":"Zoé"}}],
    "unassigned":[{"site":{"id":"arles","name":"Arles"},"window":{"from":"a","to":"b"},"why":[{"investigator":{"id":"i2","name":"Zoé"},"message":"déjà là"}]}]})";
  s.reply(post, fetched(answer));
  REQUIRE(form.preview);
  CHECK(form.preview->missions.at(0).investigator == "Zoé");
  CHECK(form.preview->already == 1);
  CHECK(form.preview->unassigned.at(0).why.at(0).name == "déjà là");
  s.app.change_plan([](PlanForm& f) { f.per_site = "3"; });
  CHECK_FALSE(form.preview);

  s.app.send_plan(false);
  s.reply_to("post", fetched(answer, 201));
  CHECK(s.url() == "#/plan?wave=w-automne");
  REQUIRE(s.app.state().plan_made);
  CHECK(s.app.state().plan_made->missions.size() == 1);
  CHECK_FALSE(form.begun);
}

TEST_CASE("of somebody chosen for a plan the form knows what they lack") {
  PlanForm form;
  form.skills = "PERMIS, séniors, lunettes";
  const PlanChoices::Investigator person{"i", "Zoé", {"permis", "Seniors"}, {}};
  CHECK(missing_skills(person, form) == std::vector<std::string>{"lunettes"});
  form.skills = " ";
  CHECK(missing_skills(person, form).empty());
}

TEST_CASE("a plan that the server refuses keeps the form and says each problem") {
  AppScenario s;
  start_plan(s, "#/plan/new");
  s.app.begin_plan();
  s.app.change_plan([](PlanForm& f) { f.checklist = "a"; });
  s.app.send_plan(false);
  s.reply_to("post", fetched(R"({"code":"bad-plan","detail":"Le plan n’est pas accepté.","problems":[{"message":"la période est finie"}]})", 400));
  REQUIRE(s.app.state().plan_form.refusal);
  CHECK(s.app.state().plan_form.refusal->problems == std::vector<std::string>{"la période est finie"});
  CHECK(s.app.state().plan_form.checklist == "a");
}

TEST_CASE("a mission is cancelled with a reason, once") {
  AppScenario s;
  start_plan(s, "#/plan");
  s.app.ask_cancel("p-1");
  s.app.cancel_mission();
  CHECK(s.app.state().cancelling.reason_missing);
  s.app.type_cancel("Le magasin est fermé");
  s.app.cancel_mission();
  s.app.cancel_mission();
  const StoreRequest post = s.expect("post");
  CHECK(post.payload == R"({"path":"/api/v1/missions/p-1/cancel","body":{"reason":"Le magasin est fermé"}})");
  CHECK_FALSE(s.has("post"));
  s.reply(post, fetched("{}"));
  CHECK(s.app.state().dialog == Dialog::none);
  CHECK(s.has("fetch"));
}

TEST_CASE("a mission is changed as a whole: who, when and for how much; days that stay keep their hours") {
  AppScenario s;
  s.start("#/plan/mission/p-1/edit", "manager");
  const std::string board = R"({"missions":[{"id":"p-1","site":{"id":"nice","name":"Nice"},"checklist":{"id":"c","version":3,"title":{"fr":"Accueil"}},"wave":"w2","contact_mode":"visit",
    "window":{"from":"2026-12-01T08:00:00+01:00","to":"2026-12-05T20:00:00+01:00"},"status":"assigned","investigator":{"id":"i1","name":"Ana"},"claimed":false,"live_score":false,"discreet":true,
    "fee":2505,"expenses_cap":null,"scenario":{"fr":"Entrez.","en":""},"skills":["anglais"]}],"count":1})";
  while (s.has("fetch")) {
    const StoreRequest request = s.expect("fetch");
    if (request.payload.find("missions/plan") != std::string::npos) s.reply(request, fetched(R"({"investigators":[{"id":"i1","name":"Ana"},{"id":"i2","name":"Bob"}]})"));
    else s.reply(request, fetched(board));
  }
  s.app.mission_form().begin();
  CHECK(s.app.state().mission_form.fee == "25,05");
  s.app.mission_form().change([](MissionForm& form) {
    form.person = "i2";
    form.to = "2026-11-30";
    form.fee = "x";
  });
  s.app.mission_form().save();
  CHECK(s.app.state().mission_form.missing == std::set<std::string, std::less<>>{"to", "fee"});
  CHECK_FALSE(s.has("post"));
  s.app.mission_form().change([](MissionForm& form) {
    form.to = "2026-12-08";
    form.fee = "30";
  });
  s.app.mission_form().save();
  s.app.mission_form().save();
  const StoreRequest request = s.expect("post");
  CHECK_FALSE(s.has("post"));
  CHECK(request.payload == R"({"path":"/api/v1/missions/p-1","body":{"site":"nice","checklist":{"id":"c","version":3},"wave":"w2","contact_mode":"visit",)"
                           R"("window":{"from":"2026-12-01T08:00:00+01:00","to":"2026-12-08"},"scenario":{"fr":"Entrez.","en":""},"live_score":false,"discreet":true,)"
                           R"("investigator":"i2","fee":3000,"skills":["anglais"]},"method":"PUT"})");
  s.reply(request, fetched("{}"));
  CHECK(s.url() == "#/plan/mission/p-1");
  CHECK(s.app.state().mission_saved == "p-1");
  CHECK(s.app.state().mission_form.mission.empty());
}

TEST_CASE("of many investigators those are offered whose name is being typed, and always whoever is chosen") {
  PlanChoices choices;
  for (int i = 0; i < 20; ++i) choices.investigators.push_back({"i" + std::to_string(i), "Zoë " + std::to_string(i), {}, {}});
  choices.investigators.push_back({"last", "Élodie Vernet", {}, {}});
  MissionForm form;
  ListedMission mission;
  CHECK(people_offered(choices, form, mission).people.size() == kMostPeopleOffered);
  CHECK(people_offered(choices, form, mission).more == 13);
  form.person = "last";
  CHECK(people_offered(choices, form, mission).people.back().id == "last");
  CHECK(people_offered(choices, form, mission).more == 12);
  form.person = "i3";
  form.search = "elodie";
  const PeopleOffered found = people_offered(choices, form, mission);
  REQUIRE(found.people.size() == 2);
  CHECK(found.people[0].id == "i3");
  CHECK(found.people[1].name == "Élodie Vernet");
  CHECK(found.more == 0);
  form.person = "gone";
  mission.investigator = "Somebody who left";
  CHECK(people_offered(choices, form, mission).people.back().name == "Somebody who left");
}

TEST_CASE("amounts and names of waves are read as people write them") {
  CHECK(cents_of("25") == 2500);
  CHECK(cents_of("25,5") == 2550);
  CHECK(cents_of("1 234.56") == 123456);
  for (const char* bad : {"", ",", "2,555", "1.2.3", "-4", "x"}) CHECK_FALSE(cents_of(bad));
  CHECK(wave_id_of("Hiver 2027", {}) == "w-hiver-2027");
  CHECK(wave_id_of("Été !", {{"w-t", {}}}) == "w-t-2");
  CHECK(wave_id_of("…", {}) == "w");
  CHECK(window(Language::french, "2026-12-01T08:00:00+01:00", "2026-12-01T20:00:00+01:00") == "le 1 déc. 2026");
}
