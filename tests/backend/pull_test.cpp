#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <set>

#include "shared/sync/changes.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;
using Doc = nlohmann::json;

namespace {

std::vector<Change> pull_all(Client& client, std::string& cursor, int limit) {
  std::vector<Change> all;
  for (bool more = true; more;) {
    const std::string path = "/api/v1/sync?limit=" + std::to_string(limit) + (cursor.empty() ? "" : "&cursor=" + cursor);
    const Reply answer = client.get(path);
    REQUIRE(answer.status == 200);
    auto page = parse_change_page(answer.body);
    REQUIRE(page);
    all.insert(all.end(), page->changes.begin(), page->changes.end());
    cursor = page->cursor;
    more = page->more;
  }
  return all;
}

}  // namespace

TEST_CASE("an investigator pulls what the own missions need, in order, in pages of any size") {
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  std::string cursor;
  const auto whole = pull_all(client, cursor, 1000);
  REQUIRE(whole.size() == 3);
  CHECK(whole[0].type == "site");
  CHECK(whole[1].type == "checklist");
  CHECK(whole[1].id == "welcome@1");
  CHECK(whole[2].type == "mission");
  CHECK(Doc::parse(whole[2].doc)["window"]["from"] == "2026-11-01T08:00:00+01:00");

  std::string small_cursor;
  const auto pages = pull_all(client, small_cursor, 1);
  REQUIRE(pages.size() == whole.size());
  for (std::size_t i = 0; i < pages.size(); ++i) CHECK(pages[i].seq == whole[i].seq);
  CHECK(pull_all(client, cursor, 10).empty());
}

TEST_CASE("a mission that passes to another investigator arrives as a removal") {
  TestServer fixture;
  fixture.application().store().write(server::OrganisationId("north"), [](server::Writer& writer) {
    auto second = *writer.user(UserId("north-investigator"));
    second.id = UserId("north-second");
    second.email = "second@north.example";
    writer.put_user(second);
  });
  Client first = fixture.signed_in("investigator");
  std::string cursor;
  pull_all(first, cursor, 100);
  fixture.application().store().write(server::OrganisationId("north"), [](server::Writer& writer) {
    auto mission = *writer.mission(MissionId("m1"));
    mission.investigator = UserId("north-second");
    writer.put_mission(mission);
  });
  const auto changes = pull_all(first, cursor, 100);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].id == "m1");
  CHECK(changes[0].doc.empty());
  Client second = fixture.client();
  REQUIRE(second.sign_in("second@north.example", kPassword).status == 200);
  std::string second_cursor;
  CHECK(pull_all(second, second_cursor, 100).size() == 3);
}

TEST_CASE("the own visit's status, score and times come back by pull") {
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  std::string cursor;
  pull_all(client, cursor, 100);
  REQUIRE(client.push(visit_id(1), 1, submission(visit_id(1))).status == 201);
  const auto changes = pull_all(client, cursor, 100);
  REQUIRE(changes.size() == 1);
  const Doc visit = Doc::parse(changes[0].doc);
  CHECK(visit["status"] == "received");
  CHECK(visit["score"]["score"] == 75);
  CHECK(visit["started_at"] == "2026-11-03T10:02:11+01:00");
}

TEST_CASE("a cursor of another epoch, from the future or unreadable means: pull all again") {
  TestServer fixture;
  Client client = fixture.signed_in("investigator");
  for (const char* cursor : {"other.5", "epoch-north.999999", "nonsense", "epoch-north.", "epoch-north.-1", "epoch-north.1x"}) {
    const Reply answer = client.get(std::string("/api/v1/sync?cursor=") + cursor);
    INFO(cursor);
    CHECK(answer.status == 410);
    CHECK(Doc::parse(answer.body)["code"] == "cursor-expired");
  }
  CHECK(client.get("/api/v1/sync?limit=0").status == 400);
  CHECK(client.get("/api/v1/sync?limit=many").status == 400);
}
