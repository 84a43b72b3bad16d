// People: added, changed, deactivated, invited by a link that works once.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <atomic>

#include "shared/base/sha256.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

constexpr const char* kChosen = "une phrase assez longue";
constexpr std::int64_t kDay = 24 * 60 * 60 * 1000LL;

struct World {
  std::shared_ptr<std::atomic<std::int64_t>> now = std::make_shared<std::atomic<std::int64_t>>(1'795'000'000'000);
  TestServer fixture{[now = now] { return now->load(); }};
  Client administrator = fixture.signed_in("administrator");

  Reply post(const std::string& path, const Doc& body = Doc::object()) { return administrator.send("POST", path, body.dump()); }
  std::string code(const Reply& reply) { return Doc::parse(reply.body).value("code", std::string()); }
  Doc person(const std::string& id) { return Doc::parse(administrator.get("/api/v1/people/" + id).body); }
  std::string token_for(const std::string& id) {
    const Reply made = post("/api/v1/people/" + id + "/link");
    REQUIRE(made.status == 201);
    return Doc::parse(made.body)["token"].get<std::string>();
  }
  Reply join(Client& client, const std::string& token, const std::string& password = kChosen) {
    return client.send("POST", "/api/v1/link/join", Doc{{"token", token}, {"password", password}}.dump());
  }
  Reply look(Client& client, const std::string& token) { return client.send("POST", "/api/v1/link", Doc{{"token", token}}.dump()); }
};

Doc details(const std::string& email, const std::string& role = "investigator") {
  return {{"name", "Inès Martin"}, {"email", email}, {"role", role}, {"language", "fr"}};
}

}  // namespace

TEST_CASE("a person is added once, invited by a link, and signs in with the password that they chose") {
  World world;
  const Reply added = world.post("/api/v1/people", details(" Ines@North.example "));
  REQUIRE(added.status == 201);
  const Doc person = Doc::parse(added.body);
  CHECK(person["id"] == "ines");
  CHECK(person["email"] == "ines@north.example");
  CHECK(person["status"] == "no_access");
  CHECK(world.post("/api/v1/people", details("ines@north.example")).status == 200);
  CHECK(world.fixture.client().sign_in("ines@north.example", "").status == 400);
  CHECK(world.fixture.client().sign_in("ines@north.example", kChosen).status == 401);

  const Reply made = world.post("/api/v1/people/ines/link");
  REQUIRE(made.status == 201);
  const Doc link = Doc::parse(made.body);
  CHECK(link["kind"] == "invitation");
  const auto token = link["token"].get<std::string>();
  CHECK(link["url"] == "http://127.0.0.1:" + std::to_string(world.fixture.port()) + "/#/join/" + token);
  CHECK(world.person("ines")["status"] == "invited");

  Client phone = world.fixture.client();
  const Doc seen = Doc::parse(world.look(phone, token).body);
  CHECK(seen["organisation"]["name"] == "north");
  CHECK(seen["name"] == "Inès Martin");
  CHECK(world.code(world.join(phone, token, "court")) == "bad-password");
  CHECK(world.code(world.join(phone, token, "aaaaaaaaaaaaa")) == "bad-password");
  CHECK(world.code(world.join(phone, token, "ines@north.example")) == "bad-password");
  const Reply joined = world.join(phone, token);
  REQUIRE(joined.status == 200);
  CHECK(Doc::parse(joined.body)["user"]["role"] == "investigator");
  CHECK(joined.header("set-cookie").find("HttpOnly") != std::string::npos);
  CHECK(world.person("ines")["status"] == "active");
  CHECK(world.person("ines")["link"]["state"] == "used");
  CHECK(world.fixture.client().sign_in("ines@north.example", kChosen).status == 200);
}

TEST_CASE("a link that was used, has expired, was revoked or replaced, or was never made says which, and sets nothing") {
  World world;
  REQUIRE(world.post("/api/v1/people", details("ines@north.example")).status == 201);
  Client phone = world.fixture.client();
  const std::string first = world.token_for("ines"), second = world.token_for("ines");
  CHECK(world.code(world.look(phone, first)) == "link-revoked");
  CHECK(world.code(world.join(phone, first)) == "link-revoked");
  *world.now += 7 * kDay - 1;
  CHECK(world.look(phone, second).status == 200);
  *world.now += 1;
  CHECK(world.look(phone, second).status == 410);
  CHECK(world.code(world.join(phone, second)) == "link-expired");

  world.administrator = world.fixture.signed_in("administrator");
  const std::string third = world.token_for("ines");
  CHECK(world.post("/api/v1/people/ines/link/revoke").status == 200);
  CHECK(world.code(world.join(phone, third)) == "link-revoked");
  CHECK(world.fixture.application().store().read(OrganisationId("north"))->user(UserId("ines"))->password_hash.empty());

  const std::string fourth = world.token_for("ines");
  std::string wrong = fourth;
  wrong.back() = wrong.back() == 'A' ? 'B' : 'A';
  CHECK(world.code(world.join(phone, wrong)) == "link-unknown");
  CHECK(world.code(world.join(phone, "")) == "link-unknown");
  CHECK(world.code(world.join(phone, fourth.substr(0, fourth.find('.')))) == "link-unknown");
  REQUIRE(world.join(phone, fourth).status == 200);
  CHECK(world.code(world.look(phone, fourth)) == "link-used");
  CHECK(world.code(world.join(phone, fourth, "une autre phrase")) == "link-used");
  // The answer to the first may have been lost on its way.
  CHECK(world.join(phone, fourth).status == 200);
  *world.now += 7 * kDay;
  CHECK(world.code(world.join(phone, fourth)) == "link-used");
}

TEST_CASE("a link sets a new password and ends the sessions from before") {
  World world;
  Client old_phone = world.fixture.signed_in("investigator"), phone = world.fixture.client();
  const std::string token = world.token_for("north-investigator");
  CHECK(world.person("north-investigator")["link"]["kind"] == "reset");
  CHECK(world.person("north-investigator")["status"] == "active");
  CHECK(old_phone.get("/api/v1/session").status == 200);
  REQUIRE(world.join(phone, token).status == 200);
  CHECK(old_phone.get("/api/v1/session").status == 401);
  CHECK(world.fixture.client().sign_in("investigator@north.example", kPassword).status == 401);
  CHECK(world.fixture.client().sign_in("investigator@north.example", kChosen).status == 200);
}

TEST_CASE("guessing links is throttled by address, and what is guessed at says nothing") {
  World world;
  Client phone = world.fixture.client();
  std::set<int> seen;
  for (int i = 0; i < 110; ++i) seen.insert(world.look(phone, "l" + std::to_string(i) + ".guess").status);
  CHECK(seen == std::set<int>{404, 429});
  CHECK(world.look(phone, "lanother.guess").header("retry-after") == "900");
}

TEST_CASE("no secret of a link is stored, logged or noted") {
  World world;
  const std::string token = world.token_for("north-investigator");
  const std::string secret = token.substr(token.find('.') + 1);
  const auto links = world.fixture.application().store().read(OrganisationId("north"))->account_links(UserId("north-investigator"));
  REQUIRE(links.size() == 1);
  CHECK(links[0].token_hash == sha256_hex(secret));
  Client phone = world.fixture.client();
  REQUIRE(world.join(phone, token).status == 200);
  const std::string log = world.administrator.get("/api/v1/audit").body;
  CHECK(log.find("user-link_made") != std::string::npos);
  CHECK(log.find("user-password") != std::string::npos);
  CHECK(log.find(secret) == std::string::npos);
  CHECK(log.find(links[0].token_hash) == std::string::npos);
  CHECK(world.administrator.get("/api/v1/people/north-investigator").body.find(secret) == std::string::npos);
}

TEST_CASE("another role holds at once: the sessions of the old one end") {
  World world;
  Client person = world.fixture.signed_in("reviewer");
  CHECK(person.get("/api/v1/review").status == 200);
  Doc changed = details("reviewer@north.example", "investigator");
  REQUIRE(world.post("/api/v1/people/north-reviewer", changed).status == 200);
  CHECK(person.get("/api/v1/review").status == 401);
  person = Client(world.fixture.port());
  REQUIRE(person.sign_in("reviewer@north.example", kPassword).status == 200);
  CHECK(person.get("/api/v1/review").status == 403);
  // Another name leaves them signed in.
  changed["name"] = "Inès Durand";
  REQUIRE(world.post("/api/v1/people/north-reviewer", changed).status == 200);
  CHECK(Doc::parse(person.get("/api/v1/session").body)["user"]["name"] == "Inès Durand");
}

TEST_CASE("a site manager has sites, at least one, and sees another's the moment it is given and no longer when it is taken") {
  World world;
  Client manager = world.fixture.signed_in("site_manager");
  CHECK(manager.get("/api/v1/sites/lille/summary").status == 404);
  Doc changed = details("site_manager@north.example", "site_manager");
  CHECK(world.code(world.post("/api/v1/people/north-site_manager", changed)) == "bad-person");
  changed["sites"] = {"mars"};
  CHECK(world.code(world.post("/api/v1/people/north-site_manager", changed)) == "bad-person");
  changed["sites"] = {"south-lyon"};
  CHECK(world.code(world.post("/api/v1/people/north-site_manager", changed)) == "bad-person");
  changed["sites"] = {"lille"};
  const std::string cursor = Doc::parse(manager.get("/api/v1/sync").body)["cursor"].get<std::string>();
  REQUIRE(world.post("/api/v1/people/north-site_manager", changed).status == 200);
  CHECK(manager.get("/api/v1/sites/lille/summary").status == 200);
  CHECK(manager.get("/api/v1/sites/lyon/summary").status == 404);
  bool lyon_removed = false, lille_came = false;
  const Doc changes = Doc::parse(manager.get("/api/v1/sync?cursor=" + cursor).body)["changes"];
  for (const Doc& change : changes) {
    lyon_removed = lyon_removed || (change["id"] == "lyon" && change["doc"].is_null());
    lille_came = lille_came || (change["id"] == "lille" && change["doc"].is_object());
  }
  CHECK(lyon_removed);
  CHECK(lille_came);
}

TEST_CASE("a deactivated person can do nothing from that moment, keeps no link, and comes back as they were") {
  World world;
  Client person = world.fixture.signed_in("manager");
  const std::string token = world.token_for("north-manager");
  CHECK(person.get("/api/v1/missions").status == 200);
  REQUIRE(world.post("/api/v1/people/north-manager/deactivate").status == 200);
  CHECK(person.get("/api/v1/missions").status == 403);
  CHECK(world.fixture.client().sign_in("manager@north.example", kPassword).status == 401);
  Client phone = world.fixture.client();
  CHECK(world.code(world.join(phone, token)) == "link-revoked");
  CHECK(world.code(world.post("/api/v1/people/north-manager/link")) == "person-deactivated");
  REQUIRE(world.post("/api/v1/people/north-manager/reactivate").status == 200);
  CHECK(world.code(world.join(phone, token)) == "link-revoked");
  CHECK(person.get("/api/v1/missions").status == 401);  // the session of before is over
  CHECK(world.fixture.signed_in("manager").get("/api/v1/missions").status == 200);
}

TEST_CASE("the last administrator who can sign in keeps the role and the access") {
  World world;
  CHECK(world.code(world.post("/api/v1/people/north-administrator/deactivate")) == "last-administrator");
  CHECK(world.code(world.post("/api/v1/people/north-administrator", details("administrator@north.example", "manager"))) == "last-administrator");
  // Somebody who was invited and has not come yet is nobody to rely on.
  REQUIRE(world.post("/api/v1/people", details("ines@north.example", "administrator")).status == 201);
  CHECK(world.code(world.post("/api/v1/people/north-administrator/deactivate")) == "last-administrator");
  Client phone = world.fixture.client();
  REQUIRE(world.join(phone, world.token_for("ines")).status == 200);
  CHECK(world.post("/api/v1/people/north-administrator/deactivate").status == 200);
  REQUIRE(phone.sign_in("ines@north.example", kChosen).status == 200);
  CHECK(phone.get("/api/v1/people").status == 200);
}

TEST_CASE("an address is one person's, in every organisation, and bad details are told all at once") {
  World world;
  CHECK(world.code(world.post("/api/v1/people", details("manager@north.example"))) == "email-taken");
  CHECK(world.code(world.post("/api/v1/people", details("manager@south.example"))) == "email-taken");
  CHECK(world.code(world.post("/api/v1/people/north-manager", details("reviewer@north.example", "manager"))) == "email-taken");
  const Doc refused = Doc::parse(world.post("/api/v1/people", {{"name", " "}, {"email", "nobody"}, {"role", "king"}, {"language", "de"}, {"x", 1}}).body);
  CHECK(refused["problems"].size() == 5);
}

TEST_CASE("people are found by text without case or accents, by role and by status, fifty at a time") {
  World world;
  REQUIRE(world.post("/api/v1/people", details("ines@north.example")).status == 201);
  const auto count = [&](const std::string& query) { return Doc::parse(world.administrator.get("/api/v1/people" + query).body)["count"].get<int>(); };
  CHECK(count("") == 7);
  CHECK(count("?text=INES%20mar") == 1);
  CHECK(count("?text=north.example&role=investigator") == 2);
  CHECK(count("?role=king") == 0);
  CHECK(count("?status=no_access") == 1);
  world.token_for("ines");
  CHECK(count("?status=invited") == 1);
  world.fixture.application().store().write(OrganisationId("north"), [](Writer& writer) {
    for (int i = 0; i < 120; ++i) {
      const std::string id = "many" + std::to_string(i);
      writer.put_user({OrganisationId("north"), UserId(id), id + "@north.example", "Many " + std::to_string(i), Role::client, "fr", "", false});
    }
  });
  CHECK(count("?text=many") == 120);
  CHECK(Doc::parse(world.administrator.get("/api/v1/people?text=many&page=3").body)["people"].size() == 20);
  CHECK(Doc::parse(world.administrator.get("/api/v1/people?text=many&page=9").body)["people"].empty());
}

TEST_CASE("a database made again from the log knows which links are used up") {
  World world;
  const std::string used = world.token_for("north-investigator"), open = world.token_for("north-reviewer");
  Client phone = world.fixture.client();
  REQUIRE(world.join(phone, used).status == 200);
  world.fixture.restart();
  Client later = world.fixture.client();
  CHECK(world.code(world.look(later, used)) == "link-used");
  CHECK(world.look(later, open).status == 200);
}
