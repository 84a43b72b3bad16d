// Missions made and managed by people, over HTTP.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <atomic>
#include <thread>

#include "shared/visit/timestamp.hpp"
#include "tests/backend/support/photos.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

const OrganisationId kNorth("north");

std::int64_t noon(const char* date) { return *unix_milliseconds(std::string(date) + "T12:00:00Z"); }

struct Planning {
  Planning() : manager(fixture.signed_in("manager")), phone(fixture.signed_in("investigator")) {}

  static Doc mission(const std::string& site = "lille") {
    return {{"site", site}, {"checklist", {{"id", "welcome"}, {"version", 1}}}, {"wave", "w1"}, {"contact_mode", "visit"},
            {"window", {{"from", "2026-12-01T08:00:00+01:00"}, {"to", "2026-12-05T20:00:00+01:00"}}},
            {"scenario", {{"fr", "Entrez."}, {"en", "Go in."}}}, {"fee", 2500}, {"expenses_cap", 1000}};
  }
  static Doc plan() {
    return {{"wave", "w1"}, {"checklist", "welcome"}, {"checklist_version", 1}, {"contact_mode", "phone"}, {"sites", {"lille", "lyon"}},
            {"per_site", 2}, {"from", "2026-12-01"}, {"to", "2026-12-20"}, {"investigators", nullptr}, {"fee", 1500}};
  }
  Reply put(const std::string& id, const Doc& doc) { return manager.send("PUT", "/api/v1/missions/" + id, doc.dump()); }
  Reply claim(Client& client, const std::string& id) { return client.send("POST", "/api/v1/missions/" + id + "/claim", "{}"); }
  Reply make(const Doc& doc) { return manager.send("POST", "/api/v1/missions/plan", doc.dump()); }
  // A further investigator, without a site or a mission.
  Client person(const std::string& name) {
    fixture.application().store().write(kNorth, [&](Writer& writer) {
      User user = *writer.user(UserId("north-investigator"));
      user.id = UserId(name);
      user.email = name + "@north.example";
      writer.put_user(user);
    });
    Client client = fixture.client();
    REQUIRE(client.sign_in(name + "@north.example", kPassword).status == 200);
    return client;
  }
  static Doc in_feed(Client& client, const std::string& id) {
    const Doc page = Doc::parse(client.get("/api/v1/sync").body);
    for (const Doc& change : page["changes"])
      if (change["type"] == "mission" && change["id"] == id) return change["doc"];
    return "absent";
  }
  static std::vector<std::string> ids(Client& client, const std::string& query = "") {
    const Doc list = Doc::parse(client.get("/api/v1/missions" + query).body);
    std::vector<std::string> ids;
    for (const Doc& mission : list["missions"]) ids.push_back(mission["id"].get<std::string>());
    return ids;
  }

  std::atomic<std::int64_t> now{noon("2026-11-22")};
  TestServer fixture{[this] { return now.load(); }};
  Client manager, phone;
};

std::string code_of(const Reply& reply) { return Doc::parse(reply.body).value("code", std::string()); }

std::string problems_of(const Reply& reply) {
  std::string list;
  const Doc refusal = Doc::parse(reply.body);
  for (const Doc& problem : refusal["problems"]) list += problem["path"].get<std::string>() + " " + problem["code"].get<std::string>() + "; ";
  return list;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a manager makes a mission, changes it, and the same again changes nothing") {
  Planning world;
  Doc doc = Planning::mission();
  doc["investigator"] = "north-investigator";
  const Reply made = world.put("m-new", doc);
  CHECK(made.status == 201);
  CHECK(Doc::parse(made.body)["status"] == "assigned");
  const Doc told = Planning::in_feed(world.phone, "m-new");
  CHECK(told["fee"] == 2500);
  CHECK(told["expenses_cap"] == 1000);
  CHECK(told["scenario"]["en"] == "Go in.");

  const auto seq = world.fixture.application().store().read(kNorth)->seq();
  CHECK(world.put("m-new", doc).status == 200);
  CHECK(world.fixture.application().store().read(kNorth)->seq() == seq);
  doc["fee"] = 3000;
  CHECK(world.put("m-new", doc).status == 200);
  CHECK(Planning::in_feed(world.phone, "m-new")["fee"] == 3000);

  // Taken from its investigator, it is gone from that phone and open to all.
  doc["investigator"] = nullptr;
  CHECK(Doc::parse(world.put("m-new", doc).body)["status"] == "open");
  CHECK(Planning::in_feed(world.phone, "m-new").is_null());
}

TEST_CASE("a mission that cannot be, is refused with every problem at once") {
  Planning world;
  Doc doc = {{"site", " "}, {"checklist", {{"id", "welcome"}, {"version", 0}}}, {"contact_mode", "telepathy"}, {"colour", "red"},
             {"window", {{"from", "2026-12-05T20:00:00+01:00"}, {"to", "2026-12-01T08:00:00+01:00"}}}, {"fee", -1}};
  const Reply refused = world.put("Not An Id", doc);
  CHECK(refused.status == 400);
  for (const char* expected : {"id bad-id", "site empty-text", "checklist.version out-of-range", " missing-field", "contact_mode unknown-value",
                               "window window-order", "fee out-of-range", "colour unknown-field"})
    CHECK(problems_of(refused).find(expected) != std::string::npos);

  doc = Planning::mission("nowhere");
  doc["wave"] = "w9";
  doc["checklist"]["version"] = 7;
  doc["investigator"] = "north-manager";
  CHECK(problems_of(world.put("m-new", doc)) ==
        "site unknown-site; checklist unknown-checklist; wave unknown-wave; investigator unknown-investigator; ");
  CHECK(world.put("m-new", Doc::array()).status == 400);
  CHECK_FALSE(world.fixture.application().store().read(kNorth)->mission(MissionId("m-new")));
}

TEST_CASE("a cancelled mission reaches its phone with the reason, and a visit that comes all the same is set aside") {
  Planning world;
  CHECK(code_of(world.manager.send("POST", "/api/v1/missions/m1/cancel", R"({"reason":" "})")) == "bad-mission");
  const Reply cancelled = world.manager.send("POST", "/api/v1/missions/m1/cancel", R"({"reason":"The shop is closed"})");
  CHECK(cancelled.status == 200);
  CHECK(Planning::in_feed(world.phone, "m1")["status"] == "cancelled");
  CHECK(Planning::in_feed(world.phone, "m1")["cancel_reason"] == "The shop is closed");
  CHECK(Doc::parse(world.manager.send("POST", "/api/v1/missions/m1/cancel", R"({"reason":"Again"})").body)["cancel_reason"] == "The shop is closed");

  const Reply late = world.phone.push(visit_id(1), 1, submission(visit_id(1), "north-investigator", "lyon", "m1"));
  CHECK(late.status == 201);
  CHECK(Doc::parse(late.body)["quarantined"] == "mission-cancelled");
  CHECK(code_of(world.put("m1", Planning::mission())) == "mission-closed");
  CHECK(world.manager.send("POST", "/api/v1/missions/m9/cancel", R"({"reason":"x"})").status == 404);
}

TEST_CASE("a mission that is made stays as it is") {
  Planning world;
  REQUIRE(world.phone.push(visit_id(1), 1, submission(visit_id(1), "north-investigator", "lyon", "m1")).status == 201);
  CHECK(code_of(world.manager.send("POST", "/api/v1/missions/m1/cancel", R"({"reason":"x"})")) == "mission-closed");
  CHECK(code_of(world.put("m1", Planning::mission())) == "mission-closed");
}

TEST_CASE("an open mission goes to the first who claims it, and everybody else reads why not") {
  Planning world;
  REQUIRE(world.put("m-open", Planning::mission()).status == 201);
  Client second = world.person("zoe");
  CHECK(Planning::ids(second, "?status=open") == Ids{"m-open"});
  CHECK(Planning::in_feed(world.phone, "m-open") == "absent");

  const Reply taken = world.claim(world.phone, "m-open");
  CHECK(taken.status == 200);
  CHECK(Doc::parse(taken.body)["investigator"]["id"] == "north-investigator");
  CHECK(world.claim(world.phone, "m-open").status == 200);
  const Reply late = world.claim(second, "m-open");
  CHECK(late.status == 409);
  CHECK(code_of(late) == "mission-taken");
  CHECK(Planning::in_feed(world.phone, "m-open")["status"] == "assigned");
  CHECK(Planning::ids(second, "?status=open").empty());
  CHECK(world.claim(second, "m-nowhere").status == 404);

  // What was claimed and is then given to somebody else no longer counts as a claim of theirs.
  Doc doc = Planning::mission();
  doc["investigator"] = "zoe";
  CHECK(Doc::parse(world.put("m-open", doc).body)["claimed"] == false);
}

TEST_CASE("of many who claim at once, exactly one has the mission") {
  Planning world;
  REQUIRE(world.put("m-open", Planning::mission()).status == 201);
  std::vector<Client> clients;
  for (int i = 0; i < 6; ++i) clients.push_back(world.person("p" + std::to_string(i)));
  std::atomic<int> won{0}, lost{0};
  std::vector<std::thread> threads;
  for (Client& client : clients)
    threads.emplace_back([&] {
      const Reply reply = client.send("POST", "/api/v1/missions/m-open/claim", "{}");
      if (reply.status == 200) ++won;
      if (reply.status == 409) ++lost;
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(won == 1);
  CHECK(lost == 5);
}

TEST_CASE("nobody holds more than ten claims, and one that is made makes room") {
  Planning world;
  for (int i = 0; i < 11; ++i) {
    const std::string site = "s" + std::to_string(i);
    world.fixture.application().store().write(kNorth, [&](Writer& writer) { writer.put_site({SiteId(site), site, "", "", {}, std::nullopt}); });
    REQUIRE(world.put("m-" + site, Planning::mission(site)).status == 201);
    const Reply claimed = world.claim(world.phone, "m-" + site);
    if (i < 10) CHECK(claimed.status == 200);
    else CHECK(code_of(claimed) == "too-many-claims");
  }
  CHECK(Doc::parse(world.phone.get("/api/v1/missions").body)["claims"] == Doc({{"held", 10}, {"limit", 10}}));
  REQUIRE(world.phone.push(visit_id(1), 1, submission(visit_id(1), "north-investigator", "s3", "m-s3")).status == 201);
  CHECK(world.claim(world.phone, "m-s10").status == 200);
}

TEST_CASE("rotation refuses who was there lately, in words, whether assigned or claimed") {
  Planning world;  // m1: lyon in November, for the investigator
  Doc doc = Planning::mission("lyon");
  doc["investigator"] = "north-investigator";
  const Reply refused = world.put("m-new", doc);
  CHECK(problems_of(refused) == "investigator rotation-same-site-planned; ");
  CHECK(refused.body.find("Lyon") != std::string::npos);

  REQUIRE(world.phone.push(visit_id(1), 1, submission(visit_id(1), "north-investigator", "lyon", "m1")).status == 201);
  CHECK(problems_of(world.put("m-new", doc)) == "investigator rotation-same-site; ");
  REQUIRE(world.put("m-open", Planning::mission("lyon")).status == 201);
  const Reply claimed = world.claim(world.phone, "m-open");
  CHECK(claimed.status == 409);
  CHECK(code_of(claimed) == "rotation-refused");
  CHECK(problems_of(claimed) == "investigator rotation-same-site; ");
  CHECK(claimed.body.find("3 nov. 2026") != std::string::npos);
  Client fresh = world.person("zoe");
  CHECK(world.claim(fresh, "m-open").status == 200);

  doc["window"] = {{"from", "2027-02-28T08:00:00+01:00"}, {"to", "2027-03-10T20:00:00+01:00"}};
  CHECK(world.put("m-later", doc).status == 201);
  // The words may change without judging the person again.
  doc["scenario"]["fr"] = "Sortez.";
  CHECK(world.put("m-later", doc).status == 200);
}

TEST_CASE("nobody is sent to two far places for one day") {
  Planning world;
  world.fixture.application().store().write(kNorth, [](Writer& writer) {
    writer.put_site({SiteId("nice"), "Nice", "Nice", "paca", {}, Position{43.70, 7.27}});
    writer.put_site({SiteId("brest"), "Brest", "Brest", "bre", {}, Position{48.39, -4.49}});
  });
  const auto on = [](const std::string& site, const std::string& from, const std::string& to) {
    Doc doc = Planning::mission(site);
    doc["investigator"] = "north-investigator";
    doc["window"] = {{"from", from + "T08:00:00+01:00"}, {"to", to + "T20:00:00+01:00"}};
    return doc;
  };
  REQUIRE(world.put("m-a", on("nice", "2026-12-02", "2026-12-02")).status == 201);
  CHECK(problems_of(world.put("m-b", on("brest", "2026-12-02", "2026-12-02"))) == "investigator rotation-far-sites; ");
  CHECK(world.put("m-b", on("brest", "2026-12-02", "2026-12-03")).status == 201);
}

TEST_CASE("who sees which missions: managers all by filters, investigators their own and those open to them") {
  Planning world;
  Client second = world.person("zoe");
  Client reviewer = world.fixture.signed_in("reviewer");
  REQUIRE(world.put("m-open", Planning::mission()).status == 201);
  Doc past = Planning::mission();
  past["window"] = {{"from", "2026-10-01T08:00:00+02:00"}, {"to", "2026-10-05T20:00:00+02:00"}};
  REQUIRE(world.put("m-past", past).status == 201);
  CHECK(Planning::ids(world.manager) == Ids{"m-past", "m1", "m-open"});
  CHECK(Planning::ids(reviewer, "?site=lille&status=open") == Ids{"m-past", "m-open"});
  CHECK(Planning::ids(world.manager, "?investigator=north-investigator") == Ids{"m1"});
  CHECK(Planning::ids(world.manager, "?wave=w2").empty());
  CHECK(Planning::ids(world.phone) == Ids{"m1", "m-open"});
  CHECK(Planning::ids(second) == Ids{"m-open"});
  CHECK(code_of(world.claim(second, "m-past")) == "mission-over");
  REQUIRE(world.manager.send("POST", "/api/v1/missions/m1/cancel", R"({"reason":"x"})").status == 200);
  CHECK(Planning::ids(world.manager) == Ids{"m-past", "m-open", "m1"});
}

TEST_CASE("a plan shows what it would make, makes exactly that, and made again makes nothing more") {
  Planning world;
  Doc doc = Planning::plan();
  doc["dry_run"] = true;
  const Reply shown = world.make(doc);
  REQUIRE(shown.status == 200);
  const Doc preview = Doc::parse(shown.body);
  CHECK(preview["missions"].size() == 4);
  CHECK(preview["unassigned"].empty());
  CHECK(Planning::ids(world.manager) == Ids{"m1"});

  doc["dry_run"] = false;
  const Reply made = world.make(doc);
  REQUIRE(made.status == 201);
  CHECK(Doc::parse(made.body)["missions"] == preview["missions"]);
  CHECK(Planning::ids(world.manager, "?status=open").size() == 4);
  for (const Doc& mission : preview["missions"]) {
    CHECK(mission["status"] == "open");
    CHECK(mission["fee"] == 1500);
    CHECK(mission["window"]["from"].get<std::string>().substr(0, 10) == mission["window"]["to"].get<std::string>().substr(0, 10));
  }
  const Doc again = Doc::parse(world.make(doc).body);
  CHECK(again["missions"].empty());
  CHECK(again["already"] == 4);

  // One is cancelled: the target lacks one, and gets it under a new name.
  const std::string gone = preview["missions"][0]["id"].get<std::string>();
  REQUIRE(world.manager.send("POST", "/api/v1/missions/" + gone + "/cancel", R"({"reason":"x"})").status == 200);
  const Doc refilled = Doc::parse(world.make(doc).body);
  REQUIRE(refilled["missions"].size() == 1);
  CHECK(refilled["missions"][0]["id"] != gone);
  CHECK(refilled["missions"][0]["site"] == preview["missions"][0]["site"]);
}

TEST_CASE("a plan takes people in turn, respects rotation, and says what nobody may do") {
  Planning world;  // the investigator has Lyon in November already
  Client second = world.person("zoe");
  Doc doc = Planning::plan();
  doc["per_site"] = 1;
  doc["investigators"] = {"north-investigator", "zoe"};
  const Doc answer = Doc::parse(world.make(doc).body);
  REQUIRE(answer["missions"].size() == 2);
  for (const Doc& mission : answer["missions"]) {
    CHECK(mission["status"] == "assigned");
    CHECK(mission["investigator"]["id"] == (mission["site"]["id"] == "lyon" ? "zoe" : "north-investigator"));
    Client& phone = mission["site"]["id"] == "lyon" ? second : world.phone;
    CHECK(Planning::in_feed(phone, mission["id"].get<std::string>())["status"] == "assigned");
  }
  doc["per_site"] = 2;
  const Doc more = Doc::parse(world.make(doc).body);
  CHECK(more["already"] == 2);
  REQUIRE(more["missions"].size() == 1);  // Lille is zoe's to do; nobody is left for Lyon
  CHECK(more["missions"][0]["site"]["id"] == "lille");
  CHECK(more["missions"][0]["investigator"]["id"] == "zoe");
  REQUIRE(more["unassigned"].size() == 1);
  CHECK(more["unassigned"][0]["site"]["id"] == "lyon");
  REQUIRE(more["unassigned"][0]["why"].size() == 2);
  CHECK(more["unassigned"][0]["why"][0]["code"] == "rotation-same-site-planned");
  CHECK(more["unassigned"][0]["why"][0]["message"].get<std::string>().find("Lyon") != std::string::npos);
}

TEST_CASE("a plan makes the wave that it names, and refuses what it cannot read with every problem") {
  Planning world;
  Doc doc = Planning::plan();
  doc["wave"] = "winter";
  CHECK(problems_of(world.make(doc)) == "wave unknown-wave; ");
  doc["wave_title"] = {{"fr", "Hiver"}, {"en", "Winter"}};
  CHECK(world.make(doc).status == 201);
  const auto waves = world.fixture.application().store().read(kNorth)->waves();
  REQUIRE(waves.size() == 2);
  CHECK(waves.back().title == "Hiver");
  CHECK(waves.back().starts_on == "2026-12-01");
  CHECK(Planning::ids(world.manager, "?wave=winter").size() == 4);

  doc["sites"] = {"lille", "nowhere", "lille"};
  doc["per_site"] = 99;
  doc["from"] = "soon";
  doc["investigators"] = Doc::array();
  const std::string problems = problems_of(world.make(doc));
  for (const char* expected : {"sites[2] named-twice", "per_site out-of-range", "from answer-bad-date", "investigators empty-list"})
    CHECK(problems.find(expected) != std::string::npos);
  doc = Planning::plan();
  doc["sites"] = {"lille", "nowhere"};
  doc["from"] = "2026-10-01";
  doc["to"] = "2026-10-02";
  doc["investigators"] = {"north-client"};
  CHECK(problems_of(world.make(doc)) == "sites[1] unknown-site; investigators[0] unknown-investigator; to plan-in-past; ");
}

TEST_CASE("a plan that began already goes on from today") {
  Planning world;
  Doc doc = Planning::plan();
  doc["from"] = "2026-11-01";
  doc["to"] = "2026-11-30";
  const Doc made = Doc::parse(world.make(doc).body);
  REQUIRE(made["missions"].size() == 4);
  for (const Doc& mission : made["missions"]) CHECK(mission["window"]["from"].get<std::string>() >= "2026-11-22");
}

TEST_CASE("a plan is made of what the organisation has") {
  Planning world;
  const Doc choices = Doc::parse(world.manager.get("/api/v1/missions/plan").body);
  CHECK(choices["sites"].size() == 2);
  CHECK(choices["waves"][0]["title"]["en"] == "Wave 1");
  CHECK(choices["checklists"][0]["id"] == "welcome");
  CHECK(choices["investigators"] == Doc::array({{{"id", "north-investigator"}, {"name", "investigator"}, {"regions", Doc::array()}, {"skills", Doc::array()}}}));
}

TEST_CASE("the days of a mission begin in the morning and end in the evening of the site's clock, in summer and winter") {
  Planning world;
  Doc doc = Planning::mission();
  doc["window"] = {{"from", "2026-10-20"}, {"to", "2026-12-05"}};
  const Doc made = Doc::parse(world.put("days", doc).body);
  CHECK(made["window"]["from"] == "2026-10-20T08:00:00+02:00");
  CHECK(made["window"]["to"] == "2026-12-05T20:00:00+01:00");
  doc["window"] = {{"from", "2026-12-05"}, {"to", "2026-12-05"}};
  CHECK(world.put("days", doc).status == 200);  // one day
  doc["window"] = {{"from", "2026-12-05"}, {"to", "2026-12-04"}};
  CHECK(world.put("days", doc).status == 400);
  doc["window"] = {{"from", "2026-13-05"}, {"to", "2026-12-04"}};
  CHECK(world.put("days", doc).status == 400);
}
