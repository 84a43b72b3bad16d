#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "shared/base/sha256.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

const OrganisationId kNorth("north");

Doc handed_over(const std::string& body, unsigned visit = 1) {
  return {{"visit", visit_id(visit)}, {"revision", 1},           {"problem", "not-a-visit"},
          {"note", "it will not go"}, {"sha256", sha256_hex(body)}, {"body", body}};
}

Reply hand_over(Client& client, const Doc& item) { return client.send("POST", "/api/v1/parked", item.dump()); }

Reply decide_over(Client& client, const std::string& body, const std::string& decision, const std::string& reason = "seen") {
  return client.send("POST", "/api/v1/parked/" + sha256_hex(body) + "/decision",
                     Doc{{"decision", decision}, {"reason", reason}}.dump());
}

Doc listed(Client& client) { return Doc::parse(client.get("/api/v1/quarantine").body)["parked"]; }

}  // namespace

TEST_CASE("what a phone could not deliver is kept word for word, and a manager reads it") {
  TestServer fixture;
  Client phone = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  const std::string body = "{\"format\":\"constat.submission/9\",\"é\":\"\\u0000 \\\" \n";
  REQUIRE(hand_over(phone, handed_over(body)).status == 201);
  CHECK(hand_over(phone, handed_over(body)).status == 200);
  const Doc list = listed(manager);
  REQUIRE(list.size() == 1);
  CHECK(list[0]["sha256"] == sha256_hex(body));
  CHECK(list[0]["sender"] == Doc{{"id", "north-investigator"}, {"name", "investigator"}});
  CHECK(list[0]["visit"] == visit_id(1));
  CHECK(list[0]["revision"] == 1);
  CHECK(list[0]["problem"] == "not-a-visit");
  CHECK(list[0]["note"] == "it will not go");
  CHECK(list[0]["bytes"] == body.size());
  const Reply read = manager.get("/api/v1/parked/" + sha256_hex(body));
  CHECK(read.status == 200);
  CHECK(read.body == body);
  CHECK(read.header("content-disposition").rfind("attachment", 0) == 0);
  CHECK(phone.get("/api/v1/parked/" + sha256_hex(body)).status == 403);
}

TEST_CASE("a parked text that is a visit after all is taken in as its sender's") {
  TestServer fixture;
  Client phone = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  const std::string body = submission(visit_id(1));
  REQUIRE(hand_over(phone, handed_over(body, 7)).status == 201);
  const Reply accepted = decide_over(manager, body, "accept");
  REQUIRE(accepted.status == 200);
  CHECK(Doc::parse(accepted.body)["receipt"]["sha256"] == sha256_hex(body));
  const auto visit = fixture.application().store().read(kNorth)->visit(VisitId(visit_id(1)));
  REQUIRE(visit);
  CHECK(visit->status == "received");
  CHECK(visit->investigator.value == "north-investigator");
  CHECK(listed(manager).empty());
  CHECK(decide_over(manager, body, "accept").status == 200);
  CHECK(decide_over(manager, body, "dismiss").status == 409);
  const auto item = fixture.application().store().read(kNorth)->parked(sha256_hex(body));
  CHECK(item->decided_by.value == "north-manager");
  CHECK(item->reason == "seen");
  CHECK_FALSE(item->decided_at.empty());
}

TEST_CASE("a parked text that is no visit stays on the list when somebody tries to take it in") {
  TestServer fixture;
  Client phone = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  const std::string body = "{\"format\":\"constat.submission/1\"}";
  REQUIRE(hand_over(phone, handed_over(body)).status == 201);
  const Reply refused = decide_over(manager, body, "accept");
  CHECK(refused.status == 400);
  CHECK_FALSE(Doc::parse(refused.body)["problems"].empty());
  CHECK(listed(manager).size() == 1);
  CHECK(decide_over(manager, body, "dismiss", "").status == 400);
  CHECK(decide_over(manager, body, "shred").status == 400);
  CHECK(listed(manager).size() == 1);
  CHECK(decide_over(manager, body, "dismiss").status == 200);
  CHECK(listed(manager).empty());
  CHECK(manager.get("/api/v1/parked/" + sha256_hex(body)).body == body);
}

TEST_CASE("what was dismissed can still be taken in") {
  TestServer fixture;
  Client phone = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  const std::string body = submission(visit_id(1));
  REQUIRE(hand_over(phone, handed_over(body)).status == 201);
  REQUIRE(decide_over(manager, body, "dismiss").status == 200);
  REQUIRE(decide_over(manager, body, "accept").status == 200);
  CHECK(fixture.application().store().read(kNorth)->visit(VisitId(visit_id(1))));
}

TEST_CASE("a delivery that was damaged, or is none, is told so") {
  TestServer fixture;
  Client phone = fixture.signed_in("investigator");
  Doc damaged = handed_over("text");
  damaged["body"] = "texte";
  Doc endless = handed_over(std::string((2u << 20) + 1, 'x'));
  Doc large = handed_over(std::string(2u << 20, '"'));
  Doc no_number = handed_over("text");
  no_number["revision"] = 0;
  Doc extra = handed_over("text");
  extra["more"] = 1;
  for (const Doc& item : {damaged, endless, no_number, extra, Doc::object(), Doc::array()}) {
    const Reply refused = hand_over(phone, item);
    REQUIRE(refused.status == 400);
    const Doc problems = Doc::parse(refused.body)["problems"];
    REQUIRE_FALSE(problems.empty());
    for (const Doc& each : problems)
      CHECK(each["message"].get<std::string>().rfind("problem.", 0) != 0);
  }
  CHECK(hand_over(phone, large).status == 201);
  CHECK(fixture.application().store().read(kNorth)->undecided_parked().size() == 1);
}

TEST_CASE("parked texts of another organisation are not found") {
  TestServer fixture;
  Client southern = fixture.signed_in("investigator", "south"), manager = fixture.signed_in("manager");
  REQUIRE(hand_over(southern, handed_over("text")).status == 201);
  CHECK(listed(manager).empty());
  CHECK(manager.get("/api/v1/parked/" + sha256_hex("text")).status == 404);
  CHECK(decide_over(manager, "text", "dismiss").status == 404);
}
