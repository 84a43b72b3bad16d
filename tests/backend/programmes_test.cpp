// Programmes and waves: what they decide for visits, figures, plans and what is kept.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "backend/cli/retention_command.hpp"
#include "backend/erasure/retention.hpp"
#include "backend/store/official.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/data_folder.hpp"
#include "tests/backend/support/erasure_world.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

const OrganisationId kNorth("north");
constexpr std::int64_t kMonth = 31 * 24 * 60 * 60 * 1000LL;

struct World {
  // 2026-11-18 12:00 UTC
  TestServer fixture{[] { return 1'795'003'200'000; }};
  Client administrator = fixture.signed_in("administrator");
  Client manager = fixture.signed_in("manager");

  static Doc json(const Reply& reply) { return Doc::parse(reply.body); }
  Doc get(Client& who, const std::string& path) {
    const Reply reply = who.get(path);
    INFO(path << "\n" << reply.body);
    REQUIRE(reply.status == 200);
    return json(reply);
  }
  Reply post(Client& who, const std::string& path, const Doc& body) { return who.send("POST", path, body.dump(), {{"Accept-Language", "en"}}); }
  Doc posted(Client& who, const std::string& path, const Doc& body, int status) {
    const Reply reply = post(who, path, body);
    INFO(path << "\n" << reply.body);
    REQUIRE(reply.status == status);
    return json(reply);
  }
  Store& store() { return fixture.application().store(); }
};

std::vector<std::string> problems_of(const Reply& reply) {
  std::vector<std::string> list;
  const Doc answer = Doc::parse(reply.body);
  for (const Doc& each : answer["problems"]) list.push_back(each["path"].get<std::string>() + " " + each["code"].get<std::string>());
  return list;
}

Doc programme(const char* title) { return {{"title", {{"fr", title}}}}; }

}  // namespace

TEST_CASE("an organisation begins with one programme, which has its waves and leaves everything to the organisation") {
  World world;
  const Doc list = world.get(world.manager, "/api/v1/programmes");
  REQUIRE(list["programmes"].size() == 1);
  CHECK(list["programmes"][0]["id"] == "main");
  CHECK(list["programmes"][0]["waves"] == 1);
  const Doc main = world.get(world.manager, "/api/v1/programmes/main");
  CHECK(main["index"] == nullptr);
  CHECK(main["retention_months"] == nullptr);
  CHECK(main["review_required"] == nullptr);
  CHECK(main["appeal_days"] == 14);
  CHECK(main["employees"]["named"] == false);
  CHECK(main["organisation"]["index"]["weights"]["audit"] == 0.4);
  CHECK(main["waves"][0]["id"] == "w1");
  CHECK(world.manager.get("/api/v1/programmes/none").status == 404);
}

TEST_CASE("a programme is refused with every problem at once, and never names employees before they were informed") {
  World world;
  const Doc bad = {{"title", {{"fr", " "}}}, {"index", {{"format", "constat.index/1"}, {"weights", {{"audit", -1}}}}}, {"retention_months", 241},
                   {"appeal_days", 0}, {"employees", {{"named", true}}}, {"colour", "red"}};
  const Reply refused = world.post(world.administrator, "/api/v1/programmes", bad);
  CHECK(refused.status == 400);
  const auto problems = problems_of(refused);
  for (const char* wanted : {"title.fr empty-text", "retention_months out-of-range", "appeal_days out-of-range", "employees.informed_on employees-not-informed",
                             "employees.informed_how employees-not-informed-how", "colour unknown-field"})
    CHECK(std::find(problems.begin(), problems.end(), wanted) != problems.end());
  CHECK(std::any_of(problems.begin(), problems.end(), [](const std::string& each) { return each.rfind("index.", 0) == 0; }));
  Doc early = programme("Accueil");
  early["employees"] = {{"named", true}, {"informed_on", "2026-12-01"}, {"informed_how", "Note de service"}};
  CHECK(problems_of(world.post(world.administrator, "/api/v1/programmes", early)) == std::vector<std::string>{"employees.informed_on informed-in-future"});
  early["employees"]["informed_on"] = "2026-11-01";
  CHECK(world.posted(world.administrator, "/api/v1/programmes", early, 201)["employees"]["informed_how"] == "Note de service");
  CHECK(world.post(world.administrator, "/api/v1/programmes", early).status == 409);
  CHECK(world.post(world.manager, "/api/v1/programmes", programme("Autre")).status == 403);
  CHECK(world.get(world.administrator, "/api/v1/audit")["entries"][0]["action"] == "programme-added");
}

TEST_CASE("a wave has dates, targets and exceptions, and says how far each site is") {
  World world;
  const Doc bad = {{"title", {{"fr", ""}}}, {"starts_on", "2027-02-30"}, {"ends_on", "x"}, {"visits_per_site", 21},
                   {"exceptions", Doc::array({{{"site", "nowhere"}, {"visits", 1}}, {{"tag", "none"}, {"visits", 1}}, {{"visits", 2}}})}, {"programme", "other"}};
  const auto problems = problems_of(world.post(world.manager, "/api/v1/programmes/main/waves", bad));
  for (const char* wanted : {"title.fr empty-text", "starts_on answer-bad-date", "ends_on answer-bad-date", "visits_per_site out-of-range", "exceptions[0] unknown-site",
                             "exceptions[1] unknown-tag", "exceptions[2] exception-of-what", "programme unknown-programme"})
    CHECK(std::find(problems.begin(), problems.end(), wanted) != problems.end());
  CHECK(problems_of(world.post(world.manager, "/api/v1/programmes/main/waves", {{"title", {{"fr", "V"}}}, {"starts_on", "2027-02-01"}, {"ends_on", "2027-01-01"}})) ==
        std::vector<std::string>{"ends_on window-order"});

  Doc wave = {{"title", {{"fr", "Vague 1"}, {"en", "Wave 1"}}}, {"starts_on", "2026-10-01"}, {"ends_on", "2026-12-31"}, {"visits_per_site", 1},
              {"exceptions", Doc::array({{{"tag", "flagship"}, {"visits", 3}}})}};
  world.posted(world.manager, "/api/v1/waves/w1", wave, 200);
  Client phone = world.fixture.signed_in("investigator");
  REQUIRE(phone.push(visit_id(1), 1, submission(visit_id(1))).status == 201);
  const Doc shown = world.get(world.manager, "/api/v1/waves/w1");
  std::map<std::string, Doc> sites;
  for (const Doc& row : shown["sites"]) sites[row["site"]["id"].get<std::string>()] = row;
  CHECK(sites["lyon"]["target"] == 3);
  CHECK(sites["lyon"]["made"] == 1);
  CHECK(sites["lyon"]["to_make"] == 1);  // m1
  CHECK(sites["lyon"]["approved"] == 1);  // no review is demanded
  CHECK(sites["lyon"]["missing"] == 1);
  CHECK(sites["lille"]["missing"] == 1);
  CHECK(shown["progress"]["missing"] == 2);

  // A plan to the targets makes what is missing, and nothing the second time.
  Doc plan = {{"wave", "w1"}, {"checklist", "welcome"}, {"checklist_version", 1}, {"contact_mode", "visit"}, {"sites", {"lyon", "lille"}},
              {"to_targets", true}, {"from", "2026-11-20"}, {"to", "2026-12-20"}};
  const Doc choices = world.get(world.manager, "/api/v1/missions/plan");
  CHECK(choices["waves"][0]["targets"] == Doc{{"lyon", 1}, {"lille", 1}});
  CHECK(world.posted(world.manager, "/api/v1/missions/plan", plan, 201)["missions"].size() == 2);
  const Doc again = world.posted(world.manager, "/api/v1/missions/plan", plan, 201);
  CHECK(again["missions"].empty());
  CHECK(again["already"] == 4);

  // Closed: nothing new, and what is there stays as it is.
  wave["closed"] = true;
  world.posted(world.manager, "/api/v1/waves/w1", wave, 200);
  CHECK(problems_of(world.post(world.manager, "/api/v1/missions/plan", plan)) == std::vector<std::string>{"wave closed-wave"});
  CHECK(world.get(world.manager, "/api/v1/missions/plan")["waves"][0]["closed"] == true);
  REQUIRE(phone.push(visit_id(2), 1, submission(visit_id(2))).status == 201);
}

TEST_CASE("a programme's word on review, index and appeals holds for the visits of its waves, and for no others") {
  World world;
  Client phone = world.fixture.signed_in("investigator");
  REQUIRE(phone.push(visit_id(1), 1, submission(visit_id(1))).status == 201);
  const Doc before = world.get(world.manager, "/api/v1/comparison?wave=w1");
  Doc strict = programme("Réseau");
  strict["review_required"] = true;
  strict["index"] = {{"format", "constat.index/1"}, {"weights", {{"audit", 1}, {"nps", 0}, {"csat", 0}, {"ces", 0}, {"fcr", 0}, {"retention", 0}}}};
  world.posted(world.administrator, "/api/v1/programmes/main", strict, 200);
  const Doc after = world.get(world.manager, "/api/v1/comparison?wave=w1");
  CHECK(before["rules"]["weights"]["audit"] == 0.4);
  CHECK(after["rules"]["weights"]["audit"] == 1.0);
  CHECK(before["comparison"]["kpis"]["audit"]["sites"].size() == 1);
  CHECK(after["comparison"]["kpis"].value("audit", Doc::object()).value("sites", Doc::array()).empty());
  CHECK(world.get(world.manager, "/api/v1/comparison?wave=all")["comparison"]["kpis"].value("audit", Doc::object()).value("sites", Doc::array()).empty());
  // Another programme's wave, and a visit without one, follow the organisation.
  const Doc other = world.posted(world.administrator, "/api/v1/programmes", programme("Accueil"), 201);
  const Doc wave = world.posted(world.manager, "/api/v1/programmes/" + other["id"].get<std::string>() + "/waves", {{"title", {{"fr", "Hiver"}}}, {"starts_on", "2026-11-01"}}, 201);
  const Organisation organisation = world.store().read(kNorth)->organisation();
  CHECK(demands_review(WaveId("w1"), organisation));
  CHECK_FALSE(demands_review(WaveId(wave["id"].get<std::string>()), organisation));
  CHECK_FALSE(demands_review(WaveId(), organisation));
}

TEST_CASE("sums over all waves count each visit by the word of its own programme") {
  World world;
  Client phone = world.fixture.signed_in("investigator");
  for (unsigned i = 1; i <= 3; ++i) REQUIRE(phone.push(visit_id(i), 1, submission(visit_id(i))).status == 201);
  const Doc other = world.posted(world.administrator, "/api/v1/programmes", programme("Accueil"), 201);
  const Doc wave = world.posted(world.manager, "/api/v1/programmes/" + other["id"].get<std::string>() + "/waves", {{"title", {{"fr", "Hiver"}}}, {"starts_on", "2026-11-01"}}, 201);
  world.store().write(kNorth, [&](Writer& writer) {
    auto visit = writer.visit(VisitId(visit_id(3)));
    visit->wave = WaveId(wave["id"].get<std::string>());
    writer.put_visit(*visit);
  });
  const auto counted = [&] {
    const Doc sites = world.get(world.manager, "/api/v1/comparison?wave=all")["comparison"]["kpis"].value("audit", Doc::object()).value("sites", Doc::array());
    return sites.empty() ? 0 : sites[0]["n"].get<int>();
  };
  CHECK(counted() == 3);
  Doc strict = programme("Accueil");
  strict["review_required"] = true;
  world.posted(world.administrator, "/api/v1/programmes/" + other["id"].get<std::string>(), strict, 200);
  CHECK(counted() == 2);
  world.store().write(kNorth, [](Writer& writer) { writer.set_review_required(true); });
  CHECK(counted() == 0);
  strict["review_required"] = false;
  world.posted(world.administrator, "/api/v1/programmes/" + other["id"].get<std::string>(), strict, 200);
  CHECK(counted() == 1);
}

TEST_CASE("who sees a part of the network sees the progress of that part, and does not set what the others have to do") {
  World world;
  Doc wave = {{"title", {{"fr", "Vague 1"}}}, {"starts_on", "2026-10-01"}, {"visits_per_site", 2}};
  world.posted(world.administrator, "/api/v1/waves/w1", wave, 200);
  world.store().write(kNorth, [](Writer& writer) {
    auto user = writer.user(UserId("north-manager"));
    user->regions = {"hdf"};
    writer.put_user(*user);
  });
  const Doc seen = world.get(world.manager, "/api/v1/waves/w1");
  REQUIRE(seen["sites"].size() == 1);
  CHECK(seen["sites"][0]["site"]["id"] == "lille");
  CHECK(seen["progress"]["target"] == 2);
  CHECK(world.post(world.manager, "/api/v1/waves/w1", wave).status == 403);
  CHECK(world.post(world.manager, "/api/v1/programmes/main/waves", {{"title", {{"fr", "Hiver"}}}, {"starts_on", "2027-01-01"}}).status == 403);
  CHECK(world.get(world.administrator, "/api/v1/waves/w1")["progress"]["target"] == 4);
}

TEST_CASE("a mission that a plan makes is discreet and shows its score as its programme says") {
  World world;
  Doc quiet = programme("Réseau");
  quiet["live_score"] = false;
  quiet["discreet"] = true;
  world.posted(world.administrator, "/api/v1/programmes/main", quiet, 200);
  const Doc plan = {{"wave", "w1"}, {"checklist", "welcome"}, {"checklist_version", 1}, {"contact_mode", "visit"}, {"sites", {"lille"}}, {"per_site", 1},
                    {"from", "2026-11-20"}, {"to", "2026-12-20"}};
  const Doc made = world.posted(world.manager, "/api/v1/missions/plan", plan, 201);
  const auto mission = world.store().read(kNorth)->mission(MissionId(made["missions"][0]["id"].get<std::string>()));
  CHECK_FALSE(mission->live_score);
  CHECK(mission->discreet);
}

TEST_CASE("a site contests within the days of the programme") {
  World world;
  Doc short_time = programme("Réseau");
  short_time["appeal_days"] = 3;
  world.posted(world.administrator, "/api/v1/programmes/main", short_time, 200);
  Client phone = world.fixture.signed_in("investigator");
  const std::string body = submission(visit_id(1));
  REQUIRE(phone.push(visit_id(1), 1, body).status == 201);
  const std::string sha256 = world.store().read(kNorth)->visit(VisitId(visit_id(1)))->sha256;
  world.store().write(kNorth, [&](Writer& writer) {
    auto visit = writer.visit(VisitId(visit_id(1)));
    visit->status = "approved";
    writer.put_visit(*visit);
    writer.add_event({VisitId(visit_id(1)), visit_id(90), "approved", UserId("north-reviewer"), "2026-11-14T11:00:00Z", "{}", writer.next_seq()});
  });
  Client site = world.fixture.signed_in("site_manager");
  const Doc appeal = {{"id", visit_id(91)}, {"type", "appeal"}, {"revision", 1}, {"sha256", sha256}, {"item", "greeted"}, {"text", "Non"}};
  const Reply late = world.post(site, "/api/v1/visits/" + visit_id(1) + "/events", appeal);
  CHECK(late.status == 409);
  CHECK(Doc::parse(late.body)["detail"].get<std::string>().find("3") != std::string::npos);
  short_time["appeal_days"] = 30;
  world.posted(world.administrator, "/api/v1/programmes/main", short_time, 200);
  CHECK(world.post(site, "/api/v1/visits/" + visit_id(1) + "/events", appeal).status == 201);
}

TEST_CASE("a programme keeps its visits for a time of its own, and the others follow the organisation") {
  ErasureWorld world;
  world.post(world.administrator(), "/api/v1/retention", {{"months", 3}}, 200);
  // The visits of the wave are kept for ever; only what has no wave goes.
  Doc kept = programme("Réseau");
  kept["retention_months"] = 0;
  world.post(world.administrator(), "/api/v1/programmes/main", kept, 200);
  world.pass(4 * kMonth);
  const auto waves = [&] {
    std::int64_t without = 0;
    for (const VisitRecord& visit : world.server().application().store().read(kNorth)->visits({})) without += visit.wave.empty() ? 1 : 0;
    return without;
  };
  const RetentionCounts first = retention_counts(*world.server().application().store().read(kNorth), world.now());
  CHECK(first.visits == waves());
  CHECK(world.get(world.administrator(), "/api/v1/retention")["programmes"][0]["months"] == 0);
  // For ever by the organisation, a month by the programme.
  world.post(world.administrator(), "/api/v1/retention", {{"months", 0}}, 200);
  kept["retention_months"] = 1;
  world.post(world.administrator(), "/api/v1/programmes/main", kept, 200);
  const RetentionCounts done = apply_retention(world.parts(), kNorth, world.now());
  CHECK(done.visits == 5 - waves());
  CHECK(done.visits > 0);
  CHECK(done.parked == 0);
  CHECK(done.before.empty());
  CHECK_FALSE(apply_retention(world.parts(), kNorth, world.now()).any());

  const auto left = world.server().folder() / "left";
  copy_folder(world.data(), left);
  const auto shown = CommandRunner(retention_command()).run({"--data", left.string(), "--organisation", "north"});
  CHECK(shown.out.find("Kept: without limit\nProgramme main: 1 months (before ") == 0);
}
