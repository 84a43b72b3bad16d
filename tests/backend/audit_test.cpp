// The audit log: what is noted, what is not, who reads it, and that nothing secret is in it.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <thread>

#include "backend/http/audit_actions.hpp"
#include "tests/backend/support/photos.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

struct Watching {
  Doc log(const std::string& query = "") { return Doc::parse(administrator.get("/api/v1/audit" + query).body); }
  std::vector<std::string> actions(const std::string& query = "") {
    std::vector<std::string> all;
    const Doc page = log(query);
    for (const Doc& entry : page["entries"]) all.push_back(entry["action"].get<std::string>());
    return all;
  }
  // Refused sign-ins are written a moment later.
  void await(const std::string& query, std::int64_t count) {
    for (int i = 0; i < 200 && log(query)["count"] != count; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(log(query)["count"] == count);
  }

  TestServer fixture;
  Client administrator = fixture.signed_in("administrator");
};

}  // namespace

TEST_CASE("every write of the route table is noted in the audit log, or named as one that is not") {
  for (const http::Route& route : http::route_table()) {
    INFO(http::to_string(route.method) << " " << route.pattern);
    if (!http::only_reads(route.method)) CHECK(http::is_audit_decided(route));
  }
}

TEST_CASE("signing in, being refused and signing out are noted, with the address and without a word of the password") {
  Watching world;
  Client client = world.fixture.client();
  CHECK(client.sign_in("client@north.example", "not the password").status == 401);
  CHECK(client.sign_in("nobody@north.example", "not the password").status == 401);
  REQUIRE(client.sign_in("client@north.example", kPassword).status == 200);
  CHECK(client.send("DELETE", "/api/v1/session", "").status == 204);
  world.await("?person=north-client", 3);
  const Doc entries = world.log("?person=north-client")["entries"];
  std::set<std::string> seen;
  for (const Doc& entry : entries) {
    seen.insert(entry["action"].get<std::string>());
    CHECK(entry["address"] == "127.0.0.1");
    CHECK(entry["actor"]["name"] == "client");
  }
  CHECK(seen == std::set<std::string>{"session-begun", "session-refused", "session-ended"});
  const std::string everything = world.log().dump();
  CHECK(everything.find("not the password") == std::string::npos);
  CHECK(everything.find(kPassword) == std::string::npos);
  CHECK(everything.find("nobody@north.example") == std::string::npos);
}

TEST_CASE("a reviewer's word is noted once, with its object and without its text or an answer") {
  Watching world;
  Client phone = world.fixture.signed_in("investigator"), reviewer = world.fixture.signed_in("reviewer");
  const std::string body = submission(visit_id(1));
  REQUIRE(phone.push(visit_id(1), 1, body).status == 201);
  const Doc event = {{"id", "b1936d2e-7c1b-7d0a-b1f2-000000000001"}, {"type", "returned"}, {"revision", 1}, {"sha256", sha256_hex(body)},
                     {"text", "Madame Dupont a souri"}, {"items", {"smile"}}};
  for (int i = 0; i < 3; ++i) reviewer.send("POST", "/api/v1/visits/" + visit_id(1) + "/events", event.dump());
  const Doc log = world.log("?action=visit");
  REQUIRE(log["count"] == 1);
  const Doc entry = log["entries"][0];
  CHECK(entry["action"] == "visit-returned");
  CHECK(entry["object"]["type"] == "visit");
  CHECK(entry["object"]["id"] == visit_id(1));
  CHECK(entry["object"]["name"] == "Lyon");
  CHECK(entry["detail"]["items"] == Doc::array({"smile"}));
  CHECK(log.dump().find("Dupont") == std::string::npos);
}

TEST_CASE("what leaves the server in one piece is noted, and what is only looked at is not") {
  Watching world;
  Client manager = world.fixture.signed_in("manager");
  CHECK(manager.get("/api/v1/exports/answers.csv?wave=w1").status == 200);
  CHECK(manager.get("/api/v1/comparison").status == 200);
  CHECK(manager.get("/api/v1/exports/nonsense.csv").status == 404);
  CHECK(world.actions("?action=export") == std::vector<std::string>{"export-downloaded"});
  CHECK(world.log("?action=export")["entries"][0]["object"]["id"] == "answers.csv");
  CHECK(world.log("?action=export")["entries"][0]["detail"]["wave"] == "w1");
}

TEST_CASE("the log is searched, filtered and read page by page, newest first, within one organisation") {
  Watching world;
  auto& store = world.fixture.application().store();
  const auto add = [&](const char* organisation, int from, int to) {
    store.write(OrganisationId(organisation), [&](Writer& writer) {
      for (int i = from; i < to; ++i)
        writer.add_audit({0, "2026-11-22T10:00:00Z", UserId("north-manager"), "mission-put", "mission", "t" + std::to_string(i), R"({"fee":2500})", "10.0.0.1"});
    });
  };
  add("north", 0, 120);
  add("south", 500, 501);
  const Doc first = world.log("?action=mission"), third = world.log("?action=mission&page=3");
  CHECK(first["count"] == 120);
  CHECK(first["entries"].size() == 50);
  CHECK(first["entries"][0]["object"]["id"] == "t119");
  CHECK(third["entries"].size() == 20);
  CHECK(third["entries"][19]["object"]["id"] == "t0");
  CHECK(world.log("?text=t119")["count"] == 1);
  CHECK(world.log("?text=t500")["count"] == 0);
  CHECK(world.log("?text=MANAGER%40north")["count"] == 120);
  CHECK(world.log("?text=%25")["count"] == 0);
  CHECK(world.log("?person=north-manager&action=visit")["count"] == 0);
  CHECK(world.log("?action=mission&page=x")["entries"].size() == 50);
}

TEST_CASE("the audit log is the same after a rebuild, and what is computed does not hear of it") {
  Watching world;
  auto& store = world.fixture.application().store();
  const std::uint64_t before = store.read(OrganisationId("north"))->changes();
  store.write(OrganisationId("north"), [](Writer& writer) {
    writer.add_audit({0, "2026-11-22T10:00:00Z", {}, "data-imported", "organisation", "north", "{}", "cli"});
  });
  CHECK(store.read(OrganisationId("north"))->changes() == before);
  store.write(OrganisationId("north"), [](Writer& writer) { writer.put_wave({WaveId("w2"), "Vague 2", "2026-11-01", "Wave 2"}); });
  CHECK(store.read(OrganisationId("north"))->changes() > before);
  const Doc log = world.log();
  world.fixture.restart();
  world.administrator = world.fixture.client();
  REQUIRE(world.administrator.sign_in("administrator@north.example", kPassword).status == 200);
  const Doc after = world.log();
  CHECK(after["count"] == log["count"].get<int>() + 1);
  CHECK(after["entries"][1] == log["entries"][0]);
}
