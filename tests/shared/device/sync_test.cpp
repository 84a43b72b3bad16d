#include <catch_amalgamated.hpp>

#include "tests/shared/device/support/scenario.hpp"

using namespace constat;
using namespace constat::test;

namespace {

std::string saved_offline(Scenario& s, const std::string& mission) {
  s.network = false;
  const std::string visit = s.start(mission);
  s.save(visit, "a", "oui");
  s.submit(visit);
  return visit;
}

// The latest "sync" push.
Json sync_state(const Phone& phone) {
  for (auto push = phone.pushes.rbegin(); push != phone.pushes.rend(); ++push)
    if (push->topic == "sync") return *parse_json(push->data);
  return {};
}

bool pushed(const Phone& phone, std::string_view topic) {
  for (const Push& push : phone.pushes)
    if (push.topic == topic) return true;
  return false;
}

}  // namespace

TEST_CASE("a refused visit is parked with its reason, and the others go on") {
  Scenario s(1, 3);
  s.sign_in();
  const std::string first = saved_offline(s, "m0"), second = saved_offline(s, "m1"), third = saved_offline(s, "m2");
  s.server.refuse[first] = {422, "odd"};
  s.server.refuse[second] = {500, "broken"};
  s.network = true;
  s.phone.wait(3'600'000);
  s.exchange();
  CHECK(s.state_of(first) == "parked");
  CHECK(s.state_of(second) == "saved");
  CHECK(s.state_of(third) == "received");
  const Json visits = s.ok("list_visits");
  for (const Json& visit : visits.find("visits")->elements)
    if (visit.find("id")->text == first) CHECK(visit.find("problem")->text == "odd");
  CHECK(s.ok("open_visit", "{\"visit\":\"" + first + "\"}").find("submitted")->boolean);

  s.server.refuse.clear();
  s.ok("sync");
  CHECK(s.state_of(first) == "received");
  CHECK(s.state_of(second) == "received");
}

TEST_CASE("a proxy's page with a 4xx is no refusal: the visit waits") {
  Scenario s;
  s.sign_in();
  const std::string visit = saved_offline(s, "m0");
  s.network = true;
  s.server.status_for_all = GENERATE(403, 404, 200, 302);
  s.ok("sync");
  CHECK(s.state_of(visit) == "saved");
  s.server.status_for_all = 0;
  s.phone.wait(s.phone.wake_in_ms().value());
  s.exchange();
  CHECK(s.state_of(visit) == "received");
}

TEST_CASE("without a network the phone tries again for ever, at most two minutes apart") {
  Scenario s;
  s.sign_in();
  const std::string visit = saved_offline(s, "m0");
  std::int64_t longest = 0, tries = 0;
  for (std::int64_t elapsed = 0; elapsed < 24 * 3'600'000;) {
    const std::int64_t wait = s.phone.wake_in_ms().value();
    longest = std::max(longest, wait);
    elapsed += wait;
    s.phone.wait(wait);
    s.exchange();
    ++tries;
  }
  CHECK(longest <= 2 * 60'000);
  CHECK(longest > 60'000);
  CHECK(tries > 24 * 30);
  CHECK(sync_state(s.phone).find("state")->text == "waiting");
  CHECK(sync_state(s.phone).find("last_error")->text == "offline");
  CHECK(sync_state(s.phone).find("unsent")->text == "1");
  s.network = true;
  s.phone.wait(s.phone.wake_in_ms().value());
  s.exchange();
  CHECK(s.state_of(visit) == "received");
  CHECK(sync_state(s.phone).find("state")->text == "idle");
  CHECK(sync_state(s.phone).find("unsent")->text == "0");
}

TEST_CASE("a request that is never answered is given up, and its late answer does no harm") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  s.submit(visit);
  s.ok("sync");
  s.phone.wait(6 * 60'000);
  const auto lost = s.phone.take_requests();
  REQUIRE(lost.size() == 1);
  s.phone.wait(s.phone.wake_in_ms().value());
  s.phone.wait(s.phone.wake_in_ms().value());
  const auto again = s.phone.take_requests();
  REQUIRE(again.size() == 1);
  s.phone.respond(lost[0].id, HttpResponse{500, {}, "late"});
  s.phone.respond(again[0].id, s.server.handle(s.client, again[0]));
  CHECK(sync_state(s.phone).find("state")->text == "idle");
}

TEST_CASE("a lost session keeps everything and waits for the next sign-in") {
  Scenario s;
  s.sign_in();
  const std::string visit = saved_offline(s, "m0");
  s.network = true;
  s.server.end_sessions();
  s.ok("sync");
  CHECK(pushed(s.phone, "session_lost"));
  CHECK(s.state_of(visit) == "saved");
  s.phone.wait(3'600'000);
  CHECK(s.phone.take_requests().empty());
  s.sign_in();
  CHECK(s.state_of(visit) == "received");
}

TEST_CASE("a wrong password and a missing network are told apart") {
  Scenario s;
  CHECK(s.call("sign_in", R"({"email":"anna@example.org","password":"wrong"})").code() == "sign-in-refused");
  s.network = false;
  CHECK(s.call("sign_in", R"({"email":"anna@example.org","password":"secret"})").code() == "offline");
}

TEST_CASE("an expired cursor pulls everything anew, removes what is gone, and touches nothing unsent") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start("m1");
  s.save(visit, "a", "oui");
  s.server.publish("mission", "m1", "");
  s.server.publish("mission", "m7", R"({"id":"m7","site":"s1","checklist":{"id":"accueil","version":1},"status":"assigned"})");
  s.server.expire_cursors();
  s.ok("sync");
  std::vector<std::string> missions;
  const Json listed = s.ok("list_missions");
  for (const Json& mission : listed.find("missions")->elements) missions.push_back(mission.find("id")->text);
  std::sort(missions.begin(), missions.end());
  CHECK(missions == std::vector<std::string>{"m0", "m7"});
  CHECK(s.value_of(visit, "a") == "oui");
}

TEST_CASE("after the server came back from an older backup, the phone sends all that it retains again") {
  Scenario s;
  s.sign_in();
  const auto backup = s.server.backup();
  const std::string visit = s.start();
  s.save(visit, "a", "oui");
  s.submit(visit);
  REQUIRE(s.state_of(visit) == "received");
  const auto before = s.server.bodies(visit);
  s.server.restore(backup);
  REQUIRE(s.server.bodies(visit).empty());
  s.ok("sync");
  CHECK(s.server.bodies(visit) == before);
  CHECK(s.state_of(visit) == "received");
}

TEST_CASE("a receipt for other bytes is not believed") {
  Scenario s;
  s.sign_in();
  const std::string visit = saved_offline(s, "m0");
  s.network = true;
  s.phone.send("sync");
  bool tampered = false;
  for (int i = 0; i < 10; ++i)
    for (const HttpRequest& request : s.phone.take_requests()) {
      HttpResponse response = s.server.handle(s.client, request);
      if (const auto at = response.body.find("\"sha256\":\""); at != std::string::npos && request.method == "PUT") {
        response.body[at + 10] = response.body[at + 10] == 'a' ? 'b' : 'a';
        tampered = true;
      }
      s.phone.respond(request.id, response);
    }
  REQUIRE(tampered);
  CHECK(s.state_of(visit) == "saved");
  s.ok("sync");
  CHECK(s.state_of(visit) == "received");
}

TEST_CASE("what was looked at stays readable without the network, marked as old, for that person only") {
  Scenario s;
  s.sign_in();
  const std::string fetch = R"({"path":"/api/v1/comparison?wave=all"})";
  CHECK_FALSE(s.ok("fetch", fetch).find("stale")->boolean);
  s.network = false;
  const Json copy = s.ok("fetch", fetch);
  CHECK(copy.find("stale")->boolean);
  CHECK(copy.find("body")->find("sites")->text == "0");
  CHECK(s.call("fetch", R"({"path":"/api/v1/other"})").code() == "offline");
  s.ok("sign_out");
  s.network = true;
  s.sign_in("bob");
  s.network = false;
  CHECK(s.call("fetch", fetch).code() == "offline");
}

TEST_CASE("a site that is no longer seen leaves the phone, and with it the pages that were kept") {
  Scenario s;
  s.sign_in();
  const std::string fetch = R"({"path":"/api/v1/comparison?wave=all"})";
  s.ok("fetch", fetch);
  s.server.publish("mission", "m1", "");
  s.ok("sync");
  s.network = false;
  CHECK(s.ok("fetch", fetch).find("stale")->boolean);  // a mission is no reason
  s.network = true;
  s.server.publish("site", "s1", "");
  s.ok("sync");
  s.network = false;
  CHECK(s.call("fetch", fetch).code() == "offline");
}

TEST_CASE("received visits are emptied after thirty days of the server's time, whatever the phone's clock says") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  s.submit(visit);
  REQUIRE(s.state_of(visit) == "received");
  s.phone.now.wall_ms += std::int64_t{400} * 24 * 3'600'000;
  s.ok("sync");
  CHECK(s.call("open_visit", "{\"visit\":\"" + visit + "\"}").ok);
  // 31 days of the server's time pass: the model's clock ticks a second per change.
  for (int i = 0; i < 31 * 86'400; i += 86'400) s.server.pass_seconds(86'400);
  s.ok("sign_out");
  s.sign_in();
  s.ok("sync");
  CHECK(s.call("open_visit", "{\"visit\":\"" + visit + "\"}").code() == "visit-not-on-phone");
  CHECK(s.state_of(visit) == "received");
}

TEST_CASE("a clock that jumps by days stops neither saving nor sending") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  s.phone.now.wall_ms -= std::int64_t{900} * 24 * 3'600'000;
  CHECK(s.save(visit, "a", "oui").ok);
  s.network = false;
  s.submit(visit);
  s.phone.now.wall_ms += std::int64_t{4000} * 24 * 3'600'000;
  s.network = true;
  s.phone.wait(s.phone.wake_in_ms().value());
  s.exchange();
  CHECK(s.state_of(visit) == "received");
}

TEST_CASE("a sign-out without a network reaches the server later, but never ends the next person's session") {
  Scenario s;
  s.sign_in("anna");
  s.network = false;
  s.ok("sign_out");
  s.network = true;
  s.sign_in("bob");
  s.reopen();
  CHECK(s.ok("open").find("session")->find("user")->find("id")->text == "bob");
  s.ok("sync");
  CHECK_FALSE(pushed(s.phone, "session_lost"));
}

TEST_CASE("the server answers in the language that the app shows: the one it began with, or the one that was chosen") {
  Scenario s;
  s.sign_in();
  s.ok("fetch", R"({"path":"/api/v1/comparison"})");
  CHECK(s.server.asked_in.empty());
  s.ok("open", R"({"language":"fr"})");
  s.ok("fetch", R"({"path":"/api/v1/comparison"})");
  CHECK(s.server.asked_in == "fr");
  s.ok("set_preferences", R"({"language":"en"})");
  s.ok("fetch", R"({"path":"/api/v1/comparison"})");
  CHECK(s.server.asked_in == "en");
}

TEST_CASE("a submission that was refused is not sent, also when the disk could not take it back") {
  int refused = 0;
  for (std::int64_t write = 1; write <= 12; ++write) {
    Scenario s(1);
    s.sign_in();
    const std::string visit = s.start();
    s.save(visit, "sourire", "oui");
    s.phone.faults.fail_from(write);
    const std::int64_t seq = s.phone.send("submit_visit", "{\"visit\":\"" + visit + "\",\"device_score\":" + kDeviceScore + "}");
    s.phone.faults.none();
    INFO("from write " << write << " on");
    REQUIRE(s.phone.answer(seq));
    s.exchange();
    if (!s.phone.answer(seq)->ok) {
      ++refused;
      CHECK(s.server.bodies(visit).empty());
    }
    s.phone.wait(60'000);
    s.exchange();
    s.submit(visit);
    s.ok("sync");
    CHECK(s.server.bodies(visit).size() == 1);
    CHECK(s.state_of(visit) == "received");
  }
  CHECK(refused > 2);
}
