#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "backend/review/appeals.hpp"
#include "tests/backend/support/photos.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

constexpr const char* kPoor = R"({"greeted":{"value":"no"},"smile":{"value":0}})";

std::string event_id(unsigned number) { return "b" + visit_id(number).substr(1); }
std::string code_of(const Reply& reply) { return Doc::parse(reply.body).value("code", std::string()); }

// A poor visit to Lyon that was approved, and the site's manager.
struct Contested {
  Contested() : phone(fixture.signed_in("investigator")), reviewer(fixture.signed_in("reviewer")), site(fixture.signed_in("site_manager")) {
    fixture.application().store().write(OrganisationId("north"), [](Writer& writer) { writer.set_review_required(true); });
    REQUIRE(phone.push(visit_id(1), 1, body).status == 201);
    REQUIRE(say(reviewer, event(1, "approved", "")).status == 201);
  }
  Doc event(unsigned number, const std::string& type, const std::string& text, const Doc& more = Doc::object()) const {
    Doc doc = {{"id", event_id(number)}, {"type", type}, {"revision", 1}, {"sha256", sha256_hex(body)}, {"text", text}};
    doc.update(more);
    return doc;
  }
  Reply say(Client& who, const Doc& doc, unsigned visit = 1) {
    return who.send("POST", "/api/v1/visits/" + visit_id(visit) + "/events", doc.dump());
  }
  Doc report(Client& who) { return Doc::parse(who.get("/api/v1/visits/" + visit_id(1)).body); }
  Doc in_feed() {
    const Doc page = Doc::parse(phone.get("/api/v1/sync").body);
    for (const Doc& change : page["changes"])
      if (change["type"] == "visit") return change["doc"];
    return nullptr;
  }
  Doc appeal(unsigned number, const std::string& item = "greeted") const {
    return event(number, "appeal", "La vidéo du magasin montre le bonjour.", {{"item", item}});
  }
  Doc verdict(unsigned number, unsigned appeal_number, bool accepted, const Doc& answer = Doc()) const {
    Doc more = {{"appeal", event_id(appeal_number)}, {"accepted", accepted}};
    if (!answer.is_null()) more["answer"] = answer;
    return event(number, "appeal_decision", "Vu la vidéo.", more);
  }

  std::int64_t now = system_clock()();
  TestServer fixture{[this] { return now; }};
  Client phone, reviewer, site;
  const std::string body = submission(visit_id(1), "north-investigator", "lyon", "m1", kPoor);
};

}  // namespace

TEST_CASE("an appeal that is accepted corrects the answer and the official score, and the history tells it") {
  Contested world;
  const Doc before = world.report(world.site);
  CHECK(world.say(world.site, world.appeal(2)).status == 201);
  CHECK(world.say(world.site, world.appeal(2)).status == 200);
  const Doc queue = Doc::parse(world.reviewer.get("/api/v1/review").body);
  REQUIRE(queue["appeals"].size() == 1);
  CHECK(queue["appeals"][0]["visit"] == visit_id(1));
  CHECK(queue["appeals"][0]["site"]["id"] == "lyon");
  CHECK(queue["appeals"][0]["item"] == "greeted");
  CHECK(queue["appeals_count"] == 1);
  const Doc elsewhere = Doc::parse(world.reviewer.get("/api/v1/review?text=nowhere").body);
  CHECK(elsewhere["appeals"].empty());
  CHECK(elsewhere["appeals_count"] == 0);
  CHECK(elsewhere["appeals_waiting"] == 1);
  CHECK(Doc::parse(world.reviewer.get("/api/v1/review?text=lyon").body)["appeals"].size() == 1);

  const Doc decision = world.verdict(3, 2, true, {{"value", "yes"}});
  const Reply decided = world.say(world.reviewer, decision);
  CHECK(decided.status == 201);
  CHECK(world.say(world.reviewer, decision).status == 200);
  const Doc event = Doc::parse(decided.body);
  CHECK(event["item"] == "greeted");
  CHECK(event["after"]["score"].get<double>() > event["before"]["score"].get<double>());

  const Doc after = world.report(world.site);
  CHECK(after["score"]["score"] == event["after"]["score"]);
  CHECK(after["visit"] == before["visit"]);  // as it was sent
  REQUIRE(after["corrections"].size() == 1);
  CHECK(after["corrections"][0]["item"] == "greeted");
  CHECK(after["corrections"][0]["answer"]["value"] == "yes");
  CHECK(after["official"] == true);
  Client manager = world.fixture.signed_in("manager");
  const std::string exported = manager.get("/api/v1/exports/answers.jsonl?codes=1").body;
  CHECK(exported.find("\"yes\"") != std::string::npos);  // what counts
  CHECK(exported.find("\"no\"") == std::string::npos);
  CHECK(world.in_feed()["score"]["score"] == event["after"]["score"]);
  CHECK(Doc::parse(world.reviewer.get("/api/v1/review").body)["appeals"].empty());

  // Its investigator reads the outcome in the score; what the site said is not for them.
  const Doc of_phone = world.report(world.phone), of_site = world.report(world.site);
  for (const Doc& each : of_phone["events"]) CHECK(each["type"] == "approved");
  std::vector<std::string> types;
  for (const Doc& each : of_site["events"]) types.push_back(each["type"].get<std::string>());
  CHECK(types == std::vector<std::string>{"approved", "appeal", "appeal_decision"});
}

TEST_CASE("an appeal that is refused changes no score, and the same answer can be contested again") {
  Contested world;
  const Doc before = world.report(world.site)["score"];
  REQUIRE(world.say(world.site, world.appeal(2)).status == 201);
  CHECK(code_of(world.say(world.site, world.appeal(3))) == "appeal-open");
  REQUIRE(world.say(world.reviewer, world.verdict(4, 2, false)).status == 201);
  CHECK(world.report(world.site)["score"] == before);
  CHECK(code_of(world.say(world.reviewer, world.verdict(5, 2, true))) == "appeal-decided");
  CHECK(world.say(world.site, world.appeal(6)).status == 201);
}

TEST_CASE("two corrections add up, and the last one of an answer holds") {
  Contested world;
  REQUIRE(world.say(world.site, world.appeal(2)).status == 201);
  REQUIRE(world.say(world.site, world.appeal(3, "smile")).status == 201);
  REQUIRE(world.say(world.reviewer, world.verdict(4, 2, true, {{"value", "yes"}})).status == 201);
  const Doc one = Doc::parse(world.say(world.reviewer, world.verdict(5, 3, true, {{"value", 3}})).body);
  CHECK(one["after"]["score"].get<double>() == 100);
  REQUIRE(world.say(world.site, world.appeal(6)).status == 201);
  const Doc again = Doc::parse(world.say(world.reviewer, world.verdict(7, 6, true, {{"value", "no"}})).body);
  CHECK(again["before"]["score"].get<double>() == 100);
  CHECK(again["after"]["score"].get<double>() < 100);
  CHECK(world.report(world.site)["score"]["score"] == again["after"]["score"]);
}

TEST_CASE("an appeal that cannot be, says why and leaves everything as it was") {
  Contested world;
  CHECK(code_of(world.say(world.site, world.appeal(2, "nothing"))) == "bad-event");
  CHECK(code_of(world.say(world.site, world.event(2, "appeal", "", {{"item", "greeted"}}))) == "bad-event");
  CHECK(code_of(world.say(world.site, world.event(2, "approved", ""))) == "bad-event");
  Doc other = world.appeal(2);
  other["sha256"] = std::string(64, 'a');
  CHECK(code_of(world.say(world.site, other)) == "visit-changed");
  // Another site, and another organisation.
  REQUIRE(world.phone.push(visit_id(2), 1, submission(visit_id(2), "north-investigator", "lille")).status == 201);
  CHECK(world.say(world.site, world.appeal(2), 2).status == 404);
  Client elsewhere = world.fixture.signed_in("site_manager", "south");
  CHECK(world.say(elsewhere, world.appeal(2)).status == 404);
  CHECK(world.say(world.phone, world.appeal(2)).status == 403);

  REQUIRE(world.say(world.site, world.appeal(3)).status == 201);
  CHECK(code_of(world.say(world.reviewer, world.verdict(4, 9, true))) == "not-found");
  CHECK(code_of(world.say(world.reviewer, world.verdict(4, 3, true, {{"value", "perhaps"}}))) == "bad-event");
  CHECK(code_of(world.say(world.reviewer, world.verdict(4, 3, false, {{"value", "yes"}}))) == "bad-event");
  CHECK(code_of(world.say(world.site, world.verdict(4, 3, true, {{"value", "yes"}}))) == "bad-event");
  REQUIRE(world.say(world.reviewer, world.event(5, "reopened", "Encore une fois.")).status == 201);
  // Out of the site's sight until it is approved again.
  CHECK(code_of(world.say(world.site, world.appeal(6, "smile"))) == "not-found");
  CHECK(code_of(world.say(world.reviewer, world.verdict(7, 3, true, {{"value", "yes"}}))) == "not-approved");
  const Doc report = world.report(world.reviewer);
  CHECK((report["corrections"].is_array() && report["corrections"].empty()));
}

TEST_CASE("an answer can be contested for two weeks after the approval") {
  Contested world;
  world.now += kAppealDays * kDayMs - 60'000;
  CHECK(world.say(world.site, world.appeal(2)).status == 201);
  world.now += 120'000;
  CHECK(code_of(world.say(world.site, world.appeal(3, "smile"))) == "appeal-too-late");
  // Whoever decides is not hurried.
  CHECK(world.say(world.reviewer, world.verdict(4, 2, false)).status == 201);
}

TEST_CASE("an appeal brings photos, which those see who decide and not the visit's investigator") {
  Contested world;
  const Photo photo = noise_photo(7);
  const auto facts = [&](const Photo& each) {
    return Doc{{"sha256", each.sha256}, {"item", "greeted"}, {"bytes", each.bytes.size()}, {"type", "image/png"}, {"width", 64}, {"height", 64},
               {"taken_at", "2026-11-20T10:00:00Z"}};
  };
  Doc appeal = world.appeal(2);
  appeal["photos"] = Doc::array({facts(photo), facts(noise_photo(8)), facts(noise_photo(9)), facts(noise_photo(10))});
  CHECK(world.say(world.site, appeal).status == 400);
  appeal["photos"] = Doc::array({Doc{{"sha256", "no hash"}}});
  CHECK(world.say(world.site, appeal).status == 400);

  CHECK(send_chunk(world.site, photo, 0, photo.bytes.size()).status == 404);  // nothing names it yet
  appeal["photos"] = Doc::array({facts(photo)});
  REQUIRE(world.say(world.site, appeal).status == 201);
  CHECK(world.say(world.site, appeal).status == 200);
  CHECK(send_chunk(world.phone, photo, 0, photo.bytes.size()).status == 404);
  // A photo that is still to come holds nothing up: the visit is stored without it.
  CHECK(world.in_feed()["photos_missing"].empty());
  REQUIRE(send_chunk(world.site, photo, 0, photo.bytes.size()).status == 204);
  CHECK(world.reviewer.get(photo.path()).status == 200);
  CHECK(world.site.get(photo.path()).status == 200);
  CHECK(world.phone.get(photo.path()).status == 404);
  const Doc event = Doc::parse(world.reviewer.get("/api/v1/review").body)["appeals"][0];
  CHECK(event["photos"] == Doc::array({photo.sha256}));
  CHECK(world.report(world.reviewer).dump().find(photo.sha256) != std::string::npos);
  CHECK(world.report(world.phone).dump().find(photo.sha256) == std::string::npos);

  // It goes with whoever sent it.
  Client administrator = world.fixture.signed_in("administrator");
  REQUIRE(administrator.send("POST", "/api/v1/people/north-site_manager/erasure", R"({"email":"site_manager@north.example"})").status == 200);
  CHECK(world.reviewer.get(photo.path()).status == 404);
  CHECK(world.reviewer.get("/api/v1/visits/" + visit_id(1) + "/events").body.find(photo.sha256) == std::string::npos);
}
