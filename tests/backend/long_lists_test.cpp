// Lists that come page by page: every row is on one page, a search looks through all of them, and a page stays small.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "backend/missions/mission_json.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

const OrganisationId kNorth("north");
constexpr std::size_t kMissions = 10'000, kVisits = 260, kSmallPage = 256u << 10;

std::vector<std::string> ids_of(const Doc& list) {
  std::vector<std::string> ids;
  for (const Doc& each : list) ids.push_back(each["id"].get<std::string>());
  return ids;
}

}  // namespace

TEST_CASE("ten thousand missions come a hundred a page, in one order, and are searched as a whole") {
  TestServer fixture;
  fixture.application().store().write(kNorth, [](Writer& writer) {
    const Mission first = *writer.mission(MissionId("m1"));
    for (std::size_t i = 1; i < kMissions; ++i) {
      Mission mission = first;
      mission.id = MissionId("extra-" + std::to_string(i));
      mission.site = SiteId(i % 1'000 == 0 ? "lille" : "lyon");
      mission.investigator = UserId();
      mission.status = i % 3 == 0 ? "done" : "open";
      writer.put_mission(mission);
    }
  });
  const auto reader = fixture.application().store().read(kNorth);
  const SignedIn manager{*reader->user(UserId("north-manager")), reader->organisation(), {}, {}};
  const auto ask = [&](const MissionsAsked& asked, const MissionFilter& filter = {}) {
    const std::string json = missions_json(*reader, manager, filter, 0, asked);
    if (asked.page) CHECK(json.size() < kSmallPage);
    return Doc::parse(json);
  };
  // The pages are the parts of one list, the last one of what is left.
  const std::vector<std::string> first = ids_of(ask({})["missions"]);
  REQUIRE(first.size() == kMostListed);
  for (const std::size_t page : {0u, 4u, 9u}) {
    const Doc answer = ask({"", "", page});
    CHECK(answer["count"] == kMissions);
    const auto begin = first.begin() + static_cast<std::ptrdiff_t>(page * kMissionsPage);
    CHECK(ids_of(answer["missions"]) == std::vector<std::string>(begin, begin + static_cast<std::ptrdiff_t>(kMissionsPage)));
  }
  const Doc last = ask({"", "", kMissions / kMissionsPage - 1});
  CHECK(last["missions"].size() == kMissionsPage);
  CHECK(last["missions"][0]["status"] == "done");  // behind what is still to be made
  CHECK(ask({"", "", kMissions / kMissionsPage})["missions"].empty());
  MissionFilter done;
  done.status = "done";
  CHECK(ask({"", "", 33}, done)["missions"].size() == 33);
  CHECK(ask({"LILLÉ", "", 0})["count"] == 9);
  CHECK(ask({"", "extra-9999", {}})["missions"][0]["id"] == "extra-9999");
  // The address counts from 1; what is no number is the first page.
  Client client = fixture.signed_in("manager");
  CHECK(ids_of(Doc::parse(client.get("/api/v1/missions?page=x").body)["missions"]) == std::vector<std::string>(first.begin(), first.begin() + 100));
}

TEST_CASE("a review queue beyond one page hides nothing and keeps its order") {
  TestServer fixture;
  fixture.application().store().write(kNorth, [](Writer& writer) {
    for (std::size_t i = 0; i < kVisits; ++i) {
      VisitRecord visit;
      visit.id = VisitId(visit_id(static_cast<unsigned>(i + 1)));
      visit.site = SiteId(i == 5 ? "lille" : "lyon");
      visit.checklist = ChecklistId("welcome");
      visit.checklist_version = 1;
      visit.wave = WaveId("w1");
      visit.investigator = UserId("north-investigator");
      visit.revision = 1;
      visit.received_at = "2026-11-0" + std::to_string(1 + i % 9) + "T09:00:00Z";
      visit.score_status = i % 100 == 0 ? "incomplete" : "complete";
      writer.put_visit(visit);
    }
  });
  Client manager = fixture.signed_in("manager");
  const auto ask = [&](const std::string& query) {
    const Reply reply = manager.get("/api/v1/review?" + query);
    REQUIRE(reply.status == 200);
    CHECK(reply.body.size() < kSmallPage);
    return Doc::parse(reply.body);
  };
  std::set<std::string> seen;
  for (std::size_t page = 1; page <= 6; ++page) {
    const Doc answer = ask("page=" + std::to_string(page));
    CHECK(answer["count"] == kVisits);
    CHECK(answer["visits"].size() == (page < 6 ? 50u : kVisits % 50));
    for (const std::string& id : ids_of(answer["visits"])) CHECK(seen.insert(id).second);
    for (std::size_t i = 0; page == 1 && i < 4; ++i) CHECK((answer["visits"][i]["score_status"] == "incomplete") == (i < 3));
  }
  CHECK(seen.size() == kVisits);
  const Doc found = ask("text=lille&page=1");
  CHECK(found["count"] == 1);
  CHECK(found["waiting"] == kVisits);
  CHECK(found["visits"][0]["id"] == visit_id(6));
}
