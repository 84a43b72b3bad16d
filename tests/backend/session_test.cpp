#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <atomic>

#include "shared/base/sha256.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using Doc = nlohmann::json;

TEST_CASE("signing in gives the session, a cookie for this machine, and who one is") {
  TestServer fixture;
  Client client = fixture.client();
  const Reply answer = client.sign_in(" Manager@North.example ", kPassword);
  REQUIRE(answer.status == 200);
  const Doc body = Doc::parse(answer.body);
  CHECK(body["user"]["role"] == "manager");
  CHECK(body["organisation"]["id"] == "north");
  CHECK(body["epoch"] == "epoch-north");
  const std::string cookie = answer.header("set-cookie");
  CHECK(cookie.rfind("constat=", 0) == 0);
  CHECK(cookie.find("HttpOnly") != std::string::npos);
  CHECK(cookie.find("SameSite=Strict") != std::string::npos);
  CHECK(cookie.find("Path=/") != std::string::npos);
  CHECK(client.get("/api/v1/session").status == 200);

  CHECK(client.send("DELETE", "/api/v1/session", "").status == 204);
  const Reply after = client.get("/api/v1/session");
  CHECK(after.status == 401);
  CHECK(Doc::parse(after.body)["code"] == "not-signed-in");
}

TEST_CASE("beyond loopback the cookie is bound to the host and to TLS") {
  TestServer fixture;
  Client client = fixture.client();
  const Reply answer = client.send("POST", "/api/v1/session",
                                    R"({"email":"manager@north.example","password":"correct horse battery"})",
                                    {{"Host", "constat.example"}});
  REQUIRE(answer.status == 200);
  CHECK(answer.header("set-cookie").rfind("__Host-constat=", 0) == 0);
  CHECK(answer.header("set-cookie").find("; Secure") != std::string::npos);
}

TEST_CASE("a refusal is the same whether the account exists or not") {
  TestServer fixture;
  Client client = fixture.client();
  const Reply wrong = client.sign_in("manager@north.example", "not this one");
  const Reply unknown = client.sign_in("nobody@north.example", "not this one");
  CHECK(wrong.status == 401);
  CHECK(unknown.status == 401);
  CHECK(wrong.body == unknown.body);
  CHECK(wrong.header("set-cookie").empty());
}

TEST_CASE("an account that is guessed at is slowed down, and opens again after its window") {
  std::atomic<std::int64_t> now{1'800'000'000'000};
  TestServer fixture([&] { return now.load(); });
  Client client = fixture.client();
  for (int i = 0; i < 10; ++i) CHECK(client.sign_in("manager@north.example", "wrong").status == 401);
  const Reply slowed = client.sign_in("manager@north.example", kPassword);
  REQUIRE(slowed.status == 429);
  CHECK(std::stoi(slowed.header("retry-after")) > 0);
  CHECK(client.sign_in("reviewer@north.example", kPassword).status == 200);
  // Its owner, elsewhere, is not shut out by whoever guesses.
  const auto from = [&](const std::string& address, const char* password) {
    return fixture.client().send("POST", "/api/v1/session", Doc{{"email", "manager@north.example"}, {"password", password}}.dump(), {{"X-Forwarded-For", address}}).status;
  };
  CHECK(from("192.0.2.7", kPassword) == 200);
  for (int i = 0; i < 89; ++i) CHECK(from("198.51.100." + std::to_string(i), "wrong") == 401);
  CHECK(from("192.0.2.7", kPassword) == 429);  // a hundred wrong ones in all: it must be many who guess
  now += 16 * 60 * 1000;
  CHECK(client.sign_in("manager@north.example", kPassword).status == 200);
}

TEST_CASE("a session ends when it idles, and at the end of its lifetime") {
  std::atomic<std::int64_t> now{1'800'000'000'000};
  TestServer fixture([&] { return now.load(); });
  Client client = fixture.signed_in("manager");
  now += 29 * server::kDayMs;
  CHECK(client.get("/api/v1/session").status == 200);
  now += 31 * server::kDayMs;
  CHECK(client.get("/api/v1/session").status == 401);

  Client second = fixture.signed_in("manager");
  for (int month = 0; month < 8; ++month) {
    now += 25 * server::kDayMs;
    const int expected = (month + 1) * 25 < 180 ? 200 : 401;
    CHECK(second.get("/api/v1/session").status == expected);
  }
}

TEST_CASE("a disabled account reads nothing any more, and does not sign in again") {
  TestServer fixture;
  Client client = fixture.signed_in("manager");
  fixture.application().store().write(server::OrganisationId("north"), [](server::Writer& writer) {
    auto user = *writer.user(UserId("north-manager"));
    user.disabled = true;
    writer.put_user(user);
  });
  for (const char* path : {"/api/v1/session", "/api/v1/sync", "/api/v1/comparison", "/api/v1/quarantine"}) {
    INFO(path);
    const Reply refused = client.get(path);
    CHECK(refused.status == 403);
    CHECK(refused.body.find("account-disabled") != std::string::npos);
  }
  CHECK(fixture.client().sign_in("manager@north.example", kPassword).status == 401);
  CHECK(client.send("DELETE", "/api/v1/session", "").status == 204);
  CHECK(client.get("/api/v1/session").status == 401);
}

TEST_CASE("another role and another site count from the next request on, in a session that is in use") {
  TestServer fixture;
  Client manager = fixture.signed_in("manager"), of_site = fixture.signed_in("site_manager");
  REQUIRE(manager.get("/api/v1/quarantine").status == 200);
  REQUIRE(of_site.get("/api/v1/sites/lille/summary").status == 404);
  fixture.application().store().write(server::OrganisationId("north"), [](server::Writer& writer) {
    auto user = *writer.user(UserId("north-manager"));
    user.role = server::Role::investigator;
    writer.put_user(user);
    writer.put_user_site(UserId("north-site_manager"), SiteId("lille"));
  });
  CHECK(manager.get("/api/v1/quarantine").status == 403);
  CHECK(of_site.get("/api/v1/sites/lille/summary").status == 200);
}

TEST_CASE("whoever signs out is out of that session alone, and a late refresh does not bring it back") {
  TestServer fixture;
  Client client = fixture.signed_in("manager"), other = fixture.signed_in("manager");
  REQUIRE(client.get("/api/v1/session").status == 200);
  const std::string token = client.cookie().substr(client.cookie().find('=') + 1);
  auto& store = fixture.application().store();
  auto session = *store.accounts()->session(sha256_hex(token));
  REQUIRE(client.send("DELETE", "/api/v1/session", "").status == 204);
  session.seen_at += 1000;
  store.put_session(session);  // by a request that had read it before
  CHECK(client.get("/api/v1/session").status == 401);
  CHECK(other.get("/api/v1/session").status == 200);
}

TEST_CASE("the database holds neither passwords nor session tokens") {
  TestServer fixture;
  Client client = fixture.signed_in("manager");
  const std::string token = client.cookie().substr(client.cookie().find('=') + 1);
  fixture.application().stop();
  std::string everything;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(fixture.folder()))
    if (entry.is_regular_file()) everything += server::read_file(entry.path());
  REQUIRE(everything.find("manager@north.example") != std::string::npos);
  CHECK(everything.find(token) == std::string::npos);
  CHECK(everything.find(kPassword) == std::string::npos);
}

TEST_CASE("the server's files are private, and its key stays the same") {
  TestServer fixture;
  const auto key = fixture.folder() / "data/server.key";
  CHECK((std::filesystem::status(key).permissions() & std::filesystem::perms::all) ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  for (const auto& entry : std::filesystem::directory_iterator(fixture.folder() / "data")) {
    INFO(entry.path());
    CHECK((entry.status().permissions() & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
          std::filesystem::perms::none);
  }
  const std::string before = fixture.application().services().key.public_key();
  fixture.restart();
  CHECK(fixture.application().services().key.public_key() == before);
}
