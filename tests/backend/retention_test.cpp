// What is kept for a limited time: old visits lose their persons, and nothing else changes.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "backend/cli/retention_command.hpp"
#include "backend/erasure/redaction.hpp"
#include "backend/erasure/retention.hpp"
#include "backend/store_sqlite/database_files.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/data_folder.hpp"
#include "tests/backend/support/erasure_world.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

const OrganisationId kNorth("north");
constexpr std::int64_t kMonth = 31 * 24 * 60 * 60 * 1000LL;
using Strings = std::vector<std::string>;

// What the visits say; the account stays, with name, address and id.
std::vector<Planted> words_of(const ErasureWorld& world) {
  std::vector<Planted> words;
  for (const Planted& each : world.planted())
    if (each.what != "name" && each.what != "address" && each.what != "id" && each.what != "client's address" && each.what != "earlier name" && each.what != "a token's use" && each.what != "a report link's request")
      words.push_back(each);
  return words;
}

void keep_for(ErasureWorld& world, std::int64_t months) { world.post(world.administrator(), "/api/v1/retention", {{"months", months}}, 200); }

}  // namespace

TEST_CASE("a retention goes back by calendar months") {
  const std::int64_t day = 20'545LL * 24 * 60 * 60 * 1000;  // 2026-04-02
  CHECK(day_before_months(day, 1) == "2026-03-02");
  CHECK(day_before_months(day, 4) == "2025-12-02");
  CHECK(day_before_months(day + 28LL * 24 * 60 * 60 * 1000, 2) == "2026-02-28");
  CHECK(day_before_months(day, 240) == "2006-04-02");
}

TEST_CASE("visits older than the organisation keeps them lose who made them, their words and their photos, and count as before") {
  ErasureWorld world;
  const std::string figures = world.figures();
  Doc now = world.get(world.administrator(), "/api/v1/retention");
  CHECK(now["months"] == 0);
  CHECK(now["now"]["before"] == nullptr);
  CHECK_FALSE(apply_retention(world.parts(), kNorth, world.now()).any());
  CHECK(world.administrator().send("POST", "/api/v1/retention", R"({"months":241})").status == 400);
  CHECK(world.administrator().send("POST", "/api/v1/retention", R"({"months":"6"})").status == 400);

  // The visits are of 3 November 2026, the clock of 18 November.
  keep_for(world, 3);
  CHECK(apply_retention(world.parts(), kNorth, world.now()).visits == 0);
  world.pass(4 * kMonth);
  now = world.get(world.administrator(), "/api/v1/retention");
  CHECK(now["now"]["visits"] == 5);
  CHECK(now["now"]["photos"] == 6);
  CHECK(now["now"]["parked"] == 1);
  REQUIRE(traces_in(world.data(), words_of(world)) != Strings{});
  const RetentionCounts done = apply_retention(world.parts(), kNorth, world.now());
  CHECK(done.visits == 5);
  CHECK(done.photos == 6);
  CHECK(done.parked == 1);
  CHECK(traces_in(world.data(), words_of(world)) == Strings{});
  CHECK(world.figures() == figures);
  CHECK_FALSE(apply_retention(world.parts(), kNorth, world.now()).any());

  const auto reader = world.server().application().store().read(kNorth);
  CHECK(reader->user(UserId(kErasedId))->email == kErasedEmail);
  // One hand is one hand, and no name.
  const auto first = reader->visit(VisitId(visit_id(1))), second = reader->visit(VisitId(visit_id(2))), third = reader->visit(VisitId(visit_id(11)));
  CHECK(first->investigator == second->investigator);
  CHECK(first->investigator != third->investigator);
  CHECK(reader->visits_sent_by(UserId(kErasedId)).empty());
  const Doc entry = world.get(world.administrator(), "/api/v1/audit")["entries"][0];
  CHECK(entry["action"] == "data-retention");
  CHECK(entry["detail"]["visits"] == 5);
}

TEST_CASE("the same bytes sent again after their time are known, and bring nothing back") {
  ErasureWorld world;
  const std::string body = submission(visit_id(60), "north-investigator", "lyon", "", R"({"greeted":{"value":"yes","comment":"Un mot safran"},"smile":{"value":2}})");
  Client phone = world.server().signed_in("investigator");
  REQUIRE(phone.push(visit_id(60), 1, body).status == 201);
  keep_for(world, 1);
  world.pass(2 * kMonth);
  apply_retention(world.parts(), kNorth, world.now());
  Client again = world.server().signed_in("investigator");
  CHECK(again.push(visit_id(60), 1, body).status == 200);
  const auto reader = world.server().application().store().read(kNorth);
  CHECK(reader->revisions(VisitId(visit_id(60))).size() == 1);
  CHECK(traces_in(world.data(), {{"word", "safran"}}) == Strings{});
  // Its phone hears that the visit is none of its own any more.
  const std::string page = again.get("/api/v1/sync").body;
  const auto at = page.find(visit_id(60));
  REQUIRE(at != std::string::npos);
  CHECK(page.find("\"doc\":null", at > 200 ? at - 200 : 0) < at + 200);
}

TEST_CASE("a visit of which an amount is still owed waits until somebody decided over it") {
  ErasureWorld world;
  world.server().application().store().write(kNorth, [](Writer& writer) {
    auto mission = writer.mission(MissionId("m1"));
    mission->fee = 2'500;
    writer.put_mission(*mission);
    auto visit = writer.visit(VisitId(visit_id(11)));
    visit->mission = MissionId("m1");
    writer.put_visit(*visit);
  });
  keep_for(world, 3);
  world.pass(4 * kMonth);
  const RetentionCounts done = apply_retention(world.parts(), kNorth, world.now());
  CHECK(done.unpaid == 1);
  CHECK(done.visits == 4);
  const auto reader = world.server().application().store().read(kNorth);
  CHECK(reader->visit(VisitId(visit_id(11)))->investigator == UserId("north-investigator"));
}

TEST_CASE("`constat retention` shows, sets and applies") {
  ErasureWorld world;
  const auto left = world.server().folder() / "left";
  copy_folder(world.data(), left);
  const CommandRunner retention(retention_command());
  const std::vector<std::string> where = {"--data", left.string(), "--organisation", "north"};
  const auto run = [&](std::vector<std::string> more) {
    more.insert(more.begin(), where.begin(), where.end());
    return retention.run(more);
  };
  CHECK(run({}).out == "Kept: without limit\n");
  CHECK(run({"--months", "x"}).code == 2);
  CHECK(run({"--months", "241"}).code == 2);
  CHECK(run({"--months", "1"}).out.find("Kept: 1 months\nBefore ") == 0);
  const auto applied = run({"--months", "1", "--apply"});
  CHECK(applied.code == 0);
  CHECK(run({"--months", "0"}).out == "Kept: without limit\n");
}
