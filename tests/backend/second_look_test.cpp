#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "backend/review/second_look.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

std::string event_id(unsigned number) { return "b" + visit_id(number).substr(1); }
std::string code_of(const Reply& reply) { return Doc::parse(reply.body).value("code", std::string()); }

// Three visits to Lyon; every reviewed one is to be looked at again.
struct Looked {
  Looked()
      : phone(fixture.signed_in("investigator")), reviewer(fixture.signed_in("reviewer")), manager(fixture.signed_in("manager")),
        administrator(fixture.signed_in("administrator")), site(fixture.signed_in("site_manager")) {
    fixture.application().store().write(OrganisationId("north"), [](Writer& writer) { writer.set_review_required(true); });
    for (unsigned number : {1, 2, 3}) REQUIRE(phone.push(visit_id(number), 1, body(number)).status == 201);
    REQUIRE(administrator.send("POST", "/api/v1/second-looks/share", R"({"share":100})").status == 200);
  }
  std::string body(unsigned number) const { return submission(visit_id(number), "north-investigator", "lyon", ""); }
  Doc event(unsigned number, unsigned visit, const std::string& type, const std::string& text) const {
    return {{"id", event_id(number)}, {"type", type}, {"revision", 1}, {"sha256", sha256_hex(body(visit))}, {"text", text}};
  }
  Reply decide(unsigned number, unsigned visit, const std::string& type) {
    return reviewer.send("POST", "/api/v1/visits/" + visit_id(visit) + "/events", event(number, visit, type, "Photo floue.").dump());
  }
  Doc look(unsigned number, unsigned visit, const std::string& verdict) const {
    Doc doc = event(number, visit, "second_look", "La photo se lit.");
    doc["verdict"] = verdict;
    return doc;
  }
  Reply say(Client& who, const Doc& doc, unsigned visit) {
    return who.send("POST", "/api/v1/visits/" + visit_id(visit) + "/second-look", doc.dump());
  }
  static Doc list(Client& who, const std::string& query = "") { return Doc::parse(who.get("/api/v1/second-looks" + query).body); }

  TestServer fixture;
  Client phone, reviewer, manager, administrator, site;
};

}  // namespace

TEST_CASE("what waits for a second look is searched by place, person and id, and one page is told") {
  Looked world;
  for (unsigned number : {1, 2, 3}) REQUIRE(world.decide(number, number, "returned").status == 201);
  const auto found = [&](const std::string& query) { return world.list(world.manager, query)["waiting"].size(); };
  CHECK(found("") == 3);
  CHECK(found("?text=LYON") == 3);
  CHECK(found("?text=" + visit_id(2)) == 1);
  CHECK(found("?visit=" + visit_id(3)) == 1);
  CHECK(found("?page=2") == 0);
  const Doc none = world.list(world.manager, "?text=nowhere");
  CHECK(none["waiting"].empty());
  CHECK(none["count"] == 0);
  CHECK(none["waiting_in_all"] == 3);
}

TEST_CASE("a second person looks at a reviewed visit, and nothing about the visit changes") {
  Looked world;
  CHECK(world.list(world.manager)["waiting"].empty());  // nobody has decided yet
  CHECK(code_of(world.say(world.manager, world.look(11, 1, "approved"), 1)) == "visit-changed");
  REQUIRE(world.decide(1, 1, "returned").status == 201);

  const Doc waiting = world.list(world.manager);
  REQUIRE(waiting["waiting"].size() == 1);
  CHECK(waiting["waiting"][0]["id"] == visit_id(1));
  CHECK(waiting["waiting"][0]["site"]["id"] == "lyon");
  CHECK(waiting.dump().find("returned") == std::string::npos);  // what the first one decided
  CHECK(waiting.dump().find("floue") == std::string::npos);
  const Doc mine = world.list(world.reviewer);
  CHECK(mine["waiting"].empty());
  CHECK(mine["with_others"] == 1);

  CHECK(code_of(world.say(world.reviewer, world.look(11, 1, "approved"), 1)) == "own-review");
  const Reply said = world.say(world.manager, world.look(12, 1, "approved"), 1);
  CHECK(said.status == 201);
  CHECK(world.say(world.manager, world.look(12, 1, "approved"), 1).status == 200);
  CHECK(code_of(world.say(world.manager, world.look(12, 1, "rejected"), 1)) == "event-id-taken");
  CHECK(code_of(world.say(world.administrator, world.look(13, 1, "approved"), 1)) == "look-done");
  CHECK(Doc::parse(world.manager.get("/api/v1/visits/" + visit_id(1)).body)["status"] == "returned");

  const Doc after = world.list(world.administrator);
  CHECK(after["waiting"].empty());
  CHECK(after["agreement"]["units"] == 1);
  CHECK(after["agreement"]["same"] == 0);
  CHECK(after["agreement"]["counts"] == Doc::parse("[[0,0,0],[1,0,0],[0,0,0]]"));
  REQUIRE(after["apart"].size() == 1);
  CHECK(after["apart"][0]["first"]["verdict"] == "returned");
  CHECK(after["apart"][0]["second"]["verdict"] == "approved");
  CHECK(after["apart"][0]["second"]["text"] == "La photo se lit.");
  // The investigator hears of the first decision only, the staff of both.
  const std::string path = "/api/v1/visits/" + visit_id(1) + "/events";
  CHECK(world.phone.get(path).body.find("second_look") == std::string::npos);
  CHECK(world.reviewer.get(path).body.find("second_look") != std::string::npos);
}

TEST_CASE("kappa and alpha of two reviewers are those of the table of their verdicts") {
  Looked world;
  REQUIRE(world.decide(1, 1, "approved").status == 201);
  REQUIRE(world.decide(2, 2, "approved").status == 201);
  REQUIRE(world.decide(3, 3, "rejected").status == 201);
  REQUIRE(world.say(world.manager, world.look(11, 1, "approved"), 1).status == 201);
  REQUIRE(world.say(world.manager, world.look(12, 2, "rejected"), 2).status == 201);
  REQUIRE(world.say(world.manager, world.look(13, 3, "rejected"), 3).status == 201);
  const Doc agreement = world.list(world.manager)["agreement"];
  CHECK(agreement["units"] == 3);
  CHECK(agreement["same"] == 2);
  // Observed 2/3; chance (2/3)(1/3) + (1/3)(2/3) = 4/9: kappa (2/3 - 4/9) / (5/9) = 0.4.
  CHECK(agreement["kappa"]["value"].get<double>() == Catch::Approx(0.4).epsilon(1e-12));
  // Of six values three are each: D_o = 2/6, D_e = 2 * 3 * 3 / 30 = 0.6: alpha 1 - (1/3) / 0.6 = 4/9.
  CHECK(agreement["alpha"]["value"].get<double>() == Catch::Approx(4.0 / 9).epsilon(1e-12));
}

TEST_CASE("what a second look must say, and who may give it") {
  Looked world;
  REQUIRE(world.decide(1, 1, "approved").status == 201);
  Doc bad = world.look(11, 1, "perhaps");
  bad["revision"] = 0;
  bad["sha256"] = "x";
  const Reply refused = world.say(world.manager, bad, 1);
  CHECK(refused.status == 400);
  for (const char* place : {"verdict", "revision", "sha256"}) CHECK(refused.body.find(place) != std::string::npos);
  Doc wordless = world.look(11, 1, "rejected");
  wordless["text"] = " ";
  CHECK(world.say(world.manager, wordless, 1).body.find("reason-missing") != std::string::npos);
  CHECK(world.say(world.site, world.look(12, 1, "approved"), 1).status == 403);
  CHECK(world.say(world.phone, world.look(12, 1, "approved"), 1).status == 403);
  CHECK(world.manager.send("POST", "/api/v1/second-looks/share", R"({"share":10})").status == 403);
  for (const char* share : {R"({"share":101})", R"({"share":-1})", R"({"share":"10"})", "{}", "[]", R"({"share":1,"more":2})"})
    CHECK(code_of(world.administrator.send("POST", "/api/v1/second-looks/share", share)) == "bad-share");
  CHECK(world.administrator.send("POST", "/api/v1/second-looks/share", R"({"share":0})").status == 200);
  CHECK(world.list(world.manager)["waiting"].empty());
  CHECK(code_of(world.say(world.manager, world.look(13, 1, "approved"), 1)) == "look-not-wanted");
}

TEST_CASE("a share takes about its part of the visits, and a larger share all of a smaller one's") {
  const OrganisationId organisation("north");
  int ten = 0, forty = 0;
  for (unsigned number = 0; number < 5'000; ++number) {
    const VisitId visit(visit_id(number));
    const bool in_ten = is_in_second_sample(organisation, visit, 10), in_forty = is_in_second_sample(organisation, visit, 40);
    CHECK((!in_ten || in_forty));
    CHECK(is_in_second_sample(organisation, visit, 100));
    CHECK_FALSE(is_in_second_sample(organisation, visit, 0));
    ten += in_ten;
    forty += in_forty;
  }
  // Five standard deviations of a binomial draw.
  CHECK(std::abs(ten - 500) < 107);
  CHECK(std::abs(forty - 2000) < 174);
}
