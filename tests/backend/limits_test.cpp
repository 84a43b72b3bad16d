// Managers who see some regions or sites only: what they read is as if there were nothing else, and they write nothing beyond.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "backend/auth/limits.hpp"
#include "shared/base/sha256.hpp"
#include "tests/backend/support/photos.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

const OrganisationId kNorth("north");

// Two approved visits at the same hour, in Lyon (region ara) and in Lille (region hdf), each of a mission with a fee.
struct World {
  World() {
    store().write(kNorth, [](Writer& writer) {
      Mission lyon = *writer.mission(MissionId("m1")), lille = lyon;
      lyon.fee = 2000;
      lille.fee = 3000;
      lille.id = MissionId("m2");
      lille.site = SiteId("lille");
      writer.put_mission(lyon);
      writer.put_mission(lille);
    });
    Client phone = fixture.signed_in("investigator");
    REQUIRE(phone.push(visit_id(1), 1, at_lyon).status == 201);
    REQUIRE(phone.push(visit_id(2), 1, at_lille).status == 201);
  }
  Store& store() { return fixture.application().store(); }
  Reply limit(const Doc& regions, const Doc& sites = Doc::array()) {
    return administrator.send("POST", "/api/v1/people/north-manager",
                              Doc{{"name", "manager"}, {"email", "manager@north.example"}, {"role", "manager"}, {"regions", regions}, {"sites", sites}}.dump());
  }
  Doc get(const std::string& path) { return Doc::parse(manager.get(path).body); }
  int status(const std::string& path) { return manager.get(path).status; }
  void approve() {
    Client reviewer = fixture.signed_in("reviewer");
    unsigned number = 50;
    for (const auto& [id, body] : {std::pair{1u, at_lyon}, std::pair{2u, at_lille}}) {
      const Doc event = {{"id", "b" + visit_id(++number).substr(1)}, {"type", "approved"}, {"revision", 1}, {"sha256", sha256_hex(body)}, {"text", ""}};
      REQUIRE(reviewer.send("POST", "/api/v1/visits/" + visit_id(id) + "/events", event.dump()).status == 201);
    }
  }
  std::map<std::string, Doc> sites_since(std::string& cursor) {
    std::map<std::string, Doc> docs;
    const Doc page = get("/api/v1/sync" + (cursor.empty() ? "" : "?cursor=" + cursor));
    cursor = page["cursor"].get<std::string>();
    for (const Doc& change : page["changes"])
      if (change["type"] == "site") docs[change["id"].get<std::string>()] = change["doc"];
    return docs;
  }

  TestServer fixture;
  Client administrator = fixture.signed_in("administrator"), manager = fixture.signed_in("manager");
  const std::string at_lyon = submission(visit_id(1), "north-investigator", "lyon", "m1");
  const std::string at_lille = submission(visit_id(2), "north-investigator", "lille", "m2");
};

std::vector<std::string> ids_of(const Doc& list, const char* name = "id") {
  std::vector<std::string> ids;
  for (const Doc& each : list) ids.push_back(each[name].get<std::string>());
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a manager's limits are the regions and the sites together, read anew as sites move") {
  World world;
  const auto seen = [&] { return ids_of(world.get("/api/v1/sites")["sites"]); };
  CHECK(seen() == Ids{"lille", "lyon"});
  REQUIRE(world.limit({"hdf"}).status == 200);
  CHECK(seen() == Ids{"lille"});
  CHECK(world.status("/api/v1/sites/lyon") == 404);
  REQUIRE(world.limit({"hdf"}, {"lyon"}).status == 200);
  CHECK(seen() == Ids{"lille", "lyon"});
  REQUIRE(world.limit({"ara"}).status == 200);
  CHECK(seen() == Ids{"lyon"});
  world.store().write(kNorth, [](Writer& writer) {
    Site lille = *writer.site(SiteId("lille"));
    lille.region = "ara";
    writer.put_site(lille);
  });
  CHECK(seen() == Ids{"lille", "lyon"});
  REQUIRE(world.limit(Doc::array()).status == 200);
  CHECK(seen() == Ids{"lille", "lyon"});
  const Reply unknown = world.limit({"bretagne"}, {"rennes"});
  CHECK(unknown.status == 400);
  CHECK(ids_of(Doc::parse(unknown.body)["problems"], "code") == Ids{"unknown-site", "unknown-region"});
  CHECK(Doc::parse(world.administrator.get("/api/v1/people/north-manager").body)["regions"].empty());
}

TEST_CASE("a limited manager reads of their sites alone, on every page") {
  World world;
  REQUIRE(world.limit({"hdf"}).status == 200);
  CHECK(world.status("/api/v1/visits/" + visit_id(1)) == 404);
  CHECK(world.status("/api/v1/visits/" + visit_id(2)) == 200);
  CHECK(world.status("/api/v1/visits/" + visit_id(1) + "/events") == 404);
  CHECK(world.status("/api/v1/visits/" + visit_id(1) + "/report.pdf") == 404);
  CHECK(world.status("/api/v1/sites/lyon/summary") == 404);
  CHECK(world.status("/api/v1/sites/lyon/trend") == 404);
  CHECK(world.status("/api/v1/sites/lyon/scorecard.pdf") == 404);
  CHECK(world.status("/api/v1/sites/lille/scorecard.pdf") == 200);
  const Doc comparison = world.get("/api/v1/comparison?wave=all");
  CHECK(ids_of(comparison["sites"]) == Ids{"lille"});
  CHECK(ids_of(comparison["comparison"]["sites"], "site") == Ids{"lille"});
  CHECK(ids_of(comparison["comparison"]["kpis"]["audit"]["sites"], "site") == Ids{"lille"});
  CHECK(comparison["regions"] == Doc({"hdf"}));
  CHECK(comparison["limited"]["sites"] == 1);
  CHECK(world.get("/api/v1/overview?wave=all")["limited"]["sites"] == 1);
  CHECK(world.get("/api/v1/overview?wave=all")["mean"]["visits"] == 1);
  const Doc groups = world.get("/api/v1/groups?wave=all");
  CHECK(ids_of(groups["groups"], "name") == Ids{"hdf"});
  CHECK(groups["groups"][0]["mean"]["visits"] == 1);
  CHECK(groups["groups"][0]["distance"].is_null());
  CHECK(ids_of(world.get("/api/v1/missions")["missions"]) == Ids{"m2"});
  CHECK(ids_of(world.get("/api/v1/missions/plan")["sites"]) == Ids{"lille"});
  const std::string table = world.manager.get("/api/v1/exports/answers.csv?wave=all&codes=1").body;
  CHECK(table.find(visit_id(2)) != std::string::npos);
  CHECK(table.find(visit_id(1)) == std::string::npos);
  CHECK(world.manager.get("/api/v1/exports/comparison.csv?wave=all&codes=1").body.find("lyon") == std::string::npos);
  // The others read as before, from answers that are kept for them.
  Client other = world.fixture.signed_in("administrator");
  CHECK(ids_of(Doc::parse(other.get("/api/v1/comparison?wave=all").body)["sites"]) == Ids{"lille", "lyon"});
  CHECK_FALSE(Doc::parse(other.get("/api/v1/comparison?wave=all").body).contains("limited"));
}

TEST_CASE("the review queue of a limited manager holds their visits, and names no visit elsewhere") {
  World world;
  const auto reason_of = [](const Doc& queue, const std::string& visit) {
    for (const Doc& each : queue["visits"])
      if (each["id"] == visit)
        for (const Doc& reason : each["reasons"])
          if (reason["code"] == "overlapping-visits") return reason;
    return Doc();
  };
  const Doc all = world.get("/api/v1/review");
  CHECK(all["visits"].size() == 2);
  CHECK(reason_of(all, visit_id(2))["facts"]["other_visit"] == visit_id(1));
  REQUIRE(world.limit({"hdf"}).status == 200);
  const Doc queue = world.get("/api/v1/review");
  REQUIRE(ids_of(queue["visits"]) == Ids{visit_id(2)});
  CHECK(queue["waiting"] == 1);
  const Doc reason = reason_of(queue, visit_id(2));
  REQUIRE(reason.is_object());  // it is held against the visit in Lyon all the same
  CHECK_FALSE(reason["facts"].contains("other_visit"));
  CHECK(reason["fact"]["en"].get<std::string>().find("of a site that you do not see") != std::string::npos);
  CHECK(queue.dump().find("Lyon") == std::string::npos);
  CHECK(queue.dump().find(visit_id(1)) == std::string::npos);
}

TEST_CASE("a limited manager plans, changes and cancels missions of their sites only") {
  World world;
  REQUIRE(world.limit({"hdf"}).status == 200);
  const auto mission = [](const std::string& site) {
    return Doc{{"site", site}, {"checklist", {{"id", "welcome"}, {"version", 1}}}, {"wave", "w1"}, {"contact_mode", "visit"},
               {"window", {{"from", "2027-12-01T08:00:00+01:00"}, {"to", "2027-12-05T20:00:00+01:00"}}}}.dump();
  };
  CHECK(world.manager.send("PUT", "/api/v1/missions/m3", mission("lille")).status == 201);
  CHECK(world.manager.send("PUT", "/api/v1/missions/m4", mission("lyon")).status == 400);
  CHECK(world.manager.send("PUT", "/api/v1/missions/m1", mission("lille")).status == 404);  // it is Lyon's
  CHECK(world.manager.send("POST", "/api/v1/missions/m1/cancel", R"({"reason":"x"})").status == 404);
  CHECK(world.manager.send("POST", "/api/v1/missions/m3/cancel", R"({"reason":"x"})").status == 200);
  Doc plan = {{"wave", "w1"}, {"checklist", "welcome"}, {"checklist_version", 1}, {"contact_mode", "phone"}, {"sites", {"lille", "lyon"}}, {"per_site", 1},
              {"from", "2098-12-01"}, {"to", "2098-12-20"}, {"dry_run", true}};
  const Reply refused = world.manager.send("POST", "/api/v1/missions/plan", plan.dump());
  CHECK(refused.status == 400);
  CHECK(Doc::parse(refused.body)["problems"][0]["path"] == "sites[1]");
  plan["sites"] = {"lille"};
  CHECK(world.manager.send("POST", "/api/v1/missions/plan", plan.dump()).status == 200);
  plan["wave"] = "w9";
  plan["wave_title"] = {{"fr", "Neuf"}};
  CHECK(world.manager.send("POST", "/api/v1/missions/plan", plan.dump()).status == 400);  // a wave is everybody's
  CHECK(world.store().read(kNorth)->mission(MissionId("m1"))->site == SiteId("lyon"));
}

TEST_CASE("a limited manager pays for visits of their sites only, and numbers follow on those of everybody") {
  World world;
  world.approve();
  const auto make = [&](Client& who, unsigned run) {
    const Doc request = {{"id", visit_id(run)}, {"from", "2020-01-01"}, {"to", "2099-12-31"}};
    return Doc::parse(who.send("POST", "/api/v1/payments/statements", request.dump()).body);
  };
  REQUIRE(world.limit({"hdf"}).status == 200);
  CHECK(ids_of(world.get("/api/v1/payments")["amounts"], "visit") == Ids{visit_id(2)});
  const Doc refusal = {{"visit", visit_id(1)}, {"kind", "fee"}, {"refused", true}, {"reason", "x"}};
  CHECK(world.manager.send("POST", "/api/v1/payments/amounts", refusal.dump()).status == 404);
  const Doc made = make(world.manager, 900);
  REQUIRE(made["statements"].size() == 1);
  CHECK(made["statements"][0]["cents"] == 3000);
  const std::string ours = made["statements"][0]["id"].get<std::string>();
  const Doc theirs = make(world.administrator, 901);
  REQUIRE(theirs["statements"].size() == 1);
  CHECK(theirs["statements"][0]["cents"] == 2000);
  const std::string other = theirs["statements"][0]["id"].get<std::string>();
  CHECK(other != ours);
  CHECK(ids_of(world.get("/api/v1/payments")["statements"]) == Ids{ours});
  const std::string payment = R"({"on":"2026-11-30","reference":"VIR 1"})";
  CHECK(world.manager.send("POST", "/api/v1/payments/statements/" + other + "/paid", payment).status == 404);
  CHECK(world.manager.send("POST", "/api/v1/payments/statements/" + other + "/cancel", R"({"reason":"x"})").status == 404);
  CHECK(world.manager.send("POST", "/api/v1/payments/statements/" + ours + "/paid", payment).status == 200);
}

TEST_CASE("a limited manager brings in responses of their sites only, and describes no survey") {
  World world;
  const std::string survey = R"({"format":"constat.survey/1","id":"q","title":{"en":"Q","fr":"Q"},"theme":"service","channel":"interview","trigger":"contact",
    "level":"journey","period":{"from":"2026-10-01","to":"2026-12-31"},"csv":{"site":"site","id":"id"},
    "questions":[{"column":"nps","kpi":"nps","scale":{"min":0,"max":10}}]})";
  REQUIRE(world.manager.send("POST", "/api/v1/surveys", survey).status == 201);
  REQUIRE(world.limit({"hdf"}).status == 200);
  CHECK(Doc::parse(world.manager.send("POST", "/api/v1/surveys", survey).body)["code"] == "limited-manager");
  const auto bring = [&](const std::string& csv) { return world.manager.send("POST", "/api/v1/surveys/q/responses", csv, {{"Content-Type", "text/csv"}}); };
  const Reply refused = bring("id,site,nps\n1,lille,9\n2,lyon,3\n3,,4\n4,nice,4\n5,lyon,2\n");
  CHECK(refused.status == 400);
  CHECK(ids_of(Doc::parse(refused.body)["problems"], "code") == Ids{"site-needed", "site-of-others", "site-of-others"});
  CHECK(world.store().read(kNorth)->responses(SurveyId("q")).empty());
  CHECK(bring("id,site,nps\n1,lille,9\n").status == 200);
  CHECK(world.store().read(kNorth)->responses(SurveyId("q")).size() == 1);
}

TEST_CASE("what a phone could not deliver is for those who see everything") {
  World world;
  Client phone = world.fixture.signed_in("investigator");
  const std::string body = "not a visit", hash = sha256_hex(body);
  const Doc item = {{"visit", visit_id(2)}, {"revision", 1}, {"problem", "x"}, {"note", ""}, {"body", body}, {"sha256", hash}};
  REQUIRE(phone.send("POST", "/api/v1/parked", item.dump()).status == 201);
  CHECK(world.status("/api/v1/parked/" + hash) == 200);
  REQUIRE(world.limit({"hdf"}).status == 200);
  CHECK(world.status("/api/v1/parked/" + hash) == 404);
  CHECK(world.manager.send("POST", "/api/v1/parked/" + hash + "/decision", R"({"decision":"dismiss","reason":"x"})").status == 404);
  CHECK(world.manager.get("/api/v1/quarantine").body.find(hash) == std::string::npos);
}

TEST_CASE("new limits reach the person's devices as removals, and what they may see again comes back") {
  World world;
  std::string cursor;
  CHECK(world.sites_since(cursor).size() == 2);
  REQUIRE(world.limit({"hdf"}).status == 200);
  auto heard = world.sites_since(cursor);
  REQUIRE(heard.size() == 1);
  CHECK(heard.at("lyon").is_null());
  world.store().write(kNorth, [](Writer& writer) {
    Site lyon = *writer.site(SiteId("lyon"));
    lyon.name = "zq";
    writer.put_site(lyon);
  });
  for (const auto& [id, doc] : world.sites_since(cursor)) CHECK((id != "lyon" || doc.is_null()));
  REQUIRE(world.limit({"hdf"}, {"lyon"}).status == 200);
  heard = world.sites_since(cursor);
  CHECK(heard.at("lyon")["name"] == "zq");
  REQUIRE(world.limit({"ara"}).status == 200);
  heard = world.sites_since(cursor);
  CHECK(heard.at("lille").is_null());
  REQUIRE(world.limit(Doc::array()).status == 200);
  heard = world.sites_since(cursor);
  CHECK(heard.at("lille")["id"] == "lille");
  CHECK(heard.count("lyon") == 0);
  // From the beginning: what a new device of a limited manager gets.
  REQUIRE(world.limit({"hdf"}).status == 200);
  std::string anew;
  for (const auto& [id, doc] : world.sites_since(anew)) CHECK(doc.is_null() == (id == "lyon"));
}

TEST_CASE("whoever is not a manager has no limits but those of their role") {
  World world;
  const Doc person = {{"name", "reviewer"}, {"email", "reviewer@north.example"}, {"role", "reviewer"}, {"regions", {"hdf"}}, {"sites", {"lille"}}, {"skills", {"permis"}}};
  REQUIRE(world.administrator.send("POST", "/api/v1/people/north-reviewer", person.dump()).status == 200);
  const auto user = world.store().read(kNorth)->user(UserId("north-reviewer"));
  CHECK(user->regions.empty());
  CHECK(user->skills.empty());
  Client reviewer = world.fixture.signed_in("reviewer");
  CHECK(Doc::parse(reviewer.get("/api/v1/sites").body)["sites"].size() == 2);
}
