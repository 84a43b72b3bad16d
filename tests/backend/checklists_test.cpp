// Checklists on an administrator's screen: looked at before they are published, compared with the version before.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "backend/administration/checklist_difference.hpp"
#include "backend/auth/secrets.hpp"
#include "shared/checklist/parse.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

// The test server's checklist with what a version 2 may change; the critical of "greeted" can never happen.
const char* const kSecond = R"({"format":"constat.checklist/1","id":"welcome","version":2,
 "title":{"fr":"Accueil","en":"Welcome"},"languages":["fr","en"],
 "scoring":{"mode":"points","pass_mark":70,"grades":[{"id":"A","label":{"fr":"Bien","en":"Good"},"from":75},
 {"id":"B","label":{"fr":"Moyen","en":"Fair"},"from":0}]},
 "sections":[{"id":"door","area":"reception","title":{"fr":"Porte","en":"Door"},"items":[
  {"id":"greeted","type":"choice","prompt":{"fr":"Vous a-t-on salué ?","en":"Were you greeted?"},"required":true,"weight":2,
   "critical":{"scope":"visit","when":". = 'never'"},"choices":[
   {"id":"yes","label":{"fr":"Oui","en":"Yes"},"points":2},{"id":"no","label":{"fr":"Non","en":"No"},"points":0},
   {"id":"late","label":{"fr":"Tard","en":"Late"},"points":1}]},
  {"id":"door_open","type":"scale","prompt":{"fr":"Porte ouverte","en":"Door open"},"min":0,"max":3},
  {"id":"front","type":"photo","prompt":{"fr":"Façade","en":"Front"}}]}]})";

struct World {
  TestServer fixture;
  Client administrator = fixture.signed_in("administrator");
  Reply post(const std::string& path, const std::string& body) { return administrator.send("POST", path, body, {{"Accept-Language", "en"}}); }
  Doc get(const std::string& path) { return Doc::parse(administrator.get(path, {{"Accept-Language", "en"}}).body); }
};

}  // namespace

TEST_CASE("the shelf has every published version, the newest first, with what was visited with it") {
  World world;
  Client phone = world.fixture.signed_in("investigator");
  REQUIRE(phone.push(visit_id(1), 1, submission(visit_id(1))).status == 201);
  REQUIRE(world.post("/api/v1/checklists", kSecond).status == 201);
  const Doc shelf = world.get("/api/v1/checklists")["checklists"];
  REQUIRE(shelf.size() == 1);
  CHECK(shelf[0]["title"]["en"] == "Welcome");
  REQUIRE(shelf[0]["versions"].size() == 2);
  CHECK(shelf[0]["versions"][0]["version"] == 2);
  CHECK(shelf[0]["versions"][0]["visits"] == 0);
  CHECK(shelf[0]["versions"][1]["visits"] == 1);
  CHECK(shelf[0]["versions"][1]["items"] == 3);
}

TEST_CASE("a file is looked at before it is published: the linter's findings come with answers that show them, and nothing is stored") {
  World world;
  const Reply checked = world.post("/api/v1/checklists/check", Doc{{"json_base64", base64(kSecond)}}.dump());
  REQUIRE(checked.status == 200);
  const Doc doc = Doc::parse(checked.body);
  CHECK(doc["state"] == "new");
  CHECK(doc["newest"] == 1);
  CHECK(doc["checklist"]["version"] == 2);
  const auto checklist = parse_checklist(kSecond);
  REQUIRE(checklist);
  bool never = false;
  for (const Doc& finding : doc["findings"]) {
    never = never || finding["code"] == "critical-never";
    CHECK_FALSE(finding["message"].get<std::string>().empty());
  }
  CHECK(never);
  CHECK(world.get("/api/v1/checklists")["checklists"][0]["versions"].size() == 1);
  REQUIRE(world.post("/api/v1/checklists", doc["checklist"].dump()).status == 201);
  CHECK(Doc::parse(world.post("/api/v1/checklists/check", kSecond).body)["state"] == "same");
  Doc other = Doc::parse(kSecond);
  other["title"]["en"] = "Hello";
  CHECK(Doc::parse(world.post("/api/v1/checklists/check", other.dump()).body)["state"] == "taken");
}

TEST_CASE("a file that is no checklist is told every problem with its path") {
  World world;
  Doc broken = Doc::parse(kSecond);
  broken["sections"][0]["items"][0]["type"] = "riddle";
  broken["sections"][0]["items"][1].erase("prompt");
  const Reply refused = world.post("/api/v1/checklists/check", Doc{{"json_base64", base64(broken.dump())}}.dump());
  CHECK(refused.status == 400);
  const Doc problems = Doc::parse(refused.body)["problems"];
  REQUIRE(problems.size() >= 2);
  for (const Doc& problem : problems) CHECK(problem["path"].get<std::string>().find("sections[0].items[") == 0);
  CHECK(world.post("/api/v1/checklists/check", R"({"json_base64":"?"})").status == 400);
  CHECK(world.post("/api/v1/checklists/check", "").status == 400);
}

TEST_CASE("a version comes back as the file that was published") {
  World world;
  const Reply file = world.administrator.get("/api/v1/checklists/welcome/1/file.json");
  REQUIRE(file.status == 200);
  CHECK(file.header("content-disposition") == "attachment; filename=\"welcome-1.json\"");
  CHECK(Doc::parse(world.post("/api/v1/checklists/check", file.body).body)["state"] == "same");
  CHECK(world.get("/api/v1/checklists/welcome/1")["checklist"]["id"] == "welcome");
  CHECK(world.administrator.get("/api/v1/checklists/welcome/7").status == 404);
  CHECK(world.administrator.get("/api/v1/checklists/welcome/x/file.json").status == 404);
}

TEST_CASE("what changes between two versions is told in words: questions, answers, points, weights, marks") {
  World world;
  REQUIRE(world.post("/api/v1/checklists", kSecond).status == 201);
  const Doc changes = world.get("/api/v1/checklists/welcome/1/changes/2");
  std::map<std::string, Doc> by_place;
  for (const Doc& change : changes["changes"]) by_place[change["kind"].get<std::string>() + " " + change["place"].get<std::string>()] = change["what"];
  CHECK(by_place.count("added Door · Door open") == 1);
  CHECK(by_place.count("removed Door · Sourire") + by_place.count("removed Door · Smile") == 1);
  REQUIRE(by_place.count("changed Welcome") == 1);
  CHECK(by_place["changed Welcome"].size() == 1);  // the pass mark
  REQUIRE(by_place.count("changed Door · Were you greeted?") == 1);
  const std::string greeted = by_place["changed Door · Were you greeted?"].dump();
  for (const char* words : {"“Greeted?” becomes “Were you greeted?”", "weight: 1 becomes 2", "points at best: 1 becomes 2", "answer added: “Late”", "points of “Yes”: 1 becomes 2", "knock-out"})
    CHECK(greeted.find(words) != std::string::npos);
  CHECK(world.get("/api/v1/checklists/welcome/1/changes/1")["changes"].empty());
  CHECK(world.administrator.get("/api/v1/checklists/welcome/1/changes/9").status == 404);
}

TEST_CASE("reviewers and managers read checklists, and do not check files for publication") {
  World world;
  for (const char* role : {"reviewer", "manager"}) {
    Client client = world.fixture.signed_in(role);
    CHECK(client.get("/api/v1/checklists/welcome/1").status == 200);
    CHECK(client.send("POST", "/api/v1/checklists/check", kSecond).status == 403);
  }
}
