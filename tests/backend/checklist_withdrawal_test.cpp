// A version of a checklist withdrawn from new missions: what was begun on it goes on.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

const OrganisationId kNorth("north");
const std::string kVersion = "/api/v1/checklists/welcome/1";

struct World {
  TestServer fixture{[] { return 1'795'003'200'000; }};  // 2026-11-18
  Client administrator = fixture.signed_in("administrator");
  Client manager = fixture.signed_in("manager");

  Reply post(Client& who, const std::string& path, const Doc& body) { return who.send("POST", path, body.dump()); }
  Doc get(const std::string& path) { return Doc::parse(administrator.get(path).body); }
};

Doc plan() {
  return {{"wave", "w1"}, {"checklist", "welcome"}, {"checklist_version", 1}, {"contact_mode", "visit"}, {"sites", {"lille"}}, {"per_site", 1},
          {"from", "2026-11-20"}, {"to", "2026-12-20"}};
}

}  // namespace

TEST_CASE("a withdrawn version takes no new mission, and keeps those that it has, their phones and their visits") {
  World world;
  const Doc open = world.get(kVersion + "/missions");
  CHECK(open["count"] == 1);
  CHECK(open["missions"][0]["id"] == "m1");
  CHECK(open["missions"][0]["site"]["name"] == "Lyon");
  CHECK(world.post(world.administrator, kVersion + "/withdraw", {{"reason", " "}}).status == 400);
  CHECK(world.post(world.manager, kVersion + "/withdraw", {{"reason", "Faute"}}).status == 403);
  CHECK(world.post(world.administrator, "/api/v1/checklists/welcome/9/withdraw", {{"reason", "Faute"}}).status == 404);

  const Reply withdrawn = world.post(world.administrator, kVersion + "/withdraw", {{"reason", "Une question est fausse"}});
  REQUIRE(withdrawn.status == 200);
  CHECK(Doc::parse(withdrawn.body)["missions"] == 1);
  CHECK(world.get("/api/v1/checklists")["checklists"][0]["versions"][0]["withdrawn"]["reason"] == "Une question est fausse");
  CHECK(world.get(kVersion)["withdrawn"]["at"].get<std::string>().substr(0, 10) == "2026-11-18");
  CHECK(world.get("/api/v1/missions/plan")["checklists"].empty());

  const Reply refused = world.post(world.manager, "/api/v1/missions/plan", plan());
  CHECK(refused.status == 400);
  CHECK(Doc::parse(refused.body)["problems"][0]["code"] == "withdrawn-checklist");
  Doc mission = {{"site", "lyon"}, {"checklist", {{"id", "welcome"}, {"version", 1}}}, {"wave", "w1"}, {"contact_mode", "visit"},
                 {"window", {{"from", "2026-11-02T08:00:00+01:00"}, {"to", "2026-11-29T20:00:00+01:00"}}}, {"investigator", "north-investigator"}};
  CHECK(world.manager.send("PUT", "/api/v1/missions/m9", mission.dump()).status == 400);
  // The one that has it may still be moved.
  CHECK(world.manager.send("PUT", "/api/v1/missions/m1", mission.dump()).status == 200);

  // The phone keeps the version, and its visit arrives, scored and not set aside.
  Client phone = world.fixture.signed_in("investigator");
  CHECK(phone.get("/api/v1/sync").body.find("welcome@1") != std::string::npos);
  const Reply pushed = phone.push(visit_id(1), 1, submission(visit_id(1), "north-investigator", "lyon", "m1"));
  REQUIRE(pushed.status == 201);
  const auto visit = world.fixture.application().store().read(kNorth)->visit(VisitId(visit_id(1)));
  CHECK(visit->status == "received");
  CHECK(visit->score);
}

TEST_CASE("a withdrawal is noted once, survives a rebuild of the database, and can be taken back") {
  World world;
  const auto actions = [&] {
    std::vector<std::string> list;
    const Doc audit = world.get("/api/v1/audit?action=checklist");
    for (const Doc& entry : audit["entries"]) list.push_back(entry["action"].get<std::string>());
    return list;
  };
  REQUIRE(world.post(world.administrator, kVersion + "/withdraw", {{"reason", "Faute"}}).status == 200);
  REQUIRE(world.post(world.administrator, kVersion + "/withdraw", {{"reason", "Faute"}}).status == 200);
  CHECK(actions() == std::vector<std::string>{"checklist-withdrawn"});
  world.fixture.restart();
  world.administrator = world.fixture.signed_in("administrator");
  world.manager = world.fixture.signed_in("manager");
  CHECK(world.get(kVersion)["withdrawn"]["reason"] == "Faute");
  REQUIRE(world.post(world.administrator, kVersion + "/restore", Doc::object()).status == 200);
  CHECK(world.get(kVersion)["withdrawn"] == nullptr);
  CHECK(world.post(world.manager, "/api/v1/missions/plan", plan()).status == 201);
  CHECK(actions() == std::vector<std::string>{"checklist-restored", "checklist-withdrawn"});
}
