// Links to reports: made, opened without an account with their maker's rights of that moment, and ended in every way that they end.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <atomic>

#include "backend/sharing/report_links.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000LL;
const OrganisationId kNorth("north");

struct World {
  std::shared_ptr<std::atomic<std::int64_t>> now = std::make_shared<std::atomic<std::int64_t>>(1'795'000'000'000);
  TestServer fixture{[now = now] { return now->load(); }};
  Client reader = fixture.client();  // without an account

  World() {
    Client phone = fixture.signed_in("investigator");
    REQUIRE(phone.push(visit_id(1), 1, submission(visit_id(1))).status == 201);
  }
  Store& store() { return fixture.application().store(); }
  Reply make(Client& client, const Doc& body) { return client.send("POST", "/api/v1/report-links", body.dump()); }
  std::string made(const std::string& role, const Doc& body) {
    Client client = fixture.signed_in(role);
    const Reply reply = make(client, body);
    REQUIRE(reply.status == 201);
    return Doc::parse(reply.body)["token"].get<std::string>();
  }
  std::string visit_link(const std::string& role) { return made(role, {{"kind", "visit"}, {"id", visit_id(1)}}); }
  Reply look(const std::string& token, Headers headers = {}) { return reader.send("POST", "/api/v1/shared", Doc{{"token", token}}.dump(), headers); }
  Reply open(const std::string& token, Headers headers = {}) {
    return reader.send("POST", "/api/v1/shared/document", Doc{{"token", token}}.dump(), headers);
  }
  Doc listed(const std::string& role, const std::string& query = "") {
    Client client = fixture.signed_in(role);
    return Doc::parse(client.get("/api/v1/report-links" + query).body);
  }
  void change(const std::string& account, const std::function<void(User&)>& change) {
    store().write(kNorth, [&](Writer& writer) {
      User user = *writer.user(UserId(account));
      change(user);
      writer.put_user(user);
    });
  }
};

std::string code(const Reply& reply) { return Doc::parse(reply.body).value("code", std::string()); }
std::string id_of(const std::string& token) { return token.substr(0, token.find('.')); }

}  // namespace

TEST_CASE("a link opens its report without an account, in the reader's language, and counts it", "[report_links]") {
  World world;
  const std::string token = world.visit_link("manager");
  CHECK(token.size() == id_of(token).size() + 1 + 43);  // 256 bits
  const Doc shown = Doc::parse(world.look(token).body);
  CHECK(shown["kind"] == "visit");
  CHECK(shown["format"] == "pdf");
  CHECK(shown["site"]["id"] == "lyon");
  CHECK(shown["organisation"]["name"].get<std::string>().size() > 0);
  CHECK(shown.dump().find("manager") == std::string::npos);
  const Reply french = world.open(token, {{"Accept-Language", "fr"}}), english = world.open(token, {{"Accept-Language", "en"}});
  REQUIRE(french.status == 200);
  CHECK(french.header("content-type") == "application/pdf");
  CHECK(french.body.substr(0, 5) == "%PDF-");
  CHECK(french.header("content-disposition").find("constat-visit-lyon-") != std::string::npos);
  CHECK(french.header("cache-control") == "no-store");
  CHECK(french.header("referrer-policy") == "no-referrer");
  CHECK(french.header("x-robots-tag").find("noindex") != std::string::npos);
  // Byte for byte what the maker downloads themselves.
  Client manager = world.fixture.signed_in("manager");
  CHECK(french.body == manager.get("/api/v1/visits/" + visit_id(1) + "/report.pdf?lang=fr").body);
  CHECK(english.body == manager.get("/api/v1/visits/" + visit_id(1) + "/report.pdf?lang=en").body);
  CHECK(french.body != english.body);
  const Doc link = world.listed("manager")["links"][0];
  CHECK(link["opened"] == 2);
  CHECK(link["opened_on"] == "2026-11-18");
  CHECK(link["status"] == "active");
  CHECK(link["site"]["id"] == "lyon");
}

TEST_CASE("a site's scorecard and the workbook of the network have links too", "[report_links]") {
  World world;
  const Reply pdf = world.open(world.made("manager", {{"kind", "site"}, {"id", "lyon"}, {"wave", "w1"}}));
  CHECK(pdf.body.substr(0, 5) == "%PDF-");
  const std::string token = world.made("manager", {{"kind", "network"}, {"wave", "all"}, {"days", 1}});
  CHECK(Doc::parse(world.look(token).body)["format"] == "xlsx");
  const Reply workbook = world.open(token);
  CHECK(workbook.status == 200);
  CHECK(workbook.body.substr(0, 2) == "PK");
}

TEST_CASE("an unknown link and a wrong secret are told alike, and no more is told to them", "[report_links]") {
  World world;
  const std::string token = world.visit_link("manager");
  const std::string wrong = id_of(token) + "." + std::string(43, 'A');
  for (const std::string& other : {wrong, std::string("rnothing.") + std::string(43, 'A'), id_of(token), std::string(), std::string(5000, 'x')}) {
    const Reply refused = world.look(other);
    CHECK((refused.status == 404 || (other.size() > 4000 && refused.status == 413)));
    if (refused.status == 404) CHECK(refused.body == world.look("rother." + std::string(43, 'B')).body);
    CHECK(world.open(other).status == refused.status);
  }
  world.now->fetch_add(15 * kDay);
  CHECK(world.look(wrong).status == 404);
  CHECK(code(world.look(token)) == "shared-expired");
  CHECK(world.look(token).status == 410);
  CHECK(world.open(token).status == 410);
}

TEST_CASE("many wrong secrets from one address have to wait, a right one does not count", "[report_links]") {
  World world;
  const std::string token = world.visit_link("manager");
  for (int i = 0; i < 30; ++i) REQUIRE(world.look(token).status == 200);
  int refused = 0;
  for (int i = 0; i < 12; ++i) refused += world.look(id_of(token) + ".x").status == 429 ? 1 : 0;
  CHECK(refused == 2);  // ten a quarter of an hour for one link
  CHECK(world.look(token).header("retry-after").size() > 0);
  world.now->fetch_add(16 * 60 * 1000);
  refused = 0;
  for (int i = 0; i < 105; ++i) refused += world.look("r" + std::to_string(i) + ".x").status == 429 ? 1 : 0;
  CHECK(refused == 5);
}

TEST_CASE("a link gives at most sixty documents a quarter of an hour", "[report_links]") {
  World world;
  ReportLinks links(world.store(), [now = world.now] { return now->load(); });
  const ReportLink link{kNorth, "r1", UserId("north-manager"), "site", "lyon", "", "", "", 0, 1, 0, {}, {}};
  for (int i = 0; i < 60; ++i) REQUIRE_FALSE(links.too_many_documents(link));
  CHECK(links.too_many_documents(link));
  world.now->fetch_add(16 * 60 * 1000);
  CHECK_FALSE(links.too_many_documents(link));
}

TEST_CASE("a link opens what its maker may see now: deactivated, limited, of another role or without review it is closed", "[report_links]") {
  World world;
  const std::string token = world.visit_link("manager");
  const auto closed = [&](const std::string& of) {
    CHECK(world.look(of).status == 403);
    CHECK(code(world.look(of)) == "shared-closed");
    return code(world.open(of)) == "shared-closed";
  };
  CHECK(world.look(token).status == 200);
  world.change("north-manager", [](User& user) { user.disabled = true; });
  CHECK(closed(token));
  world.change("north-manager", [](User& user) { user.disabled = false; });
  world.store().write(kNorth, [](Writer& writer) { writer.put_user_site(UserId("north-manager"), SiteId("lille")); });
  CHECK(closed(token));
  world.store().write(kNorth, [](Writer& writer) { writer.remove_user_site(UserId("north-manager"), SiteId("lille")); });
  CHECK(world.open(token).status == 200);
  world.change("north-manager", [](User& user) { user.role = Role::client; });
  CHECK(closed(token));
  world.change("north-manager", [](User& user) { user.role = Role::reviewer; });
  CHECK(world.open(token).status == 200);  // reviewers have reports of visits
  // Of a site manager only what passed review.
  const std::string site = world.visit_link("site_manager");
  CHECK(world.open(site).status == 200);
  world.store().write(kNorth, [](Writer& writer) { writer.set_review_required(true); });
  CHECK(closed(site));
}

TEST_CASE("a limited manager's link to the network shows their sites alone", "[report_links]") {
  World world;
  world.store().write(kNorth, [](Writer& writer) { writer.put_user_site(UserId("north-manager"), SiteId("lille")); });
  Client manager = world.fixture.signed_in("manager");
  CHECK(world.make(manager, {{"kind", "site"}, {"id", "lyon"}}).status == 404);
  CHECK(world.make(manager, {{"kind", "visit"}, {"id", visit_id(1)}}).status == 404);
  const std::string token = world.made("manager", {{"kind", "network"}, {"wave", "all"}});
  // A workbook names the second in which it was made: two of one second are the same.
  bool same = false;
  for (int i = 0; i < 5 && !same; ++i) same = world.open(token).body == manager.get("/api/v1/exports/comparison.xlsx?wave=all&lang=fr").body;
  CHECK(same);
  Client all = world.fixture.signed_in("administrator");
  CHECK(world.open(token).body.size() + 20 < all.get("/api/v1/exports/comparison.xlsx?wave=all&lang=fr").body.size());
}

TEST_CASE("nothing of another organisation has a link, nor is a link of it listed or revoked", "[report_links]") {
  World world;
  Client southern = world.fixture.signed_in("administrator", "south");
  for (const Doc& body : {Doc{{"kind", "visit"}, {"id", visit_id(1)}}, Doc{{"kind", "site"}, {"id", "lyon"}}}) CHECK(world.make(southern, body).status == 404);
  const std::string token = world.visit_link("manager");
  CHECK(Doc::parse(southern.get("/api/v1/report-links").body)["count"] == 0);
  CHECK(southern.send("POST", "/api/v1/report-links/" + id_of(token) + "/revoke", "{}").status == 404);
  CHECK(world.look(token).status == 200);
}

TEST_CASE("makers see and revoke their own links, administrators everybody's", "[report_links]") {
  World world;
  const std::string mine = world.visit_link("manager"), other = world.visit_link("site_manager");
  CHECK(world.listed("manager")["count"] == 1);
  CHECK(world.listed("manager")["everybody"] == false);
  const Doc all = world.listed("administrator");
  CHECK(all["count"] == 2);
  CHECK(all["days"]["most"] == 90);
  CHECK(all.dump().find("token") == std::string::npos);
  Client manager = world.fixture.signed_in("manager"), administrator = world.fixture.signed_in("administrator");
  const auto revoke = [&](Client& client, const std::string& token) { return client.send("POST", "/api/v1/report-links/" + id_of(token) + "/revoke", "{}"); };
  CHECK(revoke(manager, other).status == 404);
  CHECK(world.look(other).status == 200);
  CHECK(revoke(manager, mine).status == 200);
  CHECK(code(world.look(mine)) == "shared-revoked");
  CHECK(world.open(mine).status == 410);
  CHECK(revoke(manager, mine).status == 200);
  CHECK(revoke(administrator, other).status == 200);
  CHECK(code(world.open(other)) == "shared-revoked");
  CHECK(world.listed("administrator", "?status=revoked")["count"] == 2);
  CHECK(world.listed("administrator", "?status=active")["count"] == 0);
  CHECK(world.listed("administrator", "?text=LYON")["count"] == 2);
  CHECK(world.listed("administrator", "?text=nowhere")["count"] == 0);
  CHECK(world.listed("administrator", "?page=2")["links"].empty());
}

TEST_CASE("a link that cannot be is refused with every reason at once", "[report_links]") {
  World world;
  Client manager = world.fixture.signed_in("manager");
  const Reply refused = world.make(manager, {{"kind", "photo"}, {"days", 91}, {"more", 1}});
  CHECK(refused.status == 400);
  CHECK(code(refused) == "bad-report-link");
  CHECK(Doc::parse(refused.body)["problems"].size() == 4);  // kind, id, days, more
  CHECK(world.make(manager, {{"kind", "site"}, {"id", "nowhere"}}).status == 404);
  CHECK(world.make(manager, {{"kind", "site"}, {"id", "lyon"}, {"wave", "nowhere"}}).status == 404);
  Client reviewer = world.fixture.signed_in("reviewer");
  CHECK(world.make(reviewer, {{"kind", "visit"}, {"id", visit_id(1)}}).status == 201);
  CHECK(world.make(reviewer, {{"kind", "site"}, {"id", "lyon"}}).status == 404);
  CHECK(world.make(reviewer, {{"kind", "network"}}).status == 404);
}

TEST_CASE("the same request again ends the link that nobody has seen, another makes one more", "[report_links]") {
  World world;
  const Doc body = {{"kind", "network"}, {"request", "l-01a2085a-a6df-7e1e-b5ab-ac492cea496a"}};
  const std::string first = world.made("manager", body), again = world.made("manager", body);
  CHECK(code(world.look(first)) == "shared-revoked");
  CHECK(world.look(again).status == 200);
  const std::string other = world.made("manager", {{"kind", "network"}, {"request", "two"}});
  CHECK(world.look(again).status == 200);
  CHECK(world.look(other).status == 200);
}

TEST_CASE("what happens to a link stands in the audit log, a reader's address does not", "[report_links]") {
  World world;
  const std::string token = world.visit_link("manager");
  world.open(token);
  world.fixture.signed_in("manager").send("POST", "/api/v1/report-links/" + id_of(token) + "/revoke", "{}");
  const AuditPage log = world.store().read(kNorth)->audit({});
  std::map<std::string, AuditEntry> by_action;
  for (const AuditEntry& entry : log.entries) by_action[entry.action] = entry;
  REQUIRE(by_action.count("link-made") == 1);
  REQUIRE(by_action.count("link-opened") == 1);
  REQUIRE(by_action.count("link-revoked") == 1);
  CHECK(by_action["link-made"].object == id_of(token));
  CHECK(by_action["link-made"].detail.find(visit_id(1)) != std::string::npos);
  CHECK(by_action["link-opened"].actor == UserId("north-manager"));
  CHECK(by_action["link-opened"].address.empty());
  for (const AuditEntry& entry : log.entries) CHECK(entry.detail.find(token.substr(token.find('.') + 1)) == std::string::npos);
}

TEST_CASE("a link is forgotten 180 days after its last day, and not before", "[report_links]") {
  World world;
  const std::string token = world.visit_link("manager");
  const std::int64_t ends = world.now->load() + 14 * kDay;
  CHECK(forget_report_links(world.store(), kNorth, ends + 180 * kDay - 1) == 0);
  CHECK(world.store().accounts()->report_link(id_of(token)).has_value());
  CHECK(forget_report_links(world.store(), kNorth, ends + 180 * kDay) == 1);
  CHECK_FALSE(world.store().accounts()->report_link(id_of(token)).has_value());
  CHECK(forget_report_links(world.store(), kNorth, ends + 180 * kDay) == 0);
}
