#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "backend/auth/common_passwords.hpp"
#include "backend/auth/sessions.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using Doc = nlohmann::json;

namespace {

constexpr const char* kNew = "nine cows on a meadow";

Reply change(Client& who, const std::string& from, const std::string& to) {
  return who.send("POST", "/api/v1/password", Doc{{"old", from}, {"new", to}}.dump(), {{"Accept-Language", "en"}});
}

std::string code_of(const Reply& reply) { return Doc::parse(reply.body).value("code", std::string()); }

}  // namespace

TEST_CASE("who knows the password of now chooses another one: other devices are out, this one stays, and the log tells it") {
  TestServer fixture;
  Client here = fixture.signed_in("manager"), phone = fixture.signed_in("manager"), somebody = fixture.signed_in("reviewer");
  REQUIRE(change(here, kPassword, kNew).status == 200);
  CHECK(here.get("/api/v1/session").status == 200);
  CHECK(phone.get("/api/v1/session").status == 401);
  CHECK(somebody.get("/api/v1/session").status == 200);
  CHECK(fixture.client().sign_in("manager@north.example", kPassword).status == 401);
  CHECK(fixture.client().sign_in("manager@north.example", kNew).status == 200);
  const std::string log = fixture.signed_in("administrator").get("/api/v1/audit").body;
  CHECK(log.find("user-password") != std::string::npos);
  CHECK(log.find(kNew) == std::string::npos);
}

TEST_CASE("a password stays when the old one is wrong or the new one is bad, and guessing is slowed down") {
  TestServer fixture;
  Client client = fixture.signed_in("manager");
  CHECK(code_of(change(client, kPassword, "short")) == "bad-password");
  CHECK(code_of(change(client, kPassword, "Basketball2026!")) == "bad-password");
  CHECK(code_of(change(client, kPassword, "manager@north.example")) == "bad-password");
  for (int i = 0; i < 10; ++i) CHECK(code_of(change(client, "not this one", kNew)) == "old-password-wrong");
  CHECK(change(client, "not this one", kNew).status == 429);
  CHECK(change(client, kPassword, kNew).status == 429);
  CHECK(client.get("/api/v1/session").status == 200);
}

TEST_CASE("a password that people use most is known, also in other clothes") {
  using server::is_common_password;
  for (const char* common : {"password123", "qwertyuiop", "1234567890", "basketball", "manchester2026", "!!basketball77", "football12345"}) {
    INFO(common);
    CHECK(is_common_password(common));
  }
  for (const char* good : {kPassword, kNew, "a story of seven days", "x7#kk2pqzw91", "", "12", "ab1234567"}) {
    INFO(good);
    CHECK_FALSE(is_common_password(good));
  }
}
