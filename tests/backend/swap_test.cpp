// Broken object-level authorisation is the commonest fault of such servers: whoever signs in tries ids of other people, sites
// and organisations, at random, in paths, in queries and in bodies. What they must not read carries a mark of its own.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>

#include "shared/base/rng.hpp"
#include "tests/backend/support/api_tokens.hpp"
#include "tests/backend/support/photos.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;
using server::http::Route;

namespace {

const OrganisationId kNorth("north"), kSouth("south");

std::uint64_t number_from(const char* environment, std::uint64_t otherwise) {
  const char* text = std::getenv(environment);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::string said(const std::string& words) { return R"({"greeted":{"value":"yes","comment":")" + words + R"("},"smile":{"value":2}})"; }

// Two organisations full of marks: in the north two investigators, two sites, visits in each state.
struct Marked {
  Marked() {
    Store& store = fixture.application().store();
    store.write(kNorth, [&](Writer& writer) {
      writer.set_review_required(true);
      User first = *writer.user(UserId("north-investigator")), second = first;
      first.name = "zq-who-first";
      second.id = UserId("north-second");
      second.email = "second@north.example";
      second.name = "zq-who-second";
      writer.put_user(first);
      writer.put_user(second);
      // A manager of Lyon alone: "limited", which is no role of its own.
      User limited = *writer.user(UserId("north-manager"));
      limited.id = UserId("north-limited");
      limited.email = "limited@north.example";
      limited.regions = {"nowhere"};
      writer.put_user(limited);
      writer.put_user_site(limited.id, SiteId("lyon"));
      Site lille = *writer.site(SiteId("lille"));
      lille.name = "zq-lille";
      writer.put_site(lille);
      Mission mine = *writer.mission(MissionId("m1")), other = mine;
      mine.scenario_fr = mine.scenario_en = "zq-scenario-first";
      other.scenario_fr = other.scenario_en = "zq-scenario-second";
      other.id = MissionId("m2");
      other.site = SiteId("lille");
      other.investigator = UserId("north-second");
      writer.put_mission(mine);
      writer.put_mission(other);
      writer.put_survey({SurveyId("north-survey"), "{}"});
    });
    store.write(kSouth, [&](Writer& writer) {
      for (User user : writer.users()) user.name = "zq-south", writer.put_user(user);
      for (Site site : writer.sites()) site.name = "zq-south", writer.put_site(site);
      Mission mission = *writer.mission(MissionId("south-m1"));
      mission.scenario_fr = mission.scenario_en = "zq-south";
      writer.put_mission(mission);
      writer.put_survey({SurveyId("south-survey"), R"({"title":"zq-south"})"});
    });
    Client first = fixture.signed_in("investigator"), second = fixture.signed_in("second");
    Client reviewer = fixture.signed_in("reviewer"), southern = fixture.signed_in("investigator", "south");
    const auto send = [](Client& who, unsigned number, const std::string& body) {
      REQUIRE(who.push(visit_id(number), 1, body).status == 201);
      return sha256_hex(body);
    };
    const auto approve = [&](unsigned number, const std::string& sha256) {
      const Doc event = {{"id", event_id(number)}, {"type", "approved"}, {"revision", 1}, {"sha256", sha256}};
      REQUIRE(reviewer.send("POST", "/api/v1/visits/" + visit_id(number) + "/events", event.dump()).status == 201);
    };
    approve(1, send(first, 1, submission(visit_id(1), "north-investigator", "lyon", "m1", said("approved"))));
    approve(2, send(second, 2, submission(visit_id(2), "north-second", "lille", "m2", said("zq-second-lille"))));
    send(second, 3, submission(visit_id(3), "north-second", "lyon", "", said("zq-second-lyon")));
    send(first, 4, submission(visit_id(4), "north-second", "lille", "", said("zq-first-set-aside")));
    REQUIRE(second.push(visit_id(5), 1, submission_with(visit_id(5), {photo}, "north-second", "lille")).status == 201);
    REQUIRE(upload(second, photo).status == 204);
    send(southern, 6, submission(visit_id(6), "south-investigator", "south-lyon", "south-m1", said("zq-south")));
  }

  static std::string event_id(unsigned number) { return "c" + visit_id(number).substr(1); }

  TestServer fixture;
  const Photo photo = noise_photo(7, 16);
};

// What this role must never read.
std::vector<std::string> hidden_from(const std::string& role) {
  std::vector<std::string> marks{"zq-south"};
  if (role == "investigator") marks.insert(marks.end(), {"zq-who-second", "zq-second", "zq-scenario-second"});
  if (role == "site_manager") marks.insert(marks.end(), {"zq-who", "zq-second", "zq-lille", "zq-scenario", "zq-first"});
  if (role == "limited" || role == "token") marks.insert(marks.end(), {"zq-lille", "zq-second-lille", "zq-scenario-second", "zq-first-set-aside"});
  if (role == "client") marks.insert(marks.end(), {"zq-who", "zq-second", "zq-scenario", "zq-first"});
  return marks;
}

class Swaps {
 public:
  Swaps(const Photo& photo, std::uint64_t seed) : photo_(photo), rng_(seed) {}

  std::string id() {
    static const char* const ids[] = {"lyon", "lille", "south-lyon", "south-lille", "m1", "m2", "south-m1", "north-investigator",
                                      "north-second", "south-investigator", "south-manager", "welcome", "w1", "north-survey", "south-survey",
                                      "north", "south", "2026-0001", "nothing", "..", "%2e%2e%2fsouth", "", "*"};
    if (below(3) == 0) return visit_id(1 + static_cast<unsigned>(below(7)));
    return below(12) == 0 ? photo_.sha256 : ids[below(std::size(ids))];
  }
  // Fills "{...}" of a route's pattern.
  std::string path(std::string_view pattern) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i] != '{') { out += pattern[i]; continue; }
      const auto end = pattern.find('}', i);
      const std::string_view name = pattern.substr(i + 1, end - i - 1);
      if (name == "revision" || name == "version" || name == "from" || name == "to") out += std::to_string(1 + below(2));
      else if (name == "sha256") out += below(2) == 0 ? photo_.sha256 : std::string(64, 'a');
      else if (name == "file") out += std::vector<std::string>{"visits.csv", "answers.jsonl", "comparison.csv", "answers.csv"}[below(4)];
      else if (pattern.find("/visits/") != std::string_view::npos && below(8) != 0) out += visit_id(1 + static_cast<unsigned>(below(7)));
      else out += id();
      i = end;
    }
    if (below(2) == 0) {
      static const char* const names[] = {"wave", "site", "a", "b", "person", "investigator", "checklist", "version", "region", "tag", "text", "cursor", "page", "status"};
      out += '?';
      for (std::uint64_t n = 1 + below(3); n > 0; --n) out += std::string(names[below(std::size(names))]) + "=" + (below(3) == 0 ? "all" : id()) + "&";
    }
    return out;
  }
  // A body that the route may take, with ids of anybody.
  std::string body(const Route& route) {
    const std::string_view pattern = route.pattern;
    if (pattern.find("/events") != std::string_view::npos) {
      static const char* const types[] = {"approved", "returned", "comment", "appeal", "appeal_decision", "decision", "reopened"};
      return Doc({{"id", Marked::event_id(100 + static_cast<unsigned>(below(50)))}, {"type", types[below(std::size(types))]}, {"revision", 1}, {"sha256", photo_.sha256},
                  {"text", "x"}, {"item", "greeted"}, {"items", {"greeted"}}, {"appeal", Marked::event_id(1)}, {"decision", "accept"}, {"reason", "x"}}).dump();
    }
    if (pattern == "/api/v1/missions/{id}")
      return Doc({{"site", id()}, {"checklist", {{"id", "welcome"}, {"version", 1}}}, {"wave", "w1"}, {"contact_mode", "visit"}, {"investigator", id()},
                  {"window", {{"from", "2026-11-01T08:00:00+01:00"}, {"to", "2026-11-30T20:00:00+01:00"}}}}).dump();
    if (pattern == "/api/v1/missions/plan")
      return Doc({{"wave", "w1"}, {"checklist", "welcome"}, {"checklist_version", 1}, {"contact_mode", "visit"}, {"sites", {id(), id()}}, {"per_site", 1}, {"from", "2026-12-01"},
                  {"to", "2026-12-20"}, {"investigators", {id()}}, {"dry_run", below(2) == 0}}).dump();
    if (pattern == "/api/v1/payments/statements")
      return Doc({{"id", visit_id(900 + static_cast<unsigned>(below(20)))}, {"from", "2026-01-01"}, {"to", "2026-12-31"}, {"investigators", {id()}}, {"dry_run", true}}).dump();
    if (pattern == "/api/v1/payments/amounts")
      return Doc({{"visit", visit_id(1 + static_cast<unsigned>(below(7)))}, {"kind", "fee"}, {"refused", true}, {"reason", "x"}}).dump();
    if (pattern == "/api/v1/report-links") {
      static const char* const kinds[] = {"visit", "site", "network"};
      Doc link = {{"kind", kinds[below(3)]}, {"days", 1 + below(90)}};
      if (link["kind"] != "network") link["id"] = id();
      if (link["kind"] != "visit" && below(2) == 0) link["wave"] = id();
      return link.dump();
    }
    if (pattern.find("/people") != std::string_view::npos && pattern.find("/link") == std::string_view::npos)
      return Doc({{"name", "Somebody"}, {"email", "somebody" + std::to_string(below(40)) + "@north.example"}, {"role", "site_manager"}, {"sites", {id()}}}).dump();
    if (pattern.find("/sites") != std::string_view::npos) return Doc({{"name", "Somewhere " + std::to_string(below(40))}, {"city", "Lyon"}}).dump();
    return below(2) == 0 ? "{}" : Doc({{"reason", "x"}, {"decision", "accept"}, {"id", id()}, {"site", id()}}).dump();
  }
  std::uint64_t below(std::uint64_t n) { return rng_.below(n); }

 private:
  const Photo& photo_;
  Rng rng_;
};

// Would end the world of the test: sessions and accounts of the own organisation, and what throttles.
bool is_left_out(const Route& route) {
  return route.pattern.find("/session") != std::string_view::npos || route.pattern.find("/api/v1/link") == 0 || route.pattern.find("/api/v1/shared") == 0 ||
         (!http::only_reads(route.method) && route.pattern.find("/people/{id}") != std::string_view::npos);
}

}  // namespace

// 4 000 requests by default; CONSTAT_SWAPS=100000 for the long run, in worlds of 4 000 so that none grows without end.
TEST_CASE("ids of other people, sites and organisations, tried at random, show and change nothing of theirs") {
  constexpr std::uint64_t kInOneWorld = 4'000;
  const std::uint64_t first_seed = number_from("CONSTAT_SWAPS_SEED", 20'261'123), all = number_from("CONSTAT_SWAPS", kInOneWorld);
  const std::vector<std::string> roles{"investigator", "reviewer", "manager", "site_manager", "administrator", "client", "limited", "token"};
  std::map<int, std::uint64_t> statuses;
  for (std::uint64_t done = 0, seed = first_seed; done < all; done += kInOneWorld, ++seed) {
    Marked world;
    Store& store = world.fixture.application().store();
    const auto southern_visit = [&] { return store.read(kSouth)->visit(VisitId(visit_id(6))); };
    Swaps swaps(world.photo, seed);
    std::map<std::string, Client> clients;
    for (const std::string& role : roles) clients.emplace(role, role == "token" ? world.fixture.client() : world.fixture.signed_in(role));
    // The limited manager once more, by a token that may everything.
    const std::string bearer = "Bearer " + api_token(world.fixture, "north-limited", scopes_but(""));
    std::uint64_t let_in = 0;
    const std::string before = southern_visit()->sha256;
    const auto feed = store.read(kSouth)->seq();
    for (std::uint64_t i = 0; i < std::min(kInOneWorld, all - done); ++i) {
      const std::string& role = roles[swaps.below(roles.size())];
      const auto& routes = world.fixture.application().routes();
      const Route& route = routes[swaps.below(routes.size())];
      if (is_left_out(route)) continue;
      const std::string method(http::to_string(route.method)), path = swaps.path(route.pattern);
      Client& client = clients.at(role);
      const Headers as = role == "token" ? Headers{{"Authorization", bearer}} : Headers{};
      Reply answer;
      if (route.method == http::Method::put && route.pattern.find("/revisions/") != std::string_view::npos) {
        const std::string visit = visit_id(1 + static_cast<unsigned>(swaps.below(12)));
        answer = client.push(visit, 1, submission(visit, swaps.id(), swaps.id(), swaps.id(), said("pushed")), as);
      } else {
        const std::string body = http::only_reads(route.method) ? "" : swaps.body(route);
        answer = client.send(method, path, body, as);
        // A loaded machine may cut a request at the test server's short deadline.
        if (answer.status == 0) answer = client.send(method, path, body, as);
      }
      ++statuses[answer.status];
      INFO("CONSTAT_SWAPS_SEED=" << seed << ", request " << i << ": " << role << " " << method << " " << path);
      REQUIRE(answer.status != 0);
      REQUIRE(answer.status < 500);
      // The photo is of a visit in Lille.
      let_in += role == "token" && answer.status == 200 ? 1 : 0;
      if ((role == "limited" || role == "token") && method == "GET" && path.find("/blobs/") != std::string::npos) REQUIRE(answer.status != 200);
      for (const std::string& mark : hidden_from(role))
        if (answer.body.find(mark) != std::string::npos) FAIL("shows " << mark << ": " << answer.body.substr(0, 2000));
    }
    CHECK(southern_visit()->sha256 == before);
    CHECK(let_in > 0);
    CHECK(store.read(kSouth)->seq() == feed);  // nothing was written there
  }
  // Not everything was refused: the test reads pages, and writes.
  CHECK(statuses[200] > all / 20);
  CHECK(statuses[404] > 0);
}

TEST_CASE("those who are judged learn neither who came nor what has not passed review") {
  Marked world;
  Client site = world.fixture.signed_in("site_manager");
  const Doc report = Doc::parse(site.get("/api/v1/visits/" + visit_id(1)).body);
  CHECK(report["investigator"].is_null());
  CHECK(report["visit"]["answers"]["greeted"]["comment"] == "approved");
  CHECK_FALSE(report["visit"].contains("investigator"));
  CHECK(site.get("/api/v1/visits/" + visit_id(3)).status == 404);  // waits for review
  CHECK(site.get("/api/v1/visits/" + visit_id(3) + "/report.pdf").status == 404);
  const Doc summary = Doc::parse(site.get("/api/v1/sites/lyon/summary?wave=all").body);
  REQUIRE(summary["visits"].size() == 1);
  CHECK(summary["visits"][0]["id"] == visit_id(1));
  CHECK(summary["visits"][0]["investigator"].is_null());
  const std::string table = site.get("/api/v1/exports/answers.csv?wave=all&codes=1").body;
  CHECK(table.find(visit_id(1)) != std::string::npos);
  CHECK(table.find(visit_id(3)) == std::string::npos);
  CHECK(table.find("north-investigator") == std::string::npos);
  // The manager sees both, with names.
  Client manager = world.fixture.signed_in("manager");
  CHECK(Doc::parse(manager.get("/api/v1/visits/" + visit_id(3)).body)["investigator"]["name"] == "zq-who-second");
  CHECK(manager.get("/api/v1/exports/answers.csv?wave=all&codes=1").body.find("north-second") != std::string::npos);
}
