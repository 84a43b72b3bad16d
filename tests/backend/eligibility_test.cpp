// Skills and regions of investigators: who may make which mission, in words, wherever missions are given or taken.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "backend/missions/eligibility.hpp"
#include "shared/visit/timestamp.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

const OrganisationId kNorth("north");

struct World {
  TestServer fixture{[] { return *unix_milliseconds("2026-11-20T12:00:00Z"); }};
  Client administrator = fixture.signed_in("administrator"), manager = fixture.signed_in("manager"), phone = fixture.signed_in("investigator");

  Reply person(const Doc& skills, const Doc& regions) {
    return administrator.send("POST", "/api/v1/people/north-investigator",
                              Doc{{"name", "investigator"}, {"email", "investigator@north.example"}, {"role", "investigator"}, {"skills", skills}, {"regions", regions}}.dump(),
                              {{"Accept-Language", "en"}});
  }
  static Doc mission(const Doc& skills, const std::string& site = "lille") {
    return {{"site", site}, {"checklist", {{"id", "welcome"}, {"version", 1}}}, {"wave", "w1"}, {"contact_mode", "visit"}, {"skills", skills},
            {"window", {{"from", "2026-12-01T08:00:00+01:00"}, {"to", "2026-12-05T20:00:00+01:00"}}}};
  }
  Reply put(const std::string& id, const Doc& doc) { return manager.send("PUT", "/api/v1/missions/" + id, doc.dump(), {{"Accept-Language", "en"}}); }
  Doc open() { return Doc::parse(phone.get("/api/v1/missions?status=open").body); }
};

std::string codes_of(const Reply& reply) {
  std::string codes;
  const Doc answer = Doc::parse(reply.body);
  for (const Doc& problem : answer["problems"]) codes += problem["path"].get<std::string>() + " " + problem["code"].get<std::string>() + "; ";
  return codes;
}

}  // namespace

TEST_CASE("a skill is the same word whatever its case and accents, and no region means everywhere") {
  User person;
  person.skills = {"Anglais", "Permis B"};
  Mission mission;
  CHECK(is_eligible(person, mission, "ara"));
  mission.skills = {"anglais", "lunettes", "permis b", "séniors"};
  CHECK(missing_skills(person, mission) == std::vector<std::string>{"lunettes", "séniors"});
  person.skills = {"LUNETTES", "seniors", "anglais", "permis b"};
  CHECK(is_eligible(person, mission, "ara"));
  person.regions = {"hdf"};
  CHECK_FALSE(is_eligible(person, mission, "ara"));
  CHECK(is_eligible(person, mission, "hdf"));
  CHECK(is_eligible(person, mission, ""));
}

TEST_CASE("who lacks a skill or works elsewhere is not given a mission, cannot take it, and reads what is missing") {
  World world;
  REQUIRE(world.person({"anglais"}, {"ara"}).status == 200);
  Doc given = World::mission({"anglais", "lunettes"});
  given["investigator"] = "north-investigator";
  const Reply refused = world.put("m9", given);
  CHECK(refused.status == 400);
  CHECK(codes_of(refused) == "investigator skills-missing; investigator region-elsewhere; ");
  CHECK(refused.body.find("it also takes: lunettes") != std::string::npos);
  CHECK(refused.body.find("the site is in hdf, and the person works only in: ara") != std::string::npos);

  REQUIRE(world.put("m9", World::mission({"anglais", "lunettes"})).status == 201);
  CHECK(Doc::parse(world.manager.get("/api/v1/missions?status=open").body)["missions"][0]["skills"] == Doc({"anglais", "lunettes"}));
  CHECK(world.open()["missions"].empty());
  CHECK(world.open()["not_eligible"] == 1);
  const Reply claimed = world.phone.send("POST", "/api/v1/missions/m9/claim", "{}");
  CHECK(claimed.status == 409);
  CHECK(Doc::parse(claimed.body)["code"] == "not-eligible");
  CHECK(codes_of(claimed) == "investigator skills-missing; investigator region-elsewhere; ");

  // Their page says otherwise from now on, and it is theirs.
  REQUIRE(world.person({"Anglais", "lunettes"}, {"ara", "hdf"}).status == 200);
  CHECK(world.open()["missions"].size() == 1);
  CHECK(world.open()["not_eligible"] == 0);
  CHECK(world.phone.send("POST", "/api/v1/missions/m9/claim", "{}").status == 200);
  const Doc page = Doc::parse(world.phone.get("/api/v1/sync").body);
  bool told = false;
  for (const Doc& change : page["changes"])
    if (change["type"] == "mission" && change["id"] == "m9") told = change["doc"]["skills"] == Doc({"anglais", "lunettes"});
  CHECK(told);
  // What is held already stays, whatever is asked of the person later; what it takes is judged when that changes.
  REQUIRE(world.person(Doc::array(), Doc::array()).status == 200);
  Doc held = World::mission({"anglais", "lunettes"});
  held["investigator"] = "north-investigator";
  held["fee"] = 3000;
  CHECK(world.put("m9", held).status == 200);
  held["skills"] = {"anglais"};
  CHECK(codes_of(world.put("m9", held)) == "investigator skills-missing; ");
}

TEST_CASE("a plan gives missions to those who can make them, and says of the others what they lack") {
  World world;
  REQUIRE(world.person({"anglais"}, {"ara"}).status == 200);
  Doc plan = {{"wave", "w1"}, {"checklist", "welcome"}, {"checklist_version", 1}, {"contact_mode", "phone"}, {"sites", {"lille"}}, {"per_site", 1},
              {"from", "2026-12-01"}, {"to", "2026-12-20"}, {"investigators", {"north-investigator"}}, {"skills", {"lunettes"}}, {"dry_run", true}};
  const Doc shown = Doc::parse(world.manager.send("POST", "/api/v1/missions/plan", plan.dump()).body);
  CHECK(shown["missions"].empty());
  REQUIRE(shown["unassigned"].size() == 1);
  CHECK(shown["unassigned"][0]["why"][0]["code"] == "skills-missing");
  CHECK(shown["unassigned"][0]["why"][1]["code"] == "region-elsewhere");
  plan["sites"] = {"lyon"};
  plan["skills"] = {"ANGLAIS"};
  plan["from"] = "2027-03-05";
  plan["to"] = "2027-03-25";
  CHECK(Doc::parse(world.manager.send("POST", "/api/v1/missions/plan", plan.dump()).body)["missions"].size() == 1);
  const Doc choices = Doc::parse(world.manager.get("/api/v1/missions/plan").body);
  CHECK(choices["investigators"][0]["skills"] == Doc({"anglais"}));
  CHECK(choices["investigators"][0]["regions"] == Doc({"ara"}));
  plan["skills"] = {"", 7};
  CHECK(codes_of(world.manager.send("POST", "/api/v1/missions/plan", plan.dump())) == "skills[0] empty-text; skills[1] not-a-text; ");
}

TEST_CASE("a plan proposes no day on which the site is closed, and says where that leaves none") {
  World world;
  world.fixture.application().store().write(kNorth, [](Writer& writer) {
    Site lille = *writer.site(SiteId("lille")), lyon = *writer.site(SiteId("lyon"));
    lille.opening_hours = R"({"mon":[],"tue":[["09:00","19:00"]],"wed":[],"thu":[],"fri":[],"sat":[],"sun":[]})";
    lyon.opening_hours = R"({"mon":[],"tue":[],"wed":[],"thu":[],"fri":[],"sat":[],"sun":[]})";
    writer.put_site(lille);
    writer.put_site(lyon);
  });
  Doc plan = {{"wave", "w1"}, {"checklist", "welcome"}, {"checklist_version", 1}, {"contact_mode", "visit"}, {"sites", {"lille", "lyon"}}, {"per_site", 2},
              {"from", "2026-12-01"}, {"to", "2026-12-31"}, {"dry_run", true}};
  Doc shown = Doc::parse(world.manager.send("POST", "/api/v1/missions/plan", plan.dump(), {{"Accept-Language", "en"}}).body);
  REQUIRE(shown["missions"].size() == 2);
  for (const Doc& mission : shown["missions"]) {
    CHECK(mission["site"]["id"] == "lille");
    const std::string day = mission["window"]["from"].get<std::string>().substr(0, 10);
    CHECK((day == "2026-12-01" || day == "2026-12-08" || day == "2026-12-15" || day == "2026-12-22" || day == "2026-12-29"));
  }
  REQUIRE(shown["unassigned"].size() == 1);  // the other one of Lyon is the mission that is there
  CHECK(shown["unassigned"][0]["site"]["id"] == "lyon");
  CHECK(shown["unassigned"][0]["why"][0]["code"] == "site-closed");
  CHECK(shown["unassigned"][0]["why"][0]["investigator"].is_null());
  plan["contact_mode"] = "email";  // nobody stands in the doorway
  shown = Doc::parse(world.manager.send("POST", "/api/v1/missions/plan", plan.dump()).body);
  CHECK(shown["missions"].size() == 4);
}
