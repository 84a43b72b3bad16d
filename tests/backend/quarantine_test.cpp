#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "tests/backend/support/photos.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

const OrganisationId kNorth("north");
constexpr const char* kPoor = R"({"greeted":{"value":"no"},"smile":{"value":0}})";
constexpr const char* kInvalid = R"({"greeted":{"value":"perhaps"},"smile":{"value":2}})";

std::string event_id(unsigned number) { return "b" + visit_id(number).substr(1); }

std::string decision(unsigned number, const std::string& body, const std::string& verdict,
                     const std::string& reason = "seen with the investigator", int revision = 1) {
  return Doc{{"id", event_id(number)}, {"type", "decision"}, {"revision", revision}, {"sha256", sha256_hex(body)},
             {"decision", verdict}, {"reason", reason}}.dump();
}

Reply decide_as(Client& client, const std::string& visit, const std::string& event) {
  return client.send("POST", "/api/v1/visits/" + visit + "/events", event);
}

Doc set_aside(Client& client) { return Doc::parse(client.get("/api/v1/quarantine").body)["visits"]; }

// Mean score of the site's official visits; null: none counts.
Doc official_score(Client& client, const std::string& site = "lyon") {
  const Doc kpis = Doc::parse(client.get("/api/v1/comparison?wave=w1").body)["comparison"]["kpis"];
  if (kpis.contains("audit"))
    for (const Doc& row : kpis["audit"]["sites"])
      if (row["site"] == site) return row["value"];
  return nullptr;
}

Doc report_of(Client& client, const std::string& visit) {
  return Doc::parse(client.get("/api/v1/visits/" + visit).body);
}

Doc visit_in_feed(Client& client, const std::string& id) {
  const Doc page = Doc::parse(client.get("/api/v1/sync").body);
  for (const Doc& change : page["changes"])
    if (change["type"] == "visit" && change["id"] == id) return change["doc"];
  return nullptr;
}

void cancel_mission(TestServer& fixture) {
  fixture.application().store().write(kNorth, [](Writer& writer) {
    auto mission = *writer.mission(MissionId("m1"));
    mission.status = "cancelled";
    writer.put_mission(mission);
  });
}

void disable(TestServer& fixture, const std::string& id) {
  fixture.application().store().write(kNorth, [&](Writer& writer) {
    auto user = *writer.user(UserId(id));
    user.disabled = true;
    writer.put_user(user);
  });
}

}  // namespace

TEST_CASE("a late visit waits for a person, and counts from the moment it is accepted") {
  TestServer fixture;
  cancel_mission(fixture);
  Client phone = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  const std::string body = submission(visit_id(1), "north-investigator", "lyon", "m1");
  REQUIRE(phone.push(visit_id(1), 1, body).status == 201);
  CHECK(official_score(manager).is_null());
  const Doc list = set_aside(manager);
  REQUIRE(list.size() == 1);
  CHECK(list[0]["id"] == visit_id(1));
  CHECK(list[0]["revision"] == 1);
  CHECK(list[0]["sha256"] == sha256_hex(body));
  CHECK(list[0]["reason"] == "mission-cancelled");
  CHECK(list[0]["site"] == Doc{{"id", "lyon"}, {"name", "Lyon"}});
  CHECK(list[0]["investigator"] == Doc{{"id", "north-investigator"}, {"name", "investigator"}});
  CHECK(list[0]["checklist"]["title"]["en"] == "Welcome");
  CHECK(list[0]["score"] == 75);
  CHECK(list[0]["conflicts_with"].is_null());

  const auto cursor = Doc::parse(phone.get("/api/v1/sync").body)["cursor"].get<std::string>();
  const Reply accepted = decide_as(manager, visit_id(1), decision(1, body, "accept"));
  REQUIRE(accepted.status == 201);
  const Doc event = Doc::parse(accepted.body);
  CHECK(event["author"] == Doc{{"id", "north-manager"}, {"name", "manager"}});
  CHECK(event["decision"] == "accept");
  CHECK(event["reason"] == "seen with the investigator");
  CHECK(set_aside(manager).empty());
  CHECK(official_score(manager) == 75);
  const Doc changes = Doc::parse(phone.get("/api/v1/sync?cursor=" + cursor).body)["changes"];
  REQUIRE(changes.size() == 1);
  CHECK(changes[0]["doc"]["status"] == "received");
  const Doc report = report_of(manager, visit_id(1));
  CHECK(report["quarantined"] == "mission-cancelled");
  CHECK(report["decision"] == "accept");
  REQUIRE(report["events"].size() == 1);
  CHECK(report["events"][0] == event);
}

TEST_CASE("a rejected visit is kept and never counts") {
  TestServer fixture;
  cancel_mission(fixture);
  Client phone = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  const std::string body = submission(visit_id(1), "north-investigator", "lyon", "m1");
  REQUIRE(phone.push(visit_id(1), 1, body).status == 201);
  REQUIRE(decide_as(manager, visit_id(1), decision(1, body, "reject")).status == 201);
  CHECK(set_aside(manager).empty());
  CHECK(official_score(manager).is_null());
  CHECK(visit_in_feed(phone, visit_id(1))["status"] == "rejected");
  CHECK(report_of(manager, visit_id(1))["visit"]["id"] == visit_id(1));
  CHECK(phone.push(visit_id(1), 1, body).status == 200);
  CHECK(official_score(manager).is_null());
}

TEST_CASE("either body of a conflict can be chosen, both stay, and the figures follow") {
  TestServer fixture;
  Client phone = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  const std::string good = submission(visit_id(1)), poor = submission(visit_id(1), "north-investigator", "lyon", "", kPoor);
  REQUIRE(phone.push(visit_id(1), 1, good).status == 201);
  REQUIRE(phone.push(visit_id(1), 1, poor).status == 409);
  CHECK(official_score(manager) == 75);
  const Doc list = set_aside(manager);
  REQUIRE(list.size() == 1);
  CHECK(list[0]["reason"] == "conflict");
  CHECK(list[0]["sha256"] == sha256_hex(poor));
  CHECK(list[0]["conflicts_with"] == sha256_hex(good));

  REQUIRE(decide_as(manager, visit_id(1), decision(1, poor, "accept")).status == 201);
  CHECK(official_score(manager) == 0);
  CHECK(set_aside(manager).empty());
  Doc report = report_of(manager, visit_id(1));
  CHECK(report["sha256"] == sha256_hex(poor));
  REQUIRE(report["conflicts"].size() == 1);
  CHECK(report["conflicts"][0]["body"] == Doc::parse(good));
  CHECK(visit_in_feed(phone, visit_id(1))["sha256"] == sha256_hex(poor));
  // Each phone is still told that its body is here.
  CHECK(phone.push(visit_id(1), 1, good).status == 200);
  CHECK(phone.push(visit_id(1), 1, poor).status == 200);

  // A wrong decision is put right by another one; both stay readable.
  REQUIRE(decide_as(manager, visit_id(1), decision(2, good, "accept", "the first was right")).status == 201);
  CHECK(official_score(manager) == 75);
  report = report_of(manager, visit_id(1));
  CHECK(report["sha256"] == sha256_hex(good));
  REQUIRE(report["events"].size() == 2);
  CHECK(report["events"][1]["reason"] == "the first was right");
  CHECK(report["conflicts"][0]["body"] == Doc::parse(poor));
}

TEST_CASE("rejecting the losing body of a conflict changes no figure") {
  TestServer fixture;
  Client phone = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  const std::string good = submission(visit_id(1)), poor = submission(visit_id(1), "north-investigator", "lyon", "", kPoor);
  REQUIRE(phone.push(visit_id(1), 1, good).status == 201);
  REQUIRE(phone.push(visit_id(1), 1, poor).status == 409);
  REQUIRE(decide_as(manager, visit_id(1), decision(1, poor, "reject")).status == 201);
  CHECK(set_aside(manager).empty());
  CHECK(official_score(manager) == 75);
  CHECK(report_of(manager, visit_id(1))["conflicts"][0]["decision"] == "reject");
}

TEST_CASE("a decision counts once however often it arrives, and its id is its own") {
  TestServer fixture;
  cancel_mission(fixture);
  Client phone = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  const std::string body = submission(visit_id(1), "north-investigator", "lyon", "m1");
  REQUIRE(phone.push(visit_id(1), 1, body).status == 201);
  const Reply first = decide_as(manager, visit_id(1), decision(1, body, "accept"));
  const std::int64_t seq = fixture.application().store().read(kNorth)->seq();
  for (int again = 0; again < 10; ++again) {
    const Reply repeated = decide_as(manager, visit_id(1), decision(1, body, "accept"));
    CHECK(repeated.status == 200);
    CHECK(repeated.body == first.body);
  }
  const Reply other = decide_as(manager, visit_id(1), decision(1, body, "reject"));
  CHECK(other.status == 409);
  CHECK(other.body.find("event-id-taken") != std::string::npos);
  CHECK(fixture.application().store().read(kNorth)->seq() == seq);
  CHECK(Doc::parse(manager.get("/api/v1/visits/" + visit_id(1) + "/events").body)["events"].size() == 1);
  CHECK(official_score(manager) == 75);
}

TEST_CASE("a decision needs a reason and a body that was set aside") {
  TestServer fixture;
  Client phone = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  const std::string fine = submission(visit_id(1)), invalid = submission(visit_id(2), "north-investigator", "lyon", "", kInvalid);
  REQUIRE(phone.push(visit_id(1), 1, fine).status == 201);
  REQUIRE(phone.push(visit_id(2), 1, invalid).status == 201);
  CHECK(decide_as(manager, visit_id(1), decision(1, fine, "reject")).status == 409);
  CHECK(official_score(manager) == 75);
  CHECK(decide_as(manager, visit_id(2), decision(1, fine, "reject")).status == 404);
  CHECK(decide_as(manager, visit_id(2), decision(1, invalid, "reject", "late", 2)).status == 404);
  CHECK(decide_as(manager, visit_id(9), decision(1, invalid, "reject")).status == 404);
  for (const std::string& bad : {decision(1, invalid, "reject", ""), decision(1, invalid, "reject", " \n"),
                                 decision(1, invalid, "perhaps"), decision(1, invalid, "reject", std::string(2001, 'x')),
                                 std::string("{}"), std::string("[]"), std::string("{")}) {
    INFO(bad);
    const Reply refused = decide_as(manager, visit_id(2), bad);
    REQUIRE(refused.status == 400);
    const Doc problems = Doc::parse(refused.body)["problems"];
    REQUIRE_FALSE(problems.empty());
    for (const Doc& each : problems) CHECK(each["message"].get<std::string>().rfind("problem.", 0) != 0);
  }
  CHECK(set_aside(manager).size() == 1);
  CHECK(fixture.application().store().read(kNorth)->events(VisitId(visit_id(2))).empty());
}

TEST_CASE("an accepted visit is scored with what is known on that day, and stays its sender's") {
  TestServer fixture;
  Client owner = fixture.signed_in("investigator"), other = fixture.signed_in("reviewer"), manager = fixture.signed_in("manager");
  const std::string mine = submission(visit_id(1)), theirs = submission(visit_id(1), "north-reviewer", "lyon", "", kPoor);
  REQUIRE(owner.push(visit_id(1), 1, mine).status == 201);
  REQUIRE(other.push(visit_id(1), 2, theirs).status == 201);
  REQUIRE(decide_as(manager, visit_id(1), decision(1, theirs, "accept", "they went together", 2)).status == 201);
  const auto visit = fixture.application().store().read(kNorth)->visit(VisitId(visit_id(1)));
  CHECK(visit->investigator.value == "north-investigator");
  CHECK(visit->revision == 2);
  CHECK(official_score(manager) == 0);

  const std::string elsewhere = submission(visit_id(2), "north-investigator", "nice");
  REQUIRE(owner.push(visit_id(2), 1, elsewhere).status == 201);
  fixture.application().store().write(kNorth, [](Writer& writer) {
    writer.put_site({SiteId("nice"), "Nice", "Nice", "paca", {}, std::nullopt});
  });
  REQUIRE(decide_as(manager, visit_id(2), decision(2, elsewhere, "accept")).status == 201);
  CHECK(official_score(manager, "nice") == 75);
}

TEST_CASE("a visit that its phone has corrected since waits no longer") {
  TestServer fixture;
  Client phone = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  REQUIRE(phone.push(visit_id(1), 1, submission(visit_id(1), "north-investigator", "lyon", "", kInvalid)).status == 201);
  CHECK(set_aside(manager).size() == 1);
  REQUIRE(phone.push(visit_id(1), 2, submission(visit_id(1))).status == 201);
  CHECK(set_aside(manager).empty());
  CHECK(official_score(manager) == 75);
}

TEST_CASE("what a disabled user's phone still holds is taken and set aside") {
  TestServer fixture;
  Client phone = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  disable(fixture, "north-investigator");
  const Photo photo = noise_photo(1);
  const std::string body = submission_with(visit_id(1), {photo});
  const Reply taken = phone.push(visit_id(1), 1, body);
  REQUIRE(taken.status == 201);
  CHECK(Doc::parse(taken.body)["quarantined"] == "user-disabled");
  CHECK(upload(phone, photo).header("upload-complete") == "?1");
  CHECK(phone.get(photo.path()).status == 403);
  CHECK(phone.get("/api/v1/sync").status == 403);
  CHECK(official_score(manager).is_null());
  CHECK(manager.get(photo.path()).body == photo.bytes);
  REQUIRE(set_aside(manager).size() == 1);
  CHECK(set_aside(manager)[0]["reason"] == "user-disabled");
  REQUIRE(decide_as(manager, visit_id(1), decision(1, body, "accept")).status == 201);
  CHECK(official_score(manager) == 75);
}

TEST_CASE("events are read by whoever may see the visit, and written by managers alone") {
  TestServer fixture;
  cancel_mission(fixture);
  Client phone = fixture.signed_in("investigator"), manager = fixture.signed_in("manager");
  const std::string body = submission(visit_id(1), "north-investigator", "lyon", "m1");
  REQUIRE(phone.push(visit_id(1), 1, body).status == 201);
  CHECK(decide_as(phone, visit_id(1), decision(1, body, "accept")).status == 403);
  REQUIRE(decide_as(manager, visit_id(1), decision(1, body, "accept")).status == 201);
  CHECK(Doc::parse(phone.get("/api/v1/visits/" + visit_id(1) + "/events").body)["events"].size() == 1);
  REQUIRE(phone.push(visit_id(2), 1, submission(visit_id(2), "north-investigator", "lille")).status == 201);
  CHECK(fixture.signed_in("site_manager").get("/api/v1/visits/" + visit_id(2) + "/events").status == 404);
}
