// The matrix comes from the route table itself: a route that somebody adds is tested without anybody remembering it.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <set>

#include "backend/auth/scopes.hpp"
#include "tests/backend/support/api_tokens.hpp"
#include "tests/backend/support/photos.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using server::http::Route;

namespace {

constexpr const char* kRoles[] = {"investigator", "reviewer", "manager", "site_manager", "administrator", "client"};

const Photo& southern_photo() {
  static const Photo photo = noise_photo(99, 16);
  return photo;
}

// The path of a route with parameters of the given organisation.
std::string path_of(const Route& route, const std::string& organisation) {
  const std::string prefix = organisation == "north" ? "" : "south-";
  std::string path(route.pattern);
  const auto put = [&](const std::string& name, const std::string& value) {
    const auto at = path.find("{" + name + "}");
    if (at != std::string::npos) path.replace(at, name.size() + 2, value);
  };
  put("revision", "1");
  put("sha256", organisation == "north" ? std::string(64, 'a') : southern_photo().sha256);
  if (path.find("/sites/") != std::string::npos) put("id", prefix + "lyon");
  else if (path.find("/surveys/") != std::string::npos) put("id", prefix + "survey");
  else if (path.find("/checklists/") != std::string::npos) put("id", "south-only"), put("version", "1"), put("from", "1"), put("to", "1");
  else if (path.find("/people/") != std::string::npos) put("id", organisation == "north" ? "nobody" : "south-investigator");
  else if (path.find("/missions/") != std::string::npos) put("id", prefix + "m1");
  else put("id", visit_id(organisation == "north" ? 1 : 2));
  return path;
}

bool signs_in_or_out(const Route& route) { return route.pattern == "/api/v1/session"; }

// For whoever holds a link; without one they know nothing.
bool takes_a_link(const Route& route) { return route.pattern.find("/api/v1/link") == 0 || route.pattern.find("/api/v1/shared") == 0; }

}  // namespace

TEST_CASE("every route answers each role as its row of the table says, and strangers not at all") {
  TestServer fixture;
  std::map<std::string, Client> clients;
  for (const char* role : kRoles) clients.emplace(role, fixture.signed_in(role));
  for (const Route& route : fixture.application().routes()) {
    if (signs_in_or_out(route)) continue;
    const std::string method(http::to_string(route.method));
    const std::string path = path_of(route, "north");
    INFO(method << " " << path);
    const Reply stranger = fixture.client().send(method, path, "");
    if (route.access.needs_session()) CHECK(stranger.status == 401);
    else CHECK(stranger.status == (takes_a_link(route) ? 404 : 200));
    for (const char* role : kRoles) {
      INFO(role);
      const Reply answer = clients.at(role).send(method, path, "");
      REQUIRE(answer.status != 0);
      if (route.access.allows(*role_of(role))) {
        CHECK(answer.status != 401);
        CHECK(answer.status != 403);
      } else {
        CHECK(answer.status == 403);
      }
    }
  }
}

TEST_CASE("nothing of another organisation is found, whatever the role and the route") {
  TestServer fixture;
  Client southern = fixture.signed_in("investigator", "south");
  REQUIRE(southern.push(visit_id(2), 1, submission_with(visit_id(2), {southern_photo()}, "south-investigator", "south-lyon")).status == 201);
  REQUIRE(upload(southern, southern_photo()).status == 204);
  fixture.application().store().write(OrganisationId("south"), [](Writer& writer) {
    writer.put_survey({SurveyId("south-survey"), "{}"});
    ParkedItem item;
    item.sha256 = southern_photo().sha256;
    item.sender = UserId("south-investigator");
    item.body = "south-lyon";
    writer.add_parked(item);
  });
  for (const char* role : kRoles) {
    Client client = fixture.signed_in(role);
    for (const Route& route : fixture.application().routes()) {
      if (route.pattern.find('{') == std::string_view::npos) continue;
      const std::string method(http::to_string(route.method));
      INFO(role << " " << method << " " << route.pattern);
      const bool is_push = route.method == http::Method::put && route.pattern.find("/visits/") != std::string_view::npos;
      // A mission's id is its maker's choice: the same one in two organisations is two missions.
      const bool makes = route.method == http::Method::put && !is_push;
      const Reply answer = is_push ? client.push(visit_id(9), 1, submission(visit_id(9), "south-investigator", "south-lyon"))
                                    : client.send(method, path_of(route, "south"), "", {{"Content-Type", "text/csv"}});
      CHECK(answer.body.find("south-lyon") == std::string::npos);
      if (is_push && answer.status != 403) {
        // Taken in here, as this user's own and set aside.
        CHECK(answer.body.find("\"quarantined\":\"other-investigator\"") != std::string::npos);
      } else if (makes) {
        CHECK((answer.status == 400 || answer.status == 403));
      } else {
        CHECK((answer.status == 404 || answer.status == 403));
      }
    }
    CHECK(client.get("/api/v1/sync").body.find("\"id\":\"south-lyon\"") == std::string::npos);
  }
  // The same id in both organisations is two visits.
  Client northern = fixture.signed_in("investigator");
  CHECK(northern.push(visit_id(2), 1, submission(visit_id(2))).status == 201);
  CHECK(fixture.application().store().read(OrganisationId("south"))->visit(VisitId(visit_id(2)))->investigator.value ==
        "south-investigator");
}

TEST_CASE("a token opens what its scope and its account's role open together, on every route, and nothing once its days are over") {
  TestServer fixture;
  Client client = fixture.client();
  std::set<std::string> used;
  for (const char* role : kRoles) {
    const std::string account = std::string("north-") + role;
    const std::string all = api_token(fixture, account, scopes_but("")), expired = expired_token(fixture, account, scopes_but(""));
    std::map<std::string, std::pair<std::string, std::string>> with_and_without;
    for (const TokenScope scope : all_scopes()) {
      const std::string name(to_string(scope));
      with_and_without[name] = {api_token(fixture, account, {name}), api_token(fixture, account, scopes_but(name))};
    }
    for (const Route& route : fixture.application().routes()) {
      if (!route.access.needs_session()) continue;
      const std::string method(http::to_string(route.method)), path = path_of(route, "north");
      INFO(role << " " << method << " " << path);
      const auto asked_by = [&](const std::string& token) { return client.send(method, path, "", {{"Authorization", "Bearer " + token}}); };
      const Reply late = asked_by(expired);
      CHECK(late.status == 401);
      CHECK(late.header("www-authenticate").find("Bearer") == 0);
      if (route.scope == TokenScope::no_tokens) {
        CHECK(asked_by(all).status == 403);
        continue;
      }
      const std::string name(to_string(route.scope));
      used.insert(name);
      const Reply without = asked_by(with_and_without[name].second);
      CHECK(without.status == 403);
      CHECK(without.header("www-authenticate").find("scope=\"" + name + "\"") != std::string::npos);
      const Reply with = asked_by(with_and_without[name].first);
      CHECK(with.status != 401);
      CHECK((with.status == 403) == !route.access.allows(*role_of(role)));
    }
  }
  CHECK(used.size() == all_scopes().size());  // none is there for nothing
}

TEST_CASE("a token finds nothing of another organisation, whatever its scopes and the route") {
  TestServer fixture;
  Client southern = fixture.signed_in("investigator", "south");
  REQUIRE(southern.push(visit_id(2), 1, submission(visit_id(2), "south-investigator", "south-lyon")).status == 201);
  Client client = fixture.client();
  for (const char* role : kRoles) {
    const std::string token = api_token(fixture, std::string("north-") + role, scopes_but(""));
    for (const Route& route : fixture.application().routes()) {
      if (route.pattern.find('{') == std::string_view::npos || route.method == http::Method::put) continue;
      const std::string method(http::to_string(route.method));
      INFO(role << " " << method << " " << route.pattern);
      const Reply answer = client.send(method, path_of(route, "south"), "", {{"Authorization", "Bearer " + token}, {"Content-Type", "text/csv"}});
      CHECK((answer.status == 404 || answer.status == 403));
      CHECK(answer.body.find("south-lyon") == std::string::npos);
    }
  }
}

TEST_CASE("a limited manager finds no visit, photo, site or mission of other sites, whatever the route") {
  TestServer fixture;
  Client phone = fixture.signed_in("investigator");
  const Photo photo = noise_photo(98, 16);
  REQUIRE(phone.push(visit_id(1), 1, submission_with(visit_id(1), {photo}, "north-investigator", "lyon")).status == 201);
  REQUIRE(upload(phone, photo).status == 204);
  fixture.application().store().write(OrganisationId("north"), [](Writer& writer) { writer.put_user_site(UserId("north-manager"), SiteId("lille")); });
  Client manager = fixture.signed_in("manager");
  std::size_t tried = 0;
  for (const Route& route : fixture.application().routes()) {
    const auto is_of = [&](const char* folder) { return route.pattern.find(folder) == 0; };
    const bool object = is_of("/api/v1/visits/") || is_of("/api/v1/blobs/") || is_of("/api/v1/sites/") || is_of("/api/v1/missions/{id}");
    const bool push = route.method == http::Method::put && is_of("/api/v1/visits/");  // of an own visit, set aside
    if (!object || push || !route.access.allows(Role::manager)) continue;
    std::string path = path_of(route, "north");
    if (const auto at = path.find(std::string(64, 'a')); at != std::string::npos) path.replace(at, 64, photo.sha256);
    const std::string method(http::to_string(route.method));
    const bool makes = route.method == http::Method::put;
    const std::string body = makes ? R"({"site":"lille","checklist":{"id":"welcome","version":1},"wave":"w1","contact_mode":"visit",)"
                                     R"("window":{"from":"2027-11-01T08:00:00+01:00","to":"2027-11-30T20:00:00+01:00"}})" : "";
    INFO(method << " " << path);
    CHECK(manager.send(method, path, body).status == 404);
    ++tried;
  }
  CHECK(tried >= 10);
  CHECK(fixture.application().store().read(OrganisationId("north"))->mission(MissionId("m1"))->site == SiteId("lyon"));
}

TEST_CASE("a disabled account only sends what its phone still holds, whatever its role was") {
  TestServer fixture;
  std::map<std::string, Client> clients;
  for (const char* role : kRoles) clients.emplace(role, fixture.signed_in(role));
  fixture.application().store().write(OrganisationId("north"), [](Writer& writer) {
    for (User user : writer.users()) {
      user.disabled = true;
      writer.put_user(user);
    }
  });
  std::vector<std::string> open;
  for (const Route& route : fixture.application().routes()) {
    if (!route.access.needs_session()) continue;
    const std::string method(http::to_string(route.method));
    if (route.access.allows_disabled()) open.push_back(method + " " + std::string(route.pattern));
    for (const char* role : kRoles) {
      INFO(role << " " << method << " " << route.pattern);
      const Reply answer = clients.at(role).send(method, path_of(route, "north"), "");
      const bool may = route.access.allows_disabled() && route.access.allows(*role_of(role));
      CHECK((answer.status == 403) == !may);
    }
  }
  CHECK(open == std::vector<std::string>{"PUT /api/v1/visits/{id}/revisions/{revision}", "HEAD /api/v1/blobs/{sha256}",
                                         "PATCH /api/v1/blobs/{sha256}"});
}

TEST_CASE("a site manager sees the own sites and no other") {
  TestServer fixture;
  Client investigator = fixture.signed_in("investigator");
  REQUIRE(investigator.push(visit_id(1), 1, submission(visit_id(1))).status == 201);
  REQUIRE(investigator.push(visit_id(3), 1, submission(visit_id(3), "north-investigator", "lille")).status == 201);
  Client client = fixture.signed_in("site_manager");
  CHECK(client.get("/api/v1/sites/lyon/summary").status == 200);
  CHECK(client.get("/api/v1/sites/lille/summary").status == 404);
  CHECK(client.get("/api/v1/visits/" + visit_id(1)).status == 200);
  CHECK(client.get("/api/v1/visits/" + visit_id(3)).status == 404);
  const auto comparison = nlohmann::json::parse(client.get("/api/v1/comparison").body);
  CHECK(comparison["sites"].size() == 1);
  CHECK(comparison["comparison"]["sites"].size() == 1);
  for (const auto& [name, kpi] : comparison["comparison"]["kpis"].items()) CHECK(kpi["sites"].size() <= 1);
  const std::string feed = client.get("/api/v1/sync").body;
  CHECK(feed.find("lyon") != std::string::npos);
  CHECK(feed.find("lille") == std::string::npos);
}

TEST_CASE("a table that leaves something open does not start") {
  std::vector<Route> table = http::route_table();
  CHECK(http::faults_of(table).empty());
  const auto handler = table.front().handler;
  constexpr TokenScope none = TokenScope::no_tokens;
  table.push_back({http::Method::get, "/open", http::Access{}, {}, handler, none});
  table.push_back({http::Method::post, "/endless", http::Access::anybody(), {}, handler, none});
  table.push_back({http::Method::get, "/empty", http::Access::anybody(), {}, nullptr, none});
  table.push_back(table.front());
  CHECK(http::faults_of(table).size() == 4);
  // A row that says nothing of tokens, and one that asks a stranger for a scope.
  table.push_back({http::Method::get, "/silent", http::Access::every_role(), {}, handler});
  CHECK(http::faults_of(table).size() == 5);
  table.push_back({http::Method::get, "/confused", http::Access::anybody(), {}, handler, TokenScope::sites_read});
  CHECK(http::faults_of(table).size() == 6);
}
