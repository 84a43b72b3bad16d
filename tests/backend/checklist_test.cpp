// Publishing checklists, and official visits as columns, over HTTP.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "backend/auth/secrets.hpp"
#include "shared/checklist/parse.hpp"
#include "shared/rescoring/batch_bytes.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using Doc = nlohmann::json;

namespace {

Doc published(const TestServer& fixture) {
  Client manager = fixture.signed_in("manager");
  return Doc::parse(manager.get("/api/v1/columns").body)["checklist"];
}

}  // namespace

TEST_CASE("a checklist is published once, by an administrator, and its version never changes") {
  TestServer fixture;
  Client investigator = fixture.signed_in("investigator"), administrator = fixture.signed_in("administrator");
  REQUIRE(investigator.push(visit_id(1), 1, submission(visit_id(1))).status == 201);
  Doc next = published(fixture);
  REQUIRE(next.is_object());
  next["version"] = 2;
  next["sections"][0]["weight"] = 2.5;
  const auto send = [&](Client& client, const std::string& body) { return client.send("POST", "/api/v1/checklists", body); };
  Client manager = fixture.signed_in("manager");
  CHECK(send(manager, next.dump()).status == 403);
  REQUIRE(send(administrator, next.dump()).status == 201);
  CHECK(send(administrator, next.dump(2)).status == 200);  // the same, with other spaces
  next["sections"][0]["weight"] = 3;
  const Reply other = send(administrator, next.dump());
  CHECK(other.status == 409);
  CHECK(Doc::parse(other.body)["code"] == "checklist-published");
  const auto stored = fixture.application().store().read(server::OrganisationId("north"))->checklist(ChecklistId("welcome"), 2);
  REQUIRE(stored);
  CHECK(Doc::parse(stored->json)["sections"][0]["weight"] == 2.5);
  CHECK_FALSE(fixture.application().store().read(server::OrganisationId("south"))->checklist(ChecklistId("welcome"), 2));

  next["version"] = 3;
  next["sections"][0]["weight"] = -1;
  next["title"] = 7;
  const Reply bad = send(administrator, next.dump());
  CHECK(bad.status == 400);
  CHECK(Doc::parse(bad.body)["problems"].size() >= 2);
  CHECK(send(administrator, "{").status == 400);
}

TEST_CASE("official visits come as columns that score as they were scored") {
  TestServer fixture;
  Client investigator = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  for (unsigned i = 1; i <= 5; ++i)
    REQUIRE(investigator.push(visit_id(i), 1, submission(visit_id(i), "north-investigator", i == 2 ? "lille" : "lyon")).status == 201);
  const Doc columns = Doc::parse(manager.get("/api/v1/columns").body);
  CHECK(columns["visits"] == 5);
  CHECK(columns["wave"] == "all");
  REQUIRE(columns["checklists"].size() == 1);
  CHECK(columns["checklists"][0]["visits"] == 5);
  const auto checklist = parse_checklist(columns["checklist"].dump());
  REQUIRE(checklist);
  const auto batch = BatchBytes::read(*checklist, *server::from_base64(columns["batch"].get<std::string>()));
  REQUIRE(batch);
  const BatchScores scores = score_batch(*batch, *checklist);
  REQUIRE(scores.score.size() == 5);
  for (const auto& score : scores.score) CHECK(score == MicroPercent{75'000'000});
  const std::string site_of = *server::from_base64(columns["site_of"].get<std::string>());
  REQUIRE(site_of.size() == 10);
  std::size_t at_lille = 0;
  for (std::size_t v = 0; v < 5; ++v)
    if (columns["sites"][static_cast<std::size_t>(site_of[2 * v])]["id"] == "lille") ++at_lille;
  CHECK(at_lille == 1);

  CHECK(manager.get("/api/v1/columns?wave=never").status == 404);
  CHECK(manager.get("/api/v1/columns?checklist=nobody").status == 404);
  CHECK(manager.get("/api/v1/columns?checklist=welcome&version=1").status == 200);
  CHECK(manager.get("/api/v1/columns?checklist=welcome&version=99999999999").status == 200);  // no such number: as if none was named
  CHECK(investigator.get("/api/v1/columns").status == 403);
  Client stranger = fixture.signed_in("manager", "south");
  CHECK(Doc::parse(stranger.get("/api/v1/columns").body)["visits"] == 0);
}

TEST_CASE("all versions of a checklist come at once, the newest with visits first, each with its own visits") {
  TestServer fixture;
  Client investigator = fixture.signed_in("investigator"), manager = fixture.signed_in("manager"), administrator = fixture.signed_in("administrator");
  for (unsigned i = 1; i <= 3; ++i) REQUIRE(investigator.push(visit_id(i), 1, submission(visit_id(i), "north-investigator", "lyon")).status == 201);
  CHECK(Doc::parse(manager.get("/api/v1/columns?version=all").body)["older"].empty());
  CHECK_FALSE(Doc::parse(manager.get("/api/v1/columns").body).contains("older"));
  Doc next = published(fixture);
  next["version"] = 2;
  next["sections"][0]["weight"] = 2.5;
  REQUIRE(administrator.send("POST", "/api/v1/checklists", next.dump()).status == 201);
  next["version"] = 3;
  REQUIRE(administrator.send("POST", "/api/v1/checklists", next.dump()).status == 201);  // without a visit: not on trial
  std::string body = submission(visit_id(9), "north-investigator", "lille");
  const std::string was = R"("version":1},"contact_mode")";
  body.replace(body.find(was), was.size(), R"("version":2},"contact_mode")");
  REQUIRE(investigator.push(visit_id(9), 1, body).status == 201);

  const Doc most = Doc::parse(manager.get("/api/v1/columns").body);
  CHECK(most["checklist"]["version"] == 1);  // the one with the most visits
  for (const char* path : {"/api/v1/columns?version=all", "/api/v1/columns?checklist=welcome&version=all"}) {
    const Doc columns = Doc::parse(manager.get(path).body);
    CHECK(columns["checklist"]["version"] == 2);
    CHECK(columns["visits"] == 1);
    REQUIRE(columns["older"].size() == 1);
    const Doc& older = columns["older"][0];
    CHECK(older["checklist"]["version"] == 1);
    CHECK(older["visits"] == 3);
    for (const Doc* each : {&columns, &older}) {
      const auto checklist = parse_checklist((*each)["checklist"].dump());
      REQUIRE(checklist);
      const auto batch = BatchBytes::read(*checklist, *server::from_base64((*each)["batch"].get<std::string>()));
      REQUIRE(batch);
      CHECK(batch->size() == (*each)["visits"].get<std::size_t>());
      const std::string site_of = *server::from_base64((*each)["site_of"].get<std::string>());
      CHECK(columns["sites"][static_cast<std::size_t>(site_of[0])]["id"] == (each == &older ? "lyon" : "lille"));
    }
  }
  CHECK(manager.get("/api/v1/columns?checklist=nobody&version=all").status == 404);
}
