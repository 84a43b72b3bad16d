#include <catch_amalgamated.hpp>

#include "tests/web/app/app_scenario.hpp"
#include "web/app/parse_insight.hpp"

using namespace constat;
using namespace constat::app;

TEST_CASE("every page of figures has an address that leads back to it, filters and all") {
  for (const char* hash : {"#/overview", "#/overview?wave=2026-T4&region=%C3%8Ele-de-France&tag=gare", "#/compare?wave=w1&region=Sud", "#/heatmap?wave=w1&checklist=sav&site=lyon-01",
                           "#/heatmap?item=greeted", "#/groups", "#/groups?wave=w1&by=tag", "#/drivers?wave=all&outcome=csat&level=sites", "#/gaps?wave=w1&site=lyon-01", "#/investigators?wave=w1",
                           "#/difference/lyon-01/w2", "#/difference/lyon-01/w2/lille-01/w1"}) {
    INFO(hash);
    const Route route = parse_route(hash);
    CHECK(route.page != Page::not_found);
    CHECK(to_hash(route) == hash);
  }
  CHECK(parse_route("#/difference/lyon-01").page == Page::not_found);
  CHECK(parse_route("#/difference/a/w/b").page == Page::not_found);
}

TEST_CASE("another wave's overview does not stay under this one's name, the same one's does") {
  AppScenario s;
  s.start("#/overview?wave=w2", "manager");
  const StoreRequest first = s.expect("fetch");
  CHECK(first.payload == R"({"path":"/api/v1/overview?wave=w2"})");
  s.reply(first, fetched(R"({"wave":"w2","mean":{"value":74.2,"interval":[71,77],"visits":18,"sites":9}})"));
  REQUIRE(s.app.state().overview.value);
  CHECK(s.app.state().overview.value->mean->visits == 18);
  s.app.refresh();
  CHECK(s.app.state().overview.value);
  s.app.filter_figures("w1", "Sud", "");
  CHECK(s.url() == "#/overview?wave=w1&region=Sud");
  CHECK_FALSE(s.app.state().overview.value);
  s.reply_to("fetch", fetched("{}"));  // the repeated question of before
  CHECK_FALSE(s.app.state().overview.value);
}

TEST_CASE("an overview without an interval says so, and an absent one is none") {
  const Overview bare = read_overview(*parse_json(R"({"wave":"w","mean":{"value":60,"interval":null,"visits":1,"sites":1}})"));
  REQUIRE(bare.mean);
  CHECK_FALSE(bare.mean->interval);
  CHECK_FALSE(bare.change);
  CHECK_FALSE(read_overview(*parse_json(R"({"mean":null})")).mean);
}

TEST_CASE("a heat map's rows have a cell for every column, hidden ones without a value") {
  const HeatMap map = read_heat_map(*parse_json(R"({"columns":[{"id":"a","name":"A"},{"id":"b","name":"B"}],"sections":[{"id":"s","title":{"fr":"S"},"items":[
    {"id":"q","prompt":{"fr":"Q"},"network":{"value":50,"n":4},"cells":[{"value":50,"n":4}]}]}],"customers":[{"id":"c","code":"price","network":null,"cells":[{"value":null,"n":6,"suppressed":true},null]}]})"));
  REQUIRE(map.find("q"));
  CHECK(map.find("q")->cells.size() == 2);
  CHECK_FALSE(map.find("q")->cells[1]);
  REQUIRE(map.find("c")->cells[0]);
  CHECK_FALSE(map.find("c")->cells[0]->value);
  CHECK_FALSE(map.find("nothing"));
}

TEST_CASE("regions are ordered by their mean, those without a visit last, and hidden figures stay hidden") {
  const GroupReport report = read_groups(*parse_json(R"({"by":"region","previous":"w1","outside":2,"groups":[
    {"name":"empty","sites":1,"mean":null,"distance":null,"kpis":{}},
    {"name":"low","sites":2,"mean":{"value":40,"visits":4,"sites":2,"interval":[30,50]},"distance":{"difference":-20,"interval":[-30,-10],"sure":true,"others":60,"visits":6,"sites":3},
     "change":{"difference":2,"interval":[-4,8],"sure":false},"index":41.5,"kpis":{"nps":{"n":4,"suppressed":true}}},
    {"name":"high","sites":3,"mean":{"value":60,"visits":6,"sites":3,"interval":null}}]})"));
  REQUIRE(report.groups.size() == 3);
  CHECK(report.groups[0].name == "high");
  CHECK_FALSE(report.groups[0].mean->interval);
  CHECK(report.groups[2].name == "empty");
  const auto& low = report.groups[1];
  REQUIRE(low.distance);
  CHECK(low.distance->sure);
  CHECK(low.distance->interval.low == -30);
  REQUIRE(low.change);
  CHECK_FALSE(low.change->sure);
  CHECK(low.index == 41.5);
  CHECK_FALSE(low.kpis.at("nps").value);
  CHECK(report.outside == 2);
}

TEST_CASE("drivers are ordered by their share, and a refusal has no drivers") {
  const DriverReport report = read_drivers(*parse_json(R"({"result":{"r2":0.5,"drivers":[{"code":"a","share":0.1,"interval":[0,0.2]},{"code":"b","share":0.4,"interval":[0.3,0.5]}]}})"));
  CHECK(report.drivers.front().code == "b");
  const DriverReport refused = read_drivers(*parse_json(R"({"result":null,"refused":{"key":"drivers.no_outcome","args":[]}})"));
  CHECK(refused.drivers.empty());
  CHECK(refused.refused->key == "drivers.no_outcome");
}

TEST_CASE("asking why asks for the visits behind the figure, unless there are none to ask for") {
  AppScenario s;
  s.start("#/overview", "manager");
  s.reply_to("fetch", fetched(R"({"wave":"w2","mean":null})"));
  Why why;
  why.title = "x";
  why.visits_query = "?wave=w2&site=a";
  s.app.ask_why(why);
  CHECK(s.app.state().dialog == Dialog::why);
  const StoreRequest request = s.expect("fetch");
  CHECK(request.payload == R"({"path":"/api/v1/figures/visits?wave=w2&site=a"})");
  s.reply(request, fetched(R"({"count":1,"visits":[{"id":"v","started_at":"","score":72.5,"site":{"id":"a","name":"A"},"points":null}]})"));
  CHECK(s.app.state().why_visits.value->visits[0].score.value == 72500000);
  why.visits_query = "-";
  s.app.ask_why(why);
  CHECK_FALSE(s.has("fetch"));
  CHECK(s.app.state().why_visits.idle());
}

TEST_CASE("a site's page asks for its trend beside its summary") {
  AppScenario s;
  s.start("#/site/lyon-01?wave=w2", "manager");
  CHECK(s.expect("fetch").payload == R"({"path":"/api/v1/sites/lyon-01/summary?wave=w2"})");
  const StoreRequest trend = s.expect("fetch");
  CHECK(trend.payload == R"({"path":"/api/v1/sites/lyon-01/trend?wave=w2"})");
  s.reply(trend, fetched(R"({"site":{"id":"lyon-01"},"visits":{"visits":1,"fewest":5,"chart":null},"weaknesses":[]})"));
  CHECK(s.app.state().trend.value->fewest_visits == 5);
}
