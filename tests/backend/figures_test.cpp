// Managers' figures beyond the comparison (docs/insight.md): computed from what counts, told to whom may hear them.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using Doc = nlohmann::json;

namespace {

constexpr const char* kSurvey = R"({"format":"constat.survey/1","id":"voices","title":{"fr":"Voix"},"theme":"reception",
 "channel":"email","trigger":"contact","level":"journey","period":{"from":"2026-10-01","to":"2026-12-31"},
 "csv":{"encoding":"utf-8","delimiter":",","site":"site","id":"id","date":"date"},
 "questions":[{"column":"nps","kpi":"nps","scale":{"min":0,"max":10}},{"column":"csat","kpi":"csat","scale":{"min":1,"max":5},"satisfied_from":4},
  {"column":"price","kind":"theme","theme":"price","scale":{"min":1,"max":5},"satisfied_from":4},
  {"column":"quality","kind":"theme","theme":"quality","scale":{"min":1,"max":5},"satisfied_from":4}]})";

std::string answers(const std::string& greeted, int smile) {
  return R"({"greeted":{"value":")" + greeted + R"("},"smile":{"value":)" + std::to_string(smile) + "}}";
}

// The same visit, made in another wave.
std::string in_wave(std::string body, const std::string& wave, const std::string& month) {
  const auto replace = [&](const std::string& from, const std::string& to) {
    for (auto at = body.find(from); at != std::string::npos; at = body.find(from, at + to.size())) body.replace(at, from.size(), to);
  };
  replace("\"wave\":\"w1\"", "\"wave\":\"" + wave + "\"");
  replace("2026-11-03T", "2026-" + month + "-03T");
  return body;
}

// Lyon is good in both waves and Lille bad; a site manager of Lyon has audited the own site.
struct Figures {
  TestServer fixture;
  unsigned visits = 0;

  Figures() {
    fixture.application().store().write(server::OrganisationId("north"), [](server::Writer& writer) {
      writer.put_wave({WaveId("w2"), "Vague 2", "2027-01-01", "Wave 2"});
    });
    for (const char* wave : {"w1", "w2"}) {
      const std::string month = wave == std::string("w1") ? "11" : "12";
      for (const int smile : {3, 2, 3}) push("investigator", "lyon", "yes", smile, wave, month);
      for (const int smile : {1, 0, 0}) push("investigator", "lille", "no", smile, wave, month);
    }
  }
  void push(const std::string& role, const std::string& site, const std::string& greeted, int smile, const std::string& wave, const std::string& month = "12") {
    const std::string id = visit_id(++visits);
    Client client = fixture.signed_in(role);
    REQUIRE(client.push(id, 1, in_wave(submission(id, "north-" + role, site, "", answers(greeted, smile)), wave, month)).status == 201);
  }
  void survey(const std::string& csv) {
    Client manager = fixture.signed_in("manager");
    REQUIRE(manager.send("POST", "/api/v1/surveys", kSurvey).status == 201);
    REQUIRE(manager.send("POST", "/api/v1/surveys/voices/responses", "id,site,date,nps,csat,price,quality\n" + csv, {{"Content-Type", "text/csv"}}).status == 200);
  }
  Doc get(const std::string& role, const std::string& path) {
    const Reply reply = fixture.signed_in(role).get(path);
    INFO(path << " " << reply.body);
    REQUIRE(reply.status == 200);
    return Doc::parse(reply.body);
  }
  int status(const std::string& role, const std::string& path) { return fixture.signed_in(role).get(path).status; }
};

std::string customers(int count, const std::string& site, int from = 1) {
  std::string csv;
  for (int i = 0; i < count; ++i) {
    const int price = 1 + (i * 7 + from) % 5, quality = 1 + (i * 3 + i / 5) % 5, nps = std::min(10, price + quality);
    csv += site + std::to_string(from + i) + "," + site + ",2026-1" + std::to_string(i % 3) + "-02," + std::to_string(nps) + "," +
           std::to_string(quality) + "," + std::to_string(price) + "," + std::to_string(quality) + "\n";
  }
  return csv;
}

}  // namespace

TEST_CASE("the overview counts what is official, and calls a move only what is sure") {
  Figures world;
  const Doc view = world.get("manager", "/api/v1/overview?wave=w2");
  CHECK(view["previous"] == "w1");
  CHECK(view["mean"]["visits"] == 6);
  CHECK(view["mean"]["sites"] == 2);
  // Lyon: 100, 75, 100; Lille: 25, 0, 0.
  CHECK(view["mean"]["value"].get<double>() == Catch::Approx((275.0 / 3 + 25.0 / 3) / 2));
  CHECK(view["mean"]["interval"].size() == 2);
  CHECK(view["histogram"] == Doc({2, 0, 1, 0, 0, 0, 0, 1, 0, 2}));
  REQUIRE(view["moves"].size() == 2);
  for (const Doc& move : view["moves"]) CHECK(move["sure"] == false);
  CHECK(view["change"]["sure"] == false);
  CHECK(view["pairs"] == Doc({{"tested", 1}, {"sure", 1}, {"sites", 2}}));
  CHECK(view["passed"] == Doc({{"judged", 6}, {"not_passed", 3}}));
  REQUIRE(view["weaknesses"]["count"].get<int>() >= 1);
  CHECK(view["weaknesses"]["list"][0]["site"]["id"] == "lille");
  CHECK(view["weaknesses"]["list"][0]["lost"] == 3);
  CHECK(world.get("manager", "/api/v1/overview?wave=w1")["previous"].is_null());
  CHECK(world.status("manager", "/api/v1/overview?wave=never") == 404);
  CHECK(world.status("investigator", "/api/v1/overview") == 403);
}

TEST_CASE("figures of a region are as if there were no other sites") {
  Figures world;
  const Doc view = world.get("manager", "/api/v1/overview?wave=w2&region=hdf");
  CHECK(view["mean"]["visits"] == 3);
  CHECK(view["sites"] == 1);
  CHECK(view["regions"] == Doc({"ara", "hdf"}));
  CHECK(world.get("manager", "/api/v1/overview?wave=w2&tag=flagship")["mean"]["sites"] == 1);
  CHECK(world.get("manager", "/api/v1/comparison?wave=w2&region=hdf")["comparison"]["sites"].size() == 1);
}

TEST_CASE("regions and tags stand side by side, with the figures that an overview of them has") {
  Figures world;
  world.survey(customers(12, "lyon") + customers(9, "lille"));
  const Doc view = world.get("manager", "/api/v1/groups?wave=w2");
  CHECK(view["by"] == "region");
  CHECK(view["previous"] == "w1");
  CHECK(view["mean"] == world.get("manager", "/api/v1/overview?wave=w2")["mean"]);
  CHECK(view["outside"] == 0);
  REQUIRE(view["groups"].size() == 2);
  for (const Doc& group : view["groups"]) {
    const auto region = group["name"].get<std::string>();
    const Doc alone = world.get("manager", "/api/v1/overview?wave=w2&region=" + region);
    CHECK(group["mean"] == alone["mean"]);
    CHECK(group["change"]["difference"] == alone["change"]["difference"]);
    CHECK(group["change"]["interval"] == alone["change"]["interval"]);
    const Doc compared = world.get("manager", "/api/v1/comparison?wave=w2&region=" + region)["comparison"];
    CHECK(group["index"] == compared["network"]["index"]);
  }
  const Doc &ara = view["groups"][0], &hdf = view["groups"][1];
  CHECK(ara["name"] == "ara");
  CHECK(ara["distance"]["difference"].get<double>() == Catch::Approx(275.0 / 3 - 25.0 / 3));
  CHECK(ara["distance"]["sure"] == true);
  CHECK(ara["distance"]["sites"] == 1);
  CHECK(hdf["distance"]["difference"].get<double>() == Catch::Approx(25.0 / 3 - 275.0 / 3));
  CHECK(ara["kpis"]["nps"]["n"] == 12);
  CHECK(ara["kpis"]["nps"]["value"].is_number());
  CHECK(hdf["kpis"]["nps"] == Doc({{"n", 9}, {"small_sample", true}, {"suppressed", true}}));

  const Doc tags = world.get("manager", "/api/v1/groups?wave=w2&by=tag");
  REQUIRE(tags["groups"].size() == 1);
  CHECK(tags["groups"][0]["name"] == "flagship");
  CHECK(tags["groups"][0]["sites"] == 1);
  CHECK(tags["outside"] == 1);
  CHECK(world.get("client", "/api/v1/groups")["groups"].size() == 2);
  CHECK(world.status("manager", "/api/v1/groups?wave=never") == 404);
  // A region may be one site: its figures would be another site's.
  CHECK(world.status("site_manager", "/api/v1/groups") == 403);
  CHECK(world.status("investigator", "/api/v1/groups") == 403);
}

TEST_CASE("the answers of a region's sites count together, and a site with two tags counts with both") {
  Figures world;
  world.fixture.application().store().write(server::OrganisationId("north"), [](server::Writer& writer) {
    for (const char* id : {"lyon", "lille"}) {
      server::Site site = *writer.site(SiteId(id));
      site.region = "north";
      site.tags = {"big", "old"};
      writer.put_site(site);
    }
  });
  world.survey(customers(6, "lyon") + customers(6, "lille", 50));
  const Doc view = world.get("manager", "/api/v1/groups?wave=w2");
  REQUIRE(view["groups"].size() == 1);
  CHECK(view["groups"][0]["kpis"]["nps"]["n"] == 12);
  CHECK(view["groups"][0]["kpis"]["nps"]["suppressed"] == false);
  CHECK(view["groups"][0]["distance"].is_null());  // nobody else
  const Doc tags = world.get("manager", "/api/v1/groups?wave=w2&by=tag");
  REQUIRE(tags["groups"].size() == 2);
  for (const Doc& group : tags["groups"]) CHECK(group["kpis"]["nps"]["n"] == 12);
}

TEST_CASE("a visit that waits for review is not counted, and said to wait") {
  Figures world;
  world.fixture.application().store().write(server::OrganisationId("north"), [](server::Writer& writer) { writer.set_review_required(true); });
  const Doc view = world.get("manager", "/api/v1/overview?wave=w2");
  CHECK(view["mean"].is_null());
  CHECK(view["waiting"] == 6);
  REQUIRE(view["unvisited"]["count"] == 2);
  CHECK(view["unvisited"]["list"][0]["waiting"] == 3);
}

TEST_CASE("a site manager hears of the network and of the own site, never of another") {
  Figures world;
  world.survey(customers(12, "lyon") + customers(12, "lille"));
  for (const char* path : {"/api/v1/overview?wave=w2", "/api/v1/heatmap?wave=w2", "/api/v1/gaps?wave=w2", "/api/v1/figures/visits?wave=w2", "/api/v1/drivers?wave=w2"}) {
    INFO(path);
    const std::string body = world.fixture.signed_in("site_manager").get(path).body;
    CHECK(body.find("lille") == std::string::npos);
    CHECK(body.find("Lille") == std::string::npos);
  }
  CHECK(world.status("site_manager", "/api/v1/gaps?wave=w2&site=lille") == 404);
  CHECK(world.status("site_manager", "/api/v1/sites/lille/trend") == 404);
  CHECK(world.status("site_manager", "/api/v1/difference?a=lyon&a_wave=w1&b=lille&b_wave=w1") == 404);
  CHECK(world.status("site_manager", "/api/v1/difference?a=lyon&a_wave=w1&b=lyon&b_wave=w2") == 200);
  CHECK(world.status("site_manager", "/api/v1/investigators") == 403);
  CHECK(world.get("site_manager", "/api/v1/heatmap?wave=w2")["columns"].size() == 1);
}

TEST_CASE("the heat map has points over points possible, and hides what few customers said") {
  Figures world;
  world.survey(customers(12, "lyon") + customers(9, "lille"));
  const Doc map = world.get("manager", "/api/v1/heatmap?wave=w2");
  CHECK(map["checklist"] == "welcome");
  REQUIRE(map["columns"].size() == 2);
  CHECK(map["columns"][0]["id"] == "lille");
  const Doc& items = map["sections"][0]["items"];
  REQUIRE(items.size() == 2);
  CHECK(items[0]["cells"][0] == Doc({{"n", 3}, {"value", 0.0}}));
  CHECK(items[1]["cells"][1]["value"].get<double>() == Catch::Approx(100.0 * 8 / 9));
  CHECK(items[1]["network"]["n"] == 6);
  REQUIRE(map["customers"].size() == 3);
  CHECK(map["customers"][0]["cells"][0] == Doc({{"n", 9}, {"suppressed", true}, {"value", nullptr}}));
  CHECK(map["customers"][0]["cells"][1]["n"] == 12);
  CHECK(world.status("manager", "/api/v1/heatmap?checklist=unknown") == 404);
}

TEST_CASE("drivers go with an outcome, or are refused by name") {
  Figures world;
  CHECK(world.get("manager", "/api/v1/drivers?wave=w2")["refused"]["key"] == "drivers.no_outcome");
  world.survey(customers(100, "lyon"));
  const Doc report = world.get("manager", "/api/v1/drivers?wave=w2");
  REQUIRE(report["refused"].is_null());
  CHECK(report["rows"] == 100);
  double sum = 0;
  for (const Doc& driver : report["result"]["drivers"]) {
    sum += driver["share"].get<double>();
    CHECK(driver["interval"][0].get<double>() <= driver["share"].get<double>());
  }
  CHECK(sum == Catch::Approx(report["result"]["r2"].get<double>()));
  const Doc by_site = world.get("manager", "/api/v1/drivers?wave=w2&level=sites");
  CHECK(by_site["result"].is_null());
  CHECK(by_site["refused"]["key"].get<std::string>().rfind("error.drivers-", 0) == 0);
}

TEST_CASE("the site's own audit is a voice of its own beside mystery visits and customers") {
  Figures world;
  world.push("site_manager", "lyon", "yes", 3, "w2");
  world.push("site_manager", "lyon", "yes", 3, "w2");
  world.survey(customers(40, "lyon"));
  const Doc report = world.get("manager", "/api/v1/gaps?wave=w2&site=lyon");
  REQUIRE(report["criteria"].size() == 1);  // the checklist knows one area
  const Doc& reception = report["criteria"][0];
  CHECK(reception["id"] == "reception");
  REQUIRE(reception["voices"].size() == 3);
  CHECK(reception["voices"][0] == Doc({{"voice", "mystery_visit"}, {"n", 3}, {"value", reception["voices"][0]["value"]}, {"interval", reception["voices"][0]["interval"]}}));
  CHECK(reception["voices"][1]["voice"] == "own_audit");
  CHECK(reception["voices"][1]["n"] == 2);
  CHECK(reception["voices"][2]["voice"] == "customers");
  CHECK(reception["gaps"].size() == 3);
  CHECK(world.get("manager", "/api/v1/gaps?wave=w1&site=lille")["criteria"][0]["voices"].size() == 1);
}

TEST_CASE("investigators without a site in common are not compared") {
  Figures world;
  CHECK(world.get("reviewer", "/api/v1/investigators?wave=w2")["investigators"][0]["leniency"].is_null());
  for (const int smile : {2, 2, 1}) world.push("reviewer", "lyon", "yes", smile, "w2");
  for (const int smile : {0, 1}) world.push("reviewer", "lille", "no", smile, "w2");
  const Doc report = world.get("manager", "/api/v1/investigators?wave=w2");
  REQUIRE(report["investigators"].size() == 2);
  CHECK(report["investigators"][0]["leniency"].get<double>() == Catch::Approx(-report["investigators"][1]["leniency"].get<double>()));
  CHECK(report["agreement"]["ac1"]["units"] == 4);  // two questions at two sites
}

TEST_CASE("a site over time has limits once there are visits enough, and months only where many answered") {
  Figures world;
  const Doc trend = world.get("manager", "/api/v1/sites/lyon/trend?wave=w2");
  CHECK(trend["visits"]["visits"] == 6);
  REQUIRE(trend["visits"]["chart"]["points"].size() == 6);
  CHECK(trend["visits"]["chart"]["points"][0]["wave"] == "w1");
  CHECK(trend["customers"]["chart"].is_null());
  world.survey(customers(60, "lyon"));
  const Doc later = world.get("manager", "/api/v1/sites/lyon/trend?wave=w2");
  CHECK(later["customers"]["chart"]["points"].size() == 3);
  CHECK(later["customers"]["chart"]["points"][0]["n"] == 20);
}

TEST_CASE("two sites or two waves are told apart by the interval of their difference") {
  Figures world;
  const Doc sites = world.get("manager", "/api/v1/difference?a=lyon&a_wave=w2&b=lille&b_wave=w2");
  const Doc& audit = sites["rows"].back();
  REQUIRE(audit["kpi"] == "audit");
  CHECK(audit["difference"]["value"].get<double>() == Catch::Approx(250.0 / 3));
  CHECK(audit["difference"]["sure"] == true);
  const Doc waves = world.get("manager", "/api/v1/difference?a=lyon&a_wave=w2&b=lyon&b_wave=w1");
  CHECK(waves["rows"].back()["difference"]["sure"] == false);
  CHECK(world.status("manager", "/api/v1/difference?a=lyon&a_wave=w2&b=lyon&b_wave=w2") == 404);
  CHECK(world.status("manager", "/api/v1/difference?a=lyon&a_wave=w2&b=lyon&b_wave=all") == 404);
  CHECK(world.status("manager", "/api/v1/difference?a=lyon&a_wave=w2&b=nowhere&b_wave=w2") == 404);
}

TEST_CASE("the visits behind a figure are those that counted in it") {
  Figures world;
  const Doc all = world.get("manager", "/api/v1/figures/visits?wave=w2&site=lyon");
  CHECK(all["count"] == 3);
  const Doc item = world.get("manager", "/api/v1/figures/visits?wave=w2&site=lille&checklist=welcome&item=smile");
  REQUIRE(item["count"] == 3);
  double sum = 0;
  for (const Doc& visit : item["visits"]) sum += visit["points"].get<double>();
  CHECK(sum == Catch::Approx(100.0 / 3));
  CHECK(world.get("manager", "/api/v1/figures/visits?wave=w2&item=front")["count"] == 0);
  CHECK(world.status("client", "/api/v1/figures/visits") == 403);
}
