#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using Doc = nlohmann::json;

namespace {

constexpr const char* kSurvey = R"({"format":"constat.survey/1","id":"voices","title":{"fr":"Voix"},"theme":"service",
 "channel":"email","trigger":"contact","level":"journey","period":{"from":"2026-10-01","to":"2026-12-31"},
 "csv":{"encoding":"utf-8","delimiter":",","site":"site","id":"id"},
 "questions":[{"column":"nps","kpi":"nps","scale":{"min":0,"max":10}}]})";

std::string responses(const std::string& site, int count, int nps, int first = 1) {
  std::string csv;
  for (int i = 0; i < count; ++i)
    csv += "r" + std::to_string(first + i) + site + "," + site + "," + std::to_string(nps) + "\n";
  return csv;
}

}  // namespace

TEST_CASE("visits and voices of a wave come side by side, each from the core") {
  TestServer fixture;
  Client investigator = fixture.signed_in("investigator");
  for (unsigned i = 1; i <= 3; ++i) REQUIRE(investigator.push(visit_id(i), 1, submission(visit_id(i))).status == 201);
  Client client = fixture.signed_in("manager");
  REQUIRE(client.send("POST", "/api/v1/surveys", kSurvey).status == 201);
  CHECK(client.send("POST", "/api/v1/surveys", kSurvey).status == 200);
  const std::string csv = "id,site,nps\n" + responses("lyon", 40, 10) + responses("lille", 40, 3) + "x,lyon,17\n";
  const Reply dry = client.send("POST", "/api/v1/surveys/voices/responses?dry_run=1", csv, {{"Content-Type", "text/csv"}});
  REQUIRE(dry.status == 200);
  CHECK(Doc::parse(dry.body)["stored"] == 81);
  CHECK(fixture.application().store().read(server::OrganisationId("north"))->responses(SurveyId("voices")).empty());

  const Reply answer = client.send("POST", "/api/v1/surveys/voices/responses", csv, {{"Content-Type", "text/csv"}});
  REQUIRE(answer.status == 200);
  const Doc result = Doc::parse(answer.body);
  CHECK(result["rows"]["read"] == 81);
  REQUIRE(result["rows"]["rejected"].size() == 1);
  CHECK(result["rows"]["rejected"][0] == Doc{{"row", 81}, {"column", "nps"}, {"value", "17"}});
  CHECK(result["stored"] == 81);

  const Doc again = Doc::parse(client.send("POST", "/api/v1/surveys/voices/responses", csv, {{"Content-Type", "text/csv"}}).body);
  CHECK(again["stored"] == 0);
  CHECK(again["duplicates"] == 81);
  const std::string longer = "id,site,nps\n" + responses("lyon", 41, 10);
  const Doc grown = Doc::parse(client.send("POST", "/api/v1/surveys/voices/responses", longer, {{"Content-Type", "text/csv"}}).body);
  CHECK(grown["stored"] == 1);
  CHECK(grown["duplicates"] == 40);

  const Doc comparison = Doc::parse(client.get("/api/v1/comparison").body);
  CHECK(comparison["wave"] == "w1");
  CHECK(comparison["kpi_labels"]["nps"] == "nps_0_10");
  CHECK(comparison["waves"] == Doc{{{"id", "w1"}, {"title", {{"fr", "Vague 1"}, {"en", "Wave 1"}}}}});
  bool seen = false;
  for (const Doc& site : comparison["comparison"]["kpis"]["nps"]["sites"])
    if (site["site"] == "lyon") {
      seen = true;
      CHECK(site["value"] == 100);
      CHECK(site["n"] == 41);
    }
  CHECK(seen);
  CHECK(client.get("/api/v1/comparison?wave=all").status == 200);
  CHECK(client.get("/api/v1/comparison?wave=never").status == 404);

  const Doc summary = Doc::parse(client.get("/api/v1/sites/lyon/summary").body);
  CHECK(summary["site"]["name"] == "Lyon");
  REQUIRE(summary["visits"].size() == 3);
  CHECK(summary["visits"][0]["checklist"]["title"] == Doc{{"fr", "Accueil"}, {"en", "Welcome"}});
  CHECK(summary["waves"][0]["title"] == Doc{{"fr", "Vague 1"}, {"en", "Wave 1"}});
  CHECK(summary["visits"][0]["score"] == 75);
  CHECK(summary["kpis"]["nps"]["value"] == 100);
}

TEST_CASE("what was compared is compared again once something changed") {
  TestServer fixture;
  Client investigator = fixture.signed_in("investigator");
  Client client = fixture.signed_in("manager");
  REQUIRE(investigator.push(visit_id(1), 1, submission(visit_id(1))).status == 201);
  const std::string before = client.get("/api/v1/comparison").body;
  CHECK(client.get("/api/v1/comparison").body == before);
  REQUIRE(investigator.push(visit_id(2), 1, submission(visit_id(2), "north-investigator", "lille")).status == 201);
  CHECK(Doc::parse(client.get("/api/v1/comparison").body)["comparison"]["sites"].size() == 2);
}

TEST_CASE("visits that are incomplete or set aside do not count as official") {
  TestServer fixture;
  Client investigator = fixture.signed_in("investigator");
  REQUIRE(investigator.push(visit_id(1), 1, submission(visit_id(1))).status == 201);
  REQUIRE(investigator.push(visit_id(2), 1, submission(visit_id(2), "north-investigator", "lyon", "",
                                                       R"({"greeted":{"value":"no"}})")).status == 201);
  REQUIRE(investigator.push(visit_id(3), 1, submission(visit_id(3), "other", "lyon", "",
                                                       R"({"greeted":{"value":"no"},"smile":{"value":0}})")).status == 201);
  const Doc audit = Doc::parse(fixture.signed_in("manager").get("/api/v1/comparison").body)["comparison"]["kpis"]["audit"];
  REQUIRE(audit["sites"].size() == 1);
  CHECK(audit["sites"][0]["n"] == 1);
}

TEST_CASE("a survey with responses does not change under them") {
  TestServer fixture;
  Client client = fixture.signed_in("manager");
  REQUIRE(client.send("POST", "/api/v1/surveys", kSurvey).status == 201);
  REQUIRE(client.send("POST", "/api/v1/surveys/voices/responses", "id,site,nps\n1,lyon,9\n", {{"Content-Type", "text/csv"}}).status == 200);
  Doc changed = Doc::parse(kSurvey);
  changed["questions"][0]["column"] = "score";
  const Reply answer = client.send("POST", "/api/v1/surveys", changed.dump());
  CHECK(answer.status == 400);
  CHECK(Doc::parse(answer.body)["problems"][0]["code"] == "survey-has-responses");
  CHECK(client.send("POST", "/api/v1/surveys", R"({"format":"constat.survey/1"})").status == 400);
  CHECK(client.send("POST", "/api/v1/surveys/voices/responses", "{}", {{"Content-Type", "application/json"}}).status == 415);
}

TEST_CASE("a wave that is only planned is not what the comparison opens with") {
  TestServer fixture;
  Client investigator = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  REQUIRE(investigator.push(visit_id(1), 1, submission(visit_id(1))).status == 201);
  fixture.application().store().write(server::OrganisationId("north"), [](server::Writer& writer) {
    writer.put_wave({WaveId("w2"), "Vague 2", "2027-01-01", "Wave 2"});
  });
  CHECK(Doc::parse(manager.get("/api/v1/comparison").body)["wave"] == "w1");
  CHECK(Doc::parse(manager.get("/api/v1/comparison?wave=w2").body)["wave"] == "w2");
  Client elsewhere = fixture.signed_in("manager", "south");  // no visit at all
  CHECK(Doc::parse(elsewhere.get("/api/v1/comparison").body)["wave"] == "w1");
}
