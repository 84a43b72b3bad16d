// Removals are told for 180 days; who comes back later pulls everything again, and nobody else has to.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "backend/feed/copies.hpp"
#include "backend/feed/removals.hpp"
#include "shared/sync/changes.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;

namespace {

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000;
const server::OrganisationId kNorth("north");

struct Fixture {
  std::atomic<std::int64_t> now{1'790'000'000'000};
  TestServer server{[this] { return now.load(); }};
  server::Store& store() { return server.application().store(); }

  void give_mission_to(const std::string& user) {
    store().write(kNorth, [&](server::Writer& writer) {
      auto mission = *writer.mission(MissionId("m1"));
      mission.investigator = UserId(user);
      writer.put_mission(mission);
    });
  }
};

struct Pulled {
  int status = 0;
  ChangePage page;
};

Pulled pull(Client& client, const std::string& cursor, int limit = 1000) {
  const Reply answer = client.get("/api/v1/sync?limit=" + std::to_string(limit) + (cursor.empty() ? "" : "&cursor=" + cursor));
  Pulled pulled{answer.status, {}};
  if (answer.status == 200) pulled.page = *parse_change_page(answer.body);
  return pulled;
}

}  // namespace

TEST_CASE("a removal is forgotten after 180 days, not before, and older cursors expire") {
  Fixture fixture;
  Client client = fixture.server.signed_in("investigator");
  const std::string before = pull(client, "").page.cursor;
  fixture.give_mission_to("somebody-else");
  const std::string after = pull(client, before).page.cursor;

  fixture.now += 179 * kDay;
  CHECK(server::forget_old_removals(fixture.store(), fixture.now) == 0);
  fixture.now += 2 * kDay;
  CHECK(server::forget_old_removals(fixture.store(), fixture.now) == 1);
  CHECK(server::forget_old_removals(fixture.store(), fixture.now) == 0);

  Client again = fixture.server.signed_in("investigator");
  CHECK(pull(again, before).status == 410);
  CHECK(pull(again, after).status == 200);
  CHECK(pull(again, after).page.changes.empty());
}

TEST_CASE("what is still shown is never forgotten, however old") {
  Fixture fixture;
  Client client = fixture.server.signed_in("investigator");
  const auto before = pull(client, "").page.changes.size();
  fixture.now += 1000 * kDay;
  CHECK(server::forget_old_removals(fixture.store(), fixture.now) == 0);
  Client again = fixture.server.signed_in("investigator");
  CHECK(pull(again, "").page.changes.size() == before);
}

TEST_CASE("a pull from the beginning goes through, page by page, after removals were forgotten") {
  Fixture fixture;
  fixture.store().write(kNorth, [](server::Writer& writer) {
    for (int i = 0; i < 5; ++i) {
      auto mission = *writer.mission(MissionId("m1"));
      mission.id = MissionId("extra" + std::to_string(i));
      writer.put_mission(mission);
    }
  });
  fixture.give_mission_to("somebody-else");
  fixture.store().write(kNorth, [](server::Writer& writer) {
    auto mission = *writer.mission(MissionId("m1"));
    mission.id = MissionId("last");
    mission.investigator = UserId("north-investigator");
    writer.put_mission(mission);
  });
  fixture.now += 200 * kDay;
  REQUIRE(server::forget_old_removals(fixture.store(), fixture.now) == 1);
  Client client = fixture.server.signed_in("investigator");
  std::string cursor;
  std::size_t changes = 0;
  for (bool more = true; more;) {
    const Pulled pulled = pull(client, cursor, 1);
    REQUIRE(pulled.status == 200);
    changes += pulled.page.changes.size();
    cursor = pulled.page.cursor;
    more = pulled.page.more;
  }
  CHECK(changes == 8);  // site, checklist, five missions, the last
  CHECK(pull(client, cursor).status == 200);
}

TEST_CASE("the pull says how far the copies reach: not at all, nothing yet, or to which number") {
  Fixture fixture;
  const auto folder = fixture.server.folder() / "data/copies";
  const auto safe = [&] {
    fixture.now += 10'000;  // notes are read again after some seconds
    Client client = fixture.server.signed_in("investigator");
    return pull(client, "").page.safe_seq;
  };
  CHECK_FALSE(safe());
  server::CopyNote note{"/elsewhere", "2026-11-22T01:00:00.000Z", {{"north", {"another-epoch", 12}}}};
  server::write_copy_note(server::posix_files(), folder, "one", note);
  CHECK(safe() == 0);
  note.organisations["north"] = {"epoch-north", 3};
  server::write_copy_note(server::posix_files(), folder, "one", note);
  CHECK(safe() == 3);
  note.organisations["north"].seq = 2;
  server::write_copy_note(server::posix_files(), folder, "two", note);
  CHECK(safe() == 3);
}
