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

std::string event_id(unsigned number) { return "b" + visit_id(number).substr(1); }

struct Reviewing {
  Reviewing() : phone(fixture.signed_in("investigator")), reviewer(fixture.signed_in("reviewer")), manager(fixture.signed_in("manager")) {
    fixture.application().store().write(kNorth, [](Writer& writer) { writer.set_review_required(true); });
    REQUIRE(phone.push(visit_id(1), 1, body).status == 201);
  }
  Reply say(unsigned number, const std::string& type, const std::string& text, const Doc& more = Doc::object(), int revision = 1) {
    Doc event = {{"id", event_id(number)}, {"type", type}, {"revision", revision},
                 {"sha256", sha256_hex(revision == 1 ? body : second)}, {"text", text}};
    event.update(more);
    return reviewer.send("POST", "/api/v1/visits/" + visit_id(1) + "/events", event.dump());
  }
  Doc queue() { return Doc::parse(reviewer.get("/api/v1/review").body); }
  Doc in_feed() {
    const Doc page = Doc::parse(phone.get("/api/v1/sync").body);
    for (const Doc& change : page["changes"])
      if (change["type"] == "visit") return change["doc"];
    return nullptr;
  }
  Doc official() {
    const Doc kpis = Doc::parse(manager.get("/api/v1/comparison?wave=w1").body)["comparison"]["kpis"];
    if (kpis.contains("audit"))
      for (const Doc& row : kpis["audit"]["sites"])
        if (row["site"] == "lyon") return row["value"];
    return nullptr;
  }
  TestServer fixture;
  Client phone, reviewer, manager;
  const std::string body = submission(visit_id(1), "north-investigator", "lyon", "m1");
  const std::string second = submission(visit_id(1), "north-investigator", "lyon", "m1", kPoor);
};

std::string code_of(const Reply& reply) { return Doc::parse(reply.body).value("code", std::string()); }

}  // namespace

TEST_CASE("where review is required, a visit counts from its approval on, and never changes behind the reviewer's back") {
  Reviewing world;
  CHECK(world.official().is_null());
  Doc queue = world.queue();
  REQUIRE(queue["visits"].size() == 1);
  CHECK(queue["waiting"] == 1);
  CHECK(queue["visits"][0]["id"] == visit_id(1));
  CHECK(queue["visits"][0]["site"]["id"] == "lyon");
  CHECK(queue["visits"][0]["sha256"] == sha256_hex(world.body));

  const Reply approved = world.say(1, "approved", "");
  CHECK(approved.status == 201);
  const Doc event = Doc::parse(approved.body);
  CHECK(event["type"] == "approved");
  CHECK(event["author"]["id"] == "north-reviewer");
  CHECK(event["official"]["score"]["score"].is_number());
  CHECK(event["official"]["checklist"]["hash"].get<std::string>().size() == 64);
  CHECK(world.say(1, "approved", "").status == 200);
  CHECK(world.official() == event["official"]["score"]["score"]);
  CHECK(world.queue()["visits"].empty());
  CHECK(world.in_feed()["status"] == "approved");

  // A further body is kept, waits for a person, and changes no figure.
  const Reply late = world.phone.push(visit_id(1), 2, world.second);
  CHECK(late.status == 201);
  CHECK(Doc::parse(late.body)["quarantined"] == "already-decided");
  CHECK(world.official() == event["official"]["score"]["score"]);
  CHECK(world.in_feed()["status"] == "approved");
  CHECK(Doc::parse(world.manager.get("/api/v1/quarantine").body)["visits"].size() == 1);

  CHECK(code_of(world.say(2, "returned", "once more")) == "review-not-open");
  CHECK(world.say(3, "reopened", "approved by mistake").status == 201);
  CHECK(world.official().is_null());
  CHECK(world.queue()["visits"].size() == 1);
}

TEST_CASE("a returned visit tells its phone what to do again, and comes back as its next revision") {
  Reviewing world;
  const Reply returned = world.say(1, "returned", "The smile is missing on the photo", {{"items", {"smile", "greeted"}}});
  CHECK(returned.status == 201);
  CHECK(world.queue()["visits"].empty());
  CHECK(world.queue()["with_investigators"] == 1);
  const Doc doc = world.in_feed();
  CHECK(doc["status"] == "returned");
  CHECK(doc["review"]["text"] == "The smile is missing on the photo");
  CHECK(doc["review"]["items"] == Doc({"greeted", "smile"}));
  CHECK(doc["review"]["revision"] == 1);

  CHECK(world.say(7, "reopened", "returned by mistake").status == 201);
  CHECK(world.queue()["visits"].size() == 1);
  CHECK(world.say(8, "returned", "no, it was right").status == 201);

  const Reply second = world.phone.push(visit_id(1), 2, world.second);
  CHECK(second.status == 201);
  CHECK(Doc::parse(second.body)["quarantined"].is_null());
  const Doc queue = world.queue();
  REQUIRE(queue["visits"].size() == 1);
  CHECK(queue["visits"][0]["revision"] == 2);
  CHECK(queue["visits"][0]["returned"] == 2);
  CHECK(code_of(world.say(2, "approved", "")) == "visit-changed");
  CHECK(world.say(3, "approved", "", Doc::object(), 2).status == 201);
  CHECK(world.official().is_number());
}

TEST_CASE("the answers of a returned visit go to its investigator alone, as they were sent, until they come again") {
  Reviewing world;
  CHECK_FALSE(world.in_feed().contains("submission"));
  REQUIRE(world.say(1, "returned", "The smile is missing on the photo", {{"items", {"smile"}}}).status == 201);
  const Doc doc = world.in_feed();
  REQUIRE(doc.contains("submission"));
  // Not read and written again: every number has the digits that the phone gave it.
  const std::string sent = world.body.substr(world.body.find("\"visit\":"));
  const std::string page = world.phone.get("/api/v1/sync").body;
  CHECK(page.find("\"submission\":{" + sent.substr(0, sent.rfind('}')) + "}") != std::string::npos);
  world.fixture.application().store().write(kNorth, [](Writer& writer) {
    auto colleague = *writer.user(UserId("north-investigator"));
    colleague.id = UserId("north-colleague");
    colleague.email = "colleague@north.example";
    writer.put_user(colleague);
  });
  for (const char* other : {"reviewer", "manager", "administrator", "colleague", "site_manager"}) {
    INFO(other);
    const std::string theirs = world.fixture.signed_in(other).get("/api/v1/sync").body;
    CHECK(theirs.find("submission") == std::string::npos);
    CHECK(theirs.find("greeted\":{\"value") == std::string::npos);
  }
  REQUIRE(world.phone.push(visit_id(1), 2, world.second).status == 201);
  CHECK_FALSE(world.in_feed().contains("submission"));
}

TEST_CASE("a rejected visit counts nowhere, and its investigator reads why") {
  Reviewing world;
  CHECK(world.say(1, "rejected", "The wrong shop").status == 201);
  CHECK(world.official().is_null());
  CHECK(world.in_feed()["review"]["text"] == "The wrong shop");
  CHECK(code_of(world.say(2, "approved", "")) == "review-not-open");
}

TEST_CASE("a comment is for those who review, and changes nothing") {
  Reviewing world;
  CHECK(world.say(1, "comment", "Ask Paul about the time").status == 201);
  const std::string events = "/api/v1/visits/" + visit_id(1) + "/events";
  CHECK(Doc::parse(world.manager.get(events).body)["events"].size() == 1);
  CHECK(Doc::parse(world.phone.get(events).body)["events"].empty());
  CHECK(Doc::parse(world.phone.get("/api/v1/visits/" + visit_id(1)).body)["events"].empty());
  CHECK_FALSE(world.in_feed().contains("review"));
  CHECK(world.queue()["visits"].size() == 1);
}

TEST_CASE("a review that cannot be, says why and leaves the visit as it was") {
  Reviewing world;
  const auto problems = [&](const Reply& reply) {
    std::string list;
    const Doc refusal = Doc::parse(reply.body);
    for (const Doc& problem : refusal["problems"]) list += problem["path"].get<std::string>() + " " + problem["code"].get<std::string>() + "; ";
    return list;
  };
  const Reply empty = world.say(1, "returned", " ", {{"items", {3}}, {"sha256", "x"}});
  CHECK(empty.status == 400);
  CHECK(problems(empty).find("text reason-missing") != std::string::npos);
  CHECK(problems(empty).find("items[0] ") != std::string::npos);
  CHECK(problems(empty).find("sha256 bad-body-hash") != std::string::npos);
  CHECK(problems(world.say(1, "returned", "again", {{"items", {"no-such"}}})) == "items unknown-item; ");
  CHECK(problems(world.say(1, "praised", "well")) == "type unknown-value; ");
  CHECK(world.say(1, "comment", "one").status == 201);
  CHECK(code_of(world.say(1, "comment", "another")) == "event-id-taken");

  REQUIRE(world.phone.push(visit_id(2), 1, submission(visit_id(2), "north-investigator", "lyon", "", "{}")).status == 201);
  const Doc incomplete = {{"id", event_id(9)}, {"type", "approved"}, {"revision", 1},
                          {"sha256", sha256_hex(submission(visit_id(2), "north-investigator", "lyon", "", "{}"))}};
  CHECK(code_of(world.reviewer.send("POST", "/api/v1/visits/" + visit_id(2) + "/events", incomplete.dump())) == "visit-not-complete");

  const std::string own = submission(visit_id(3), "north-manager", "lyon", "");
  REQUIRE(world.manager.push(visit_id(3), 1, own).status == 201);
  const Doc of_own = {{"id", event_id(10)}, {"type", "approved"}, {"revision", 1}, {"sha256", sha256_hex(own)}};
  CHECK(code_of(world.manager.send("POST", "/api/v1/visits/" + visit_id(3) + "/events", of_own.dump())) == "own-visit");
  CHECK(world.queue()["visits"].size() == 3);
}

TEST_CASE("the queue begins with what has reasons, then with what waits longest") {
  Reviewing world;
  std::string other = submission(visit_id(2), "north-investigator", "lyon", "");
  REQUIRE(world.phone.push(visit_id(2), 1, other).status == 201);
  // Its phone found another score.
  other = submission(visit_id(3), "north-investigator", "lyon", "");
  Doc lying = Doc::parse(other);
  lying["device_score"] = {{"scoring_version", 1}, {"status", "complete"}, {"score", 1.5}, {"uncapped", 1.5}, {"grade", nullptr}, {"passed", false}};
  REQUIRE(world.phone.push(visit_id(3), 1, lying.dump()).status == 201);
  const Doc visits = world.queue()["visits"];
  REQUIRE(visits.size() == 3);
  CHECK(visits[0]["id"] == visit_id(3));
  REQUIRE_FALSE(visits[0]["reasons"].empty());
  CHECK(visits[0]["reasons"][0]["code"] == "score-differs");
  CHECK_FALSE(visits[0]["reasons"][0]["title"]["fr"].get<std::string>().empty());
  CHECK(visits[0]["reasons"][0]["fact"]["en"].get<std::string>().find("1.5") != std::string::npos);
  CHECK(visits[0]["index"].get<double>() > 80);
  // The other visit goes by its day and place, not by its id.
  bool overlaps = false;
  for (const Doc& reason : visits[0]["reasons"]) {
    if (reason["code"] != "overlapping-visits") continue;
    overlaps = true;
    CHECK(reason["fact"]["fr"].get<std::string>().find("la visite du 3 nov. 2026 (Lyon)") != std::string::npos);
    CHECK(reason["fact"]["en"].get<std::string>().find("0000000") == std::string::npos);
  }
  CHECK(overlaps);
  CHECK(visits[1]["id"] == visit_id(1));
  CHECK(visits[2]["id"] == visit_id(2));
}

TEST_CASE("the queue that is kept is made again when a photo arrives, when a word is said, and not for every reader") {
  Reviewing world;
  const Photo front = noise_photo(1);
  REQUIRE(world.phone.push(visit_id(2), 1, submission_with(visit_id(2), {front})).status == 201);
  const auto missing = [&](const std::string& visit) {
    const Doc queue = world.queue();
    for (const Doc& each : queue["visits"])
      if (each["id"] == visit) return each["photos_missing"].get<int>();
    return -1;
  };
  CHECK(missing(visit_id(2)) == 1);
  REQUIRE(send_chunk(world.phone, front, 0, front.bytes.size()).status < 300);
  CHECK(missing(visit_id(2)) == 0);
  CHECK(world.queue() == world.queue());
  REQUIRE(world.say(1, "returned", "La photo est floue.").status == 201);
  CHECK(missing(visit_id(1)) == -1);
  CHECK(missing(visit_id(2)) == 0);
}

TEST_CASE("a visit outside the site's opening hours is pointed out, with the visit's times and the site's") {
  Reviewing world;
  world.fixture.application().store().write(OrganisationId("north"), [](Writer& writer) {
    Site site = *writer.site(SiteId("lyon"));
    site.opening_hours = R"({"mon":[["14:00","19:00"]],"tue":[["14:00","19:00"]],"wed":[]})";
    writer.put_site(site);
  });
  // The fixture's visit is of a Tuesday, 10:02 to 10:31.
  const Doc visits = Doc::parse(world.reviewer.get("/api/v1/review").body)["visits"];
  bool told = false;
  for (const Doc& visit : visits)
    for (const Doc& reason : visit["reasons"])
      if (reason["code"] == "outside-opening-hours") {
        told = true;
        CHECK(reason["facts"]["hours"] == "14:00-19:00");
        CHECK(reason["fact"]["en"].get<std::string>().find("from 10:02 to 10:31; open that day: 14:00–19:00") != std::string::npos);
        CHECK(reason["fact"]["fr"].get<std::string>().find("ouvert ce jour-là\u00a0: 14:00–19:00") != std::string::npos);
      }
  CHECK(told);
}
