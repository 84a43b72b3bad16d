// Sites: added, changed, and brought in by a table after a look at what it would do.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "backend/administration/sites.hpp"
#include "backend/auth/secrets.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

// Row 3 has no id, row 4 a position that nobody can read, row 6 the id of row 2 once more.
constexpr const char* kTable =
    "Identifiant;Nom;Ville;Étiquettes;latitude;longitude;surface\n"
    "lyon;Lyon Part-Dieu;Lyon;flagship gare;45,76;4,83;120\n"
    ";Personne;;;;;\n"
    "nice;Nice Étoile;Nice;;ici;là;80\n"
    "lille;Lille;Lille;;;;\n"
    "lyon;Autre;Lyon;;;;\n";

struct World {
  TestServer fixture;
  Client administrator = fixture.signed_in("administrator");

  Doc import(const std::string& csv, bool dry_run) {
    const Reply reply = administrator.send("POST", "/api/v1/imports/sites", Doc{{"csv_base64", base64(csv)}, {"dry_run", dry_run}}.dump(), {{"Accept-Language", "en"}});
    REQUIRE(reply.status == 200);
    return Doc::parse(reply.body);
  }
  std::unique_ptr<Reader> reader() { return fixture.application().store().read(OrganisationId("north")); }
  Reply post(const std::string& path, const Doc& body) { return administrator.send("POST", path, body.dump()); }
};

}  // namespace

TEST_CASE("a table of sites is tried first: every problem with its row and column at once, and nothing is stored") {
  World world;
  const auto before = world.reader()->seq();
  const Doc tried = world.import(kTable, true);
  CHECK(tried["dry_run"] == true);
  CHECK(tried["rows"] == 5);
  CHECK(tried["added"] == 1);      // nice
  CHECK(tried["changed"] == 1);    // lyon
  CHECK(tried["unchanged"] == 1);  // lille
  CHECK(tried["left_out"] == 2);
  std::vector<std::string> places;
  for (const Doc& problem : tried["problems"])
    places.push_back(std::to_string(problem["row"].get<int>()) + " " + problem["column"].get<std::string>() + " " + problem["code"].get<std::string>());
  CHECK(places == std::vector<std::string>{"0 surface site-column-unknown", "3 id site-without-id", "4 latitude site-position", "6 id site-twice"});
  CHECK(tried["problems"][2]["message"].get<std::string>().find("position") != std::string::npos);
  CHECK(tried["touched"][0]["fields"] == Doc({"name", "tags"}));
  CHECK(world.reader()->seq() == before);
  CHECK_FALSE(world.reader()->site(SiteId("nice")));
}

TEST_CASE("tags of a table stand between spaces, commas, semicolons or bars, as people write them") {
  World world;
  for (const char* tags : {"gare drive", "\"gare, drive\"", "gare;drive", "gare|drive|gare", "\" gare ,; drive \""}) {
    INFO(tags);
    world.import(std::string("id,tags\nlyon,") + tags + "\n", false);
    CHECK(world.reader()->site(SiteId("lyon"))->tags == std::vector<std::string>{"gare", "drive"});
  }
}

TEST_CASE("what the look promised is what is stored, a second time changes nothing, and phones hear of what changed only") {
  World world;
  Client phone = world.fixture.signed_in("investigator");
  const std::string cursor = Doc::parse(phone.get("/api/v1/sync").body)["cursor"].get<std::string>();
  const Doc done = world.import(kTable, false);
  CHECK(done["added"] == 1);
  const auto lyon = world.reader()->site(SiteId("lyon"));
  CHECK(lyon->name == "Lyon Part-Dieu");
  CHECK(lyon->tags == std::vector<std::string>{"flagship", "gare"});
  CHECK(lyon->region == "ara");  // the table has no such column
  CHECK_FALSE(world.reader()->site(SiteId("nice"))->position);
  const Doc changes = Doc::parse(phone.get("/api/v1/sync?cursor=" + cursor).body)["changes"];
  REQUIRE(changes.size() == 1);
  CHECK(changes[0]["id"] == "lyon");
  CHECK(changes[0]["doc"]["name"] == "Lyon Part-Dieu");
  const auto seq = world.reader()->seq();
  const Doc again = world.import(kTable, false);
  CHECK(again["added"] == 0);
  CHECK(again["changed"] == 0);
  CHECK(again["unchanged"] == 3);
  CHECK(world.reader()->seq() == seq);
}

TEST_CASE("a table that is none says so and stores nothing; one in Windows-1252 is read as it was meant") {
  World world;
  CHECK(world.import("name,city\nLyon,Lyon\n", false)["problems"][0]["code"] == "site-column-missing");
  CHECK(world.import("", false)["problems"][0]["code"] == "site-column-missing");
  CHECK(world.administrator.send("POST", "/api/v1/imports/sites", "{}").status == 400);
  CHECK(world.administrator.send("POST", "/api/v1/imports/sites", R"({"csv_base64":"***"})").status == 400);
  world.import("id;name\nnice;\xC9toile\n", false);
  CHECK(world.reader()->site(SiteId("nice"))->name == "Étoile");
}

TEST_CASE("a table of ten thousand sites is tried and stored") {
  World world;
  std::string table = "id,name,city,region\n";
  for (int i = 0; i < 10'000; ++i) table += "s" + std::to_string(i) + ",Site " + std::to_string(i) + ",Lyon,ara\n";
  // Without the test server's short deadline: sanitizers and a busy machine are no part of this.
  Store& store = world.fixture.application().store();
  const OrganisationId north("north");
  CHECK(import_sites(store, north, table, true).rows.size() == 10'000);
  CHECK(world.reader()->sites().size() == 2);
  CHECK(import_sites(store, north, table, false).rows.size() == 10'000);
  CHECK(Doc::parse(sites_json(*world.reader(), {"site 9999", "", "", 0}))["count"] == 1);
  CHECK(Doc::parse(sites_json(*world.reader(), {"", "", "", 2}))["sites"].size() == 50);
}

TEST_CASE("a site is added once under an id of its own, and changed as a whole") {
  World world;
  const Doc nice = {{"name", "Étoile"}, {"city", "Nice"}, {"region", "paca"}, {"tags", {"gare"}}, {"address", "24 av. Jean-Médecin"},
                    {"position", {{"latitude", 43.7}, {"longitude", 7.26}}}};
  const Reply added = world.post("/api/v1/sites", nice);
  REQUIRE(added.status == 201);
  const std::string id = Doc::parse(added.body)["id"].get<std::string>();
  CHECK(world.post("/api/v1/sites", nice).status == 200);
  CHECK(world.reader()->sites().size() == 3);
  Doc other = nice;
  other["region"] = "corse";
  CHECK(world.post("/api/v1/sites", other).status == 409);
  other["position"] = nullptr;
  REQUIRE(world.post("/api/v1/sites/" + id, other).status == 200);
  const auto site = world.reader()->site(SiteId(id));
  CHECK(site->region == "corse");
  CHECK(site->address == "24 av. Jean-Médecin");
  CHECK_FALSE(site->position);
  CHECK(world.post("/api/v1/sites/nowhere", other).status == 404);
  const Doc refused = Doc::parse(world.post("/api/v1/sites", {{"name", ""}, {"tags", {"two words"}}, {"position", {{"latitude", 91}, {"longitude", 0}}}, {"x", 1}}).body);
  CHECK(refused["problems"].size() == 4);
}

TEST_CASE("sites are found by text, region and tag, with what can be filtered by") {
  World world;
  const auto ask = [&](const std::string& query) { return Doc::parse(world.administrator.get("/api/v1/sites" + query).body); };
  CHECK(ask("")["count"] == 2);
  CHECK(ask("")["regions"] == Doc({"ara", "hdf"}));
  CHECK(ask("")["tags"] == Doc({"flagship"}));
  CHECK(ask("?text=LYON")["sites"][0]["id"] == "lyon");
  CHECK(ask("?region=hdf")["sites"][0]["id"] == "lille");
  CHECK(ask("?tag=flagship")["count"] == 1);
  CHECK(ask("?tag=flagship&region=hdf")["count"] == 0);
}

TEST_CASE("what an address, a position and a table's change of a site leave in the audit log") {
  World world;
  world.import(kTable, true);
  world.import(kTable, false);
  world.post("/api/v1/sites/lille", {{"name", "Lille Flandres"}, {"city", "Lille"}});
  const Doc log = Doc::parse(world.administrator.get("/api/v1/audit?action=site").body);
  REQUIRE(log["count"] == 2);
  CHECK(log["entries"][0]["action"] == "site-changed");
  CHECK(log["entries"][0]["object"]["id"] == "lille");
  CHECK(log["entries"][1]["action"] == "site-imported");
  CHECK(log["entries"][1]["detail"]["added"] == 1);
}

TEST_CASE("opening hours come by the form, by a table, and reach phones") {
  World world;
  Client phone = world.fixture.signed_in("investigator");
  const Doc hours = Doc::parse(R"({"mon":[["14:00","19:00"],["09:00","12:30"]],"sun":[]})");
  const Doc lyon = {{"name", "Lyon"}, {"city", "Lyon"}, {"region", "ara"}, {"tags", {"flagship"}}, {"opening_hours", hours}};
  REQUIRE(world.post("/api/v1/sites/lyon", lyon).status == 200);
  CHECK(world.reader()->site(SiteId("lyon"))->opening_hours == R"({"mon":[["09:00","12:30"],["14:00","19:00"]],"sun":[]})");
  const Doc page = Doc::parse(phone.get("/api/v1/sync").body);
  bool heard = false;
  for (const Doc& change : page["changes"])
    if (change["type"] == "site" && change["id"] == "lyon") heard = change["doc"]["opening_hours"]["mon"].size() == 2;
  CHECK(heard);
  // Every fault of every day at once.
  Doc bad = lyon;
  bad["opening_hours"] = Doc::parse(R"({"mon":[["9","12:00"]],"tue":[["10:00","12:00"],["11:00","13:00"]],"someday":[]})");
  const Reply refused = world.post("/api/v1/sites/lyon", bad);
  CHECK(refused.status == 400);
  std::vector<std::string> found;
  const Doc said = Doc::parse(refused.body);
  for (const Doc& problem : said["problems"]) found.push_back(problem["path"].get<std::string>() + " " + problem["code"].get<std::string>());
  CHECK(found == std::vector<std::string>{"opening_hours.mon[0][0] opening-hours-time", "opening_hours.someday opening-hours-day", "opening_hours.tue opening-hours-overlap"});

  std::vector<std::string> places;
  const Doc quoted = world.import("id,Opening hours\nlyon,\"Lu-Ve 9h-12h,14h-18h; Sa 9h-12h\"\nlille,\"Lu 9h-26h; Xx 9h-12h\"\nnice,\n", false);
  for (const Doc& problem : quoted["problems"])
    places.push_back(std::to_string(problem["row"].get<int>()) + " " + problem["column"].get<std::string>() + " " + problem["code"].get<std::string>());
  CHECK(places == std::vector<std::string>{"3 opening_hours opening-hours-time", "3 opening_hours opening-hours-day-text"});
  CHECK(quoted["touched"][0]["fields"] == Doc({"opening_hours"}));
  CHECK(quoted["left_out"] == 0);
  CHECK(world.reader()->site(SiteId("lyon"))->opening_hours ==
        R"({"fri":[["09:00","12:00"],["14:00","18:00"]],"mon":[["09:00","12:00"],["14:00","18:00"]],"sat":[["09:00","12:00"]],"thu":[["09:00","12:00"],["14:00","18:00"]],"tue":[["09:00","12:00"],["14:00","18:00"]],"wed":[["09:00","12:00"],["14:00","18:00"]]})");
  CHECK(world.reader()->site(SiteId("lille"))->opening_hours.empty());
  const Doc cleared = world.import("id,opening_hours\nlyon,\n", false);
  CHECK(cleared["changed"] == 1);
  CHECK(Doc::parse(world.administrator.get("/api/v1/sites/lyon").body)["opening_hours"].is_null());
}
