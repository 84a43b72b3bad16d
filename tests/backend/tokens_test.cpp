// API tokens: made, used within their scopes and their account's rights, ended in every way that they can end.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <atomic>
#include <set>

#include "shared/base/sha256.hpp"
#include "tests/backend/support/api_tokens.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000LL;

struct World {
  std::shared_ptr<std::atomic<std::int64_t>> now = std::make_shared<std::atomic<std::int64_t>>(1'795'000'000'000);
  TestServer fixture{[now = now] { return now->load(); }};
  Client administrator = fixture.signed_in("administrator");
  Client program = fixture.client();

  Reply post(const std::string& path, const Doc& body = Doc::object()) { return administrator.send("POST", path, body.dump()); }
  Reply make(const std::string& account, const Doc& scopes, const Doc& days = 90, const std::string& name = "Tableau de bord") {
    return post("/api/v1/people/" + account + "/tokens", {{"name", name}, {"scopes", scopes}, {"days", days}});
  }
  Doc made(const std::string& account, const Doc& scopes, const Doc& days = 90, const std::string& name = "Tableau de bord") {
    const Reply reply = make(account, scopes, days, name);
    REQUIRE(reply.status == 201);
    return Doc::parse(reply.body);
  }
  Reply get(const std::string& path, const std::string& token, Headers headers = {}) {
    headers.emplace_back("Authorization", "Bearer " + token);
    return program.get(path, headers);
  }
  Doc listed(const std::string& query = "") { return Doc::parse(administrator.get("/api/v1/tokens" + query).body); }
};

std::string code(const Reply& reply) { return Doc::parse(reply.body).value("code", std::string()); }
std::string text_of(const Doc& made) { return made["token"].get<std::string>(); }

}  // namespace

TEST_CASE("a token reads what its scope names, and is told which scope it lacks for the rest") {
  World world;
  const Doc token = world.made("north-manager", {"sites:read"});
  CHECK(token["status"] == "active");
  CHECK(token["user"]["id"] == "north-manager");
  CHECK(world.get("/api/v1/sites", text_of(token)).status == 200);
  const Reply refused = world.get("/api/v1/missions", text_of(token));
  CHECK(refused.status == 403);
  CHECK(code(refused) == "scope-missing");
  CHECK(Doc::parse(refused.body)["detail"].get<std::string>().find("missions:read") != std::string::npos);
  CHECK(code(world.get("/api/v1/people", text_of(token))) == "tokens-not-taken");
  CHECK(code(world.get("/api/v1/session", text_of(token))) == "tokens-not-taken");
  // What anybody may ask stays open, and another scheme is nobody.
  CHECK(world.get("/api/v1/meta", text_of(token)).status == 200);
  CHECK(code(world.program.get("/api/v1/sites", {{"Authorization", "Basic bm9ib2R5Og=="}})) == "not-signed-in");
  CHECK(world.program.get("/api/v1/sites", {{"Authorization", "bearer " + text_of(token)}}).status == 200);
}

TEST_CASE("a request with a cookie and a token is the token's") {
  World world;
  const std::string token = text_of(world.made("north-reviewer", {"sites:read"}));
  CHECK(world.administrator.get("/api/v1/audit").status == 200);
  CHECK(world.administrator.get("/api/v1/audit", {{"Authorization", "Bearer " + token}}).status == 403);
  CHECK(world.administrator.get("/api/v1/sites", {{"Authorization", "Bearer nothing"}}).status == 401);
}

TEST_CASE("a token writes with the protocol's header, and the log says by which token") {
  World world;
  const Doc made = world.made("north-administrator", {"sites:write"});
  const Headers bearer{{"Authorization", "Bearer " + text_of(made)}};
  const std::string site = Doc{{"name", "Nantes Centre"}, {"city", "Nantes"}}.dump();
  CHECK(code(world.program.send("POST", "/api/v1/sites", site, bearer, true)) == "protocol-missing");
  REQUIRE(world.program.send("POST", "/api/v1/sites", site, bearer).status == 201);
  const Doc entry = Doc::parse(world.administrator.get("/api/v1/audit").body)["entries"][0];
  CHECK(entry["action"] == "site-added");
  CHECK(entry["actor"]["id"] == "north-administrator");
  CHECK(entry["detail"]["token"] == made["id"]);
}

TEST_CASE("a token ends with its day, its revocation and its account, and says which only to who has its secret") {
  World world;
  const Doc first = world.made("north-manager", {"sites:read"}, 1), second = world.made("north-manager", {"sites:read"}, 90, "B"), third = world.made("north-manager", {"sites:read"}, 90, "C");
  const Reply revoked = world.post("/api/v1/tokens/" + second["id"].get<std::string>() + "/revoke");
  CHECK(revoked.status == 200);
  CHECK(Doc::parse(revoked.body)["status"] == "revoked");
  CHECK_FALSE(Doc::parse(revoked.body).contains("token"));
  CHECK(code(world.get("/api/v1/sites", text_of(second))) == "token-revoked");
  CHECK(world.post("/api/v1/tokens/" + second["id"].get<std::string>() + "/revoke").status == 200);
  CHECK(world.post("/api/v1/tokens/tnothing/revoke").status == 404);
  *world.now += kDay - 1;
  CHECK(world.get("/api/v1/sites", text_of(first)).status == 200);
  *world.now += 1;
  CHECK(code(world.get("/api/v1/sites", text_of(first))) == "token-expired");
  // With another secret all of them are the same.
  for (const Doc& made : {first, second, third}) CHECK(code(world.get("/api/v1/sites", "constat_" + made["id"].get<std::string>() + ".wrong")) == "token-unknown");
  CHECK(code(world.program.get("/api/v1/sites", {{"Authorization", "Bearer"}})) == "token-unknown");
  CHECK(code(world.get("/api/v1/sites", std::string(4000, 'a'))) == "token-unknown");
  CHECK(world.get("/api/v1/sites", text_of(third)).status == 200);
  REQUIRE(world.post("/api/v1/people/north-manager/deactivate").status == 200);
  CHECK(code(world.get("/api/v1/sites", text_of(third))) == "token-revoked");
  // A person who comes back does not bring the tokens back.
  CHECK(world.make("north-manager", {"sites:read"}).status == 409);
  REQUIRE(world.post("/api/v1/people/north-manager/reactivate").status == 200);
  CHECK(code(world.get("/api/v1/sites", text_of(third))) == "token-revoked");
}

TEST_CASE("a token follows its account: another role, other sites, at once") {
  World world;
  const std::string token = text_of(world.made("north-manager", {"sites:read", "payments:read"}));
  CHECK(Doc::parse(world.get("/api/v1/sites", token).body)["sites"].size() == 2);
  Doc limited = {{"name", "M"}, {"email", "manager@north.example"}, {"role", "manager"}, {"language", "fr"}, {"sites", {"lille"}}};
  REQUIRE(world.post("/api/v1/people/north-manager", limited).status == 200);
  const Doc seen = Doc::parse(world.get("/api/v1/sites", token).body)["sites"];
  REQUIRE(seen.size() == 1);
  CHECK(seen[0]["id"] == "lille");
  CHECK(world.get("/api/v1/payments", token).status == 200);
  limited["role"] = "reviewer";
  limited.erase("sites");
  REQUIRE(world.post("/api/v1/people/north-manager", limited).status == 200);
  CHECK(code(world.get("/api/v1/payments", token)) == "not-allowed");
  CHECK(world.get("/api/v1/sites", token).status == 200);
}

TEST_CASE("another token of the same name ends the one before, so that a lost answer leaves none behind") {
  World world;
  const Doc first = world.made("north-manager", {"sites:read"}), other = world.made("north-manager", {"sites:read"}, 90, "Autre");
  const Doc reviewers = world.made("north-reviewer", {"sites:read"}), second = world.made("north-manager", {"sites:read"});
  CHECK(code(world.get("/api/v1/sites", text_of(first))) == "token-revoked");
  for (const Doc& token : {second, other, reviewers}) CHECK(world.get("/api/v1/sites", text_of(token)).status == 200);
}

TEST_CASE("every problem of a wanted token is said at once") {
  World world;
  const Reply refused = world.post("/api/v1/people/north-manager/tokens", {{"name", " "}, {"scopes", {"sites:read", "everything"}}, {"days", 367}, {"secret", "x"}});
  CHECK(refused.status == 400);
  std::set<std::string> codes;
  const Doc problems = Doc::parse(refused.body)["problems"];
  for (const Doc& problem : problems) codes.insert(problem["code"].get<std::string>());
  CHECK(codes == std::set<std::string>{"empty-text", "unknown-value", "out-of-range", "unknown-field"});
  CHECK(code(world.make("north-manager", Doc::array())) == "bad-token");
  CHECK(code(world.make("north-manager", {"sites:read"}, 0)) == "bad-token");
  CHECK(code(world.make("north-manager", {"sites:read"}, "soon")) == "bad-token");
  CHECK(code(world.post("/api/v1/people/north-manager/tokens")) == "bad-token");  // no expiry is no token
  CHECK(world.make("nobody", {"sites:read"}).status == 404);
  CHECK(world.listed()["count"] == 0);
}

TEST_CASE("wrong tokens are throttled by address, and right ones do not count") {
  World world;
  const std::string token = text_of(world.made("north-manager", {"sites:read"}));
  for (int i = 0; i < 120; ++i) REQUIRE(world.get("/api/v1/sites", token).status == 200);
  std::set<int> seen;
  for (int i = 0; i < 110; ++i) seen.insert(world.get("/api/v1/sites", "constat_t" + std::to_string(i) + ".guess").status);
  CHECK(seen == std::set<int>{401, 429});
  CHECK(world.get("/api/v1/sites", token).header("retry-after") == "900");
  *world.now += 15 * 60 * 1000;
  CHECK(world.get("/api/v1/sites", token).status == 200);
}

TEST_CASE("the day of the last use is written once a day, whatever is asked") {
  World world;
  const std::string token = text_of(world.made("north-manager", {"sites:read"}));
  CHECK(world.listed()["tokens"][0]["used_on"].is_null());
  const auto changes = [&] { return world.fixture.application().store().read(OrganisationId("north"))->changes(); };
  const auto before = changes();
  REQUIRE(world.get("/api/v1/sites", token).status == 200);
  const auto after = changes();
  CHECK(after > before);
  CHECK(world.listed()["tokens"][0]["used_on"] == "2026-11-18");
  for (int i = 0; i < 5; ++i) REQUIRE(world.get("/api/v1/sites", token).status == 200);
  CHECK(changes() == after);
  *world.now += kDay;
  REQUIRE(world.get("/api/v1/sites", token).status == 200);
  CHECK(world.listed()["tokens"][0]["used_on"] == "2026-11-19");
}

TEST_CASE("no secret of a token is stored, listed or noted, and the log names who made and revoked it") {
  World world;
  const Doc made = world.made("north-manager", {"sites:read"});
  const std::string text = text_of(made), secret = text.substr(text.find('.') + 1);
  const auto tokens = world.fixture.application().store().read(OrganisationId("north"))->api_tokens(UserId("north-manager"));
  REQUIRE(tokens.size() == 1);
  CHECK(tokens[0].token_hash == sha256_hex(secret));
  REQUIRE(world.post("/api/v1/tokens/" + made["id"].get<std::string>() + "/revoke").status == 200);
  REQUIRE(world.post("/api/v1/tokens/" + made["id"].get<std::string>() + "/revoke").status == 200);
  const std::string log = world.administrator.get("/api/v1/audit").body, list = world.administrator.get("/api/v1/tokens").body;
  for (const std::string& page : {log, list}) {
    CHECK(page.find(secret) == std::string::npos);
    CHECK(page.find(tokens[0].token_hash) == std::string::npos);
  }
  const Doc entries = Doc::parse(log)["entries"];
  CHECK(entries[0]["action"] == "token-revoked");
  CHECK(entries[0]["object"]["id"] == made["id"]);
  CHECK(entries[1]["action"] == "token-made");
  CHECK(entries[1]["detail"]["user"] == "north-manager");
  CHECK(entries[1]["detail"]["scopes"] == Doc{"sites:read"});
}

TEST_CASE("tokens are searched, filtered and cut into pages") {
  World world;
  for (int i = 0; i < 60; ++i) api_token(world.fixture, "north-reviewer", {"sites:read"});
  const Doc odd = world.made("north-manager", {"audit:read"});
  expired_token(world.fixture, "north-manager", {"sites:read"});
  api_token(world.fixture, "south-manager", {"sites:read"});
  const Doc first = world.listed();
  CHECK(first["count"] == 62);
  CHECK(first["tokens"].size() == 50);
  CHECK(first["statuses"] == Doc{{"active", 61}, {"expired", 1}});
  CHECK(world.listed("?page=2")["tokens"].size() == 12);
  const Doc found = world.listed("?text=tableau%20DE");
  REQUIRE(found["count"] == 1);
  CHECK(found["tokens"][0]["id"] == odd["id"]);
  CHECK(world.listed("?user=north-manager")["count"] == 2);
  CHECK(world.listed("?user=north-manager&status=expired")["count"] == 1);
  CHECK(world.listed("?text=nothing-fits")["count"] == 0);
}

TEST_CASE("an erased person's tokens are gone, with what they were for") {
  World world;
  const std::string token = text_of(world.made("north-manager", {"sites:read"}));
  Doc export_doc = Doc::parse(world.administrator.get("/api/v1/people/north-manager/export").body);
  REQUIRE(export_doc["account"]["tokens"].size() == 1);
  CHECK(export_doc["account"]["tokens"][0]["name"] == "Tableau de bord");
  REQUIRE(world.post("/api/v1/people/north-manager/erasure", {{"email", "manager@north.example"}}).status == 200);
  CHECK(code(world.get("/api/v1/sites", token)) == "token-unknown");
  CHECK(world.listed()["count"] == 0);
}
