// The list of sessions: what it shows, and what ending one does to whoever has it.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <atomic>

#include "backend/auth/session_list.hpp"
#include "backend/http/user_agent.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000LL;
constexpr const char* kPhone = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";
constexpr const char* kDesk = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

struct World {
  std::shared_ptr<std::atomic<std::int64_t>> now = std::make_shared<std::atomic<std::int64_t>>(1'795'000'000'000);
  TestServer fixture{[now = now] { return now->load(); }};

  Client on(const char* user_agent, const std::string& role = "investigator") {
    Client client = fixture.client();
    const Doc body = {{"email", role + "@north.example"}, {"password", kPassword}};
    const Reply reply = client.send("POST", "/api/v1/session", body.dump(), {{"User-Agent", user_agent}});
    REQUIRE(reply.status == 200);
    const std::string cookie = reply.header("set-cookie");
    client.use_cookie(cookie.substr(0, cookie.find(';')));
    return client;
  }
};

Doc sessions(Client& client, const std::string& path = "/api/v1/sessions") {
  const Reply reply = client.get(path);
  REQUIRE(reply.status == 200);
  return Doc::parse(reply.body)["sessions"];
}

}  // namespace

TEST_CASE("everybody sees their own sessions with device and day, this one marked, and nobody else's") {
  World world;
  Client desk = world.on(kDesk);
  *world.now += kDay;
  Client phone = world.on(kPhone), other = world.on(kPhone, "reviewer");
  const Doc seen = sessions(phone);
  REQUIRE(seen.size() == 2);
  CHECK(seen[0]["device"] == "Chromium, Android");
  CHECK(seen[0]["this"] == true);
  CHECK(seen[0]["seen_on"] == "2026-11-19");
  CHECK(seen[1]["device"] == "Firefox, Linux");
  CHECK(seen[1]["this"] == false);
  CHECK(seen[1]["seen_on"] == "2026-11-18");
  CHECK(sessions(other).size() == 1);
  // Its name opens nothing.
  Client thief = world.fixture.client();
  thief.use_cookie("constat=" + seen[0]["id"].get<std::string>());
  CHECK(thief.get("/api/v1/session").status == 401);
  // One that nobody used for too long is no session.
  *world.now += 30 * kDay - 1;
  CHECK(sessions(phone).size() == 1);
}

TEST_CASE("one session is ended, or all others, and the phone that had it signs in again and sends what it holds") {
  World world;
  Client lost = world.on(kPhone), desk = world.on(kDesk), third = world.on(kDesk);
  std::string name;
  for (const Doc& session : sessions(desk))
    if (session["device"] == "Chromium, Android") name = session["id"].get<std::string>();
  const Reply ended = desk.send("POST", "/api/v1/sessions/end", Doc{{"session", name}}.dump());
  REQUIRE(ended.status == 200);
  CHECK(Doc::parse(ended.body)["ended"] == 1);
  CHECK(Doc::parse(ended.body)["sessions"].size() == 2);
  const Reply refused = lost.push(visit_id(1), 1, submission(visit_id(1)));
  CHECK(refused.status == 401);
  // Not the answer that empties a phone.
  CHECK(Doc::parse(refused.body)["code"] == "not-signed-in");
  CHECK(refused.header("constat-problem").empty());
  Client again = world.on(kPhone);
  CHECK(again.push(visit_id(1), 1, submission(visit_id(1))).status == 201);
  // Asked again, it is done already; then all others.
  CHECK(Doc::parse(desk.send("POST", "/api/v1/sessions/end", Doc{{"session", name}}.dump()).body)["ended"] == 0);
  CHECK(Doc::parse(desk.send("POST", "/api/v1/sessions/end", R"({"all":true})").body)["ended"] == 2);
  CHECK(third.get("/api/v1/session").status == 401);
  CHECK(sessions(desk).size() == 1);
  for (const char* body : {"", "{}", R"({"all":false})", R"({"session":""})", R"({"session":"x","all":true})"})
    CHECK(desk.send("POST", "/api/v1/sessions/end", body).status == 400);
}

TEST_CASE("an administrator sees and ends the sessions of a person, which the log notes once") {
  World world;
  Client administrator = world.fixture.signed_in("administrator"), phone = world.on(kPhone);
  const std::string path = "/api/v1/people/north-investigator/sessions";
  REQUIRE(sessions(administrator, path).size() == 1);
  CHECK(sessions(administrator, path)[0]["this"] == false);
  for (int i = 0; i < 2; ++i) CHECK(administrator.send("POST", path + "/end", R"({"all":true})").status == 200);
  CHECK(phone.get("/api/v1/session").status == 401);
  CHECK(administrator.get("/api/v1/session").status == 200);
  const Doc entries = Doc::parse(administrator.get("/api/v1/audit?text=north-investigator").body)["entries"];
  std::size_t noted = 0;
  for (const Doc& entry : entries) noted += entry["action"] == "session-ended_elsewhere" ? 1 : 0;
  CHECK(noted == 1);
  CHECK(entries[0]["detail"]["ended"] == 1);
  CHECK(administrator.get("/api/v1/people/south-investigator/sessions").status == 404);
  CHECK(world.on(kPhone).get(path).status == 403);
}

TEST_CASE("a browser and a system are told in two words, without versions or models") {
  using http::device_of;
  CHECK(device_of(kPhone) == "Chromium, Android");
  CHECK(device_of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1") == "Safari, iPhone");
  CHECK(device_of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0") == "Edge, Windows");
  CHECK(device_of("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36") == "Samsung Internet, Android");
  CHECK(device_of("Mozilla/5.0 (X11; CrOS x86_64) Chrome/126.0.0.0 Safari/537.36") == "Chromium, ChromeOS");
  CHECK(device_of("curl/8.5.0") == "");
  CHECK(device_of("something on Linux") == "Linux");
  CHECK(device_of("") == "");
}

TEST_CASE("an account has at most fifty sessions at once: the one unused the longest ends") {
  std::atomic<std::int64_t> now{1'800'000'000'000};
  TestServer fixture([&] { return now.load(); });
  const UserId user("north-manager");
  Client first = fixture.signed_in("manager");
  for (std::size_t i = 1; i < server::kMostSessions; ++i) {
    now += 1'000;
    fixture.application().store().put_session({"hash" + std::to_string(i), server::OrganisationId("north"), user, now, now, now + server::kSessionLifetimeMs, ""});
  }
  CHECK(first.get("/api/v1/session").status == 200);
  now += 1'000;
  Client last = fixture.signed_in("manager");
  CHECK(last.get("/api/v1/session").status == 200);
  CHECK(first.get("/api/v1/session").status == 401);
  CHECK(server::live_sessions(fixture.application().store(), server::OrganisationId("north"), user, now).size() == server::kMostSessions);
}
