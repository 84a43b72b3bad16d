// Drafts of every older version open, score and push.
#include <catch_amalgamated.hpp>

#include <filesystem>

#include "shared/checklist/parse.hpp"
#include "shared/device/schema.hpp"
#include "shared/scoring/score.hpp"
#include "shared/sync/submission.hpp"
#include "tests/shared/device/support/fixtures.hpp"
#include "tests/shared/device/support/scenario.hpp"

using namespace constat;
using namespace constat::test;

namespace {

std::vector<std::string> ids_in(Scenario& s, const std::string& state) {
  std::vector<std::string> ids;
  const Json visits = s.ok("list_visits");
  for (const Json& entry : visits.find("visits")->elements)
    if (entry.find("state")->text == state) ids.push_back(entry.find("id")->text);
  return ids;
}

std::int64_t version_of(Phone& phone) { return std::get<std::int64_t>(phone.sql.run("SELECT user_version FROM pragma_user_version", {})->front().front()); }

}  // namespace

TEST_CASE("there is a phone of every older version") {
  for (std::int64_t version = 1; version < kDeviceSchema; ++version)
    CHECK(std::filesystem::exists(std::string(CONSTAT_SOURCE_DIR) + "/tests/fixtures/device/v" + std::to_string(version) + "/phone.sql"));
}

TEST_CASE("drafts of an older version open, score and push, from its database, its logs, or both") {
  const bool database = GENERATE(true, false), logs = GENERATE(true, false);
  if (!database && !logs) return;
  Scenario s(5, 0);
  become(s.phone, "v1", database, logs);
  s.network = false;
  const Json opened = s.ok("open");
  CHECK(opened.find("session")->find("user")->find("id")->text == "anna");
  CHECK(version_of(s.phone) == kDeviceSchema);
  const auto drafts = ids_in(s, "draft"), queued = ids_in(s, "saved");
  REQUIRE(drafts.size() == 2);
  REQUIRE(queued.size() == 1);
  CHECK(ids_in(s, "received").size() == (database ? 1u : 0u));

  std::size_t complete = 0;
  for (const std::string& draft : drafts) {
    const Json open = s.ok("open_visit", "{\"visit\":\"" + draft + "\"}");
    CHECK(open.find("awaiting")->is(JsonKind::null));
    const auto checklist = parse_checklist(write_json(*open.find("checklist")));
    const auto visit = parse_visit(write_json(*open.find("visit")));
    REQUIRE(checklist);
    REQUIRE(visit);
    complete += score_visit(*checklist, *visit).status == VisitStatus::complete;
    if (database && visit->answers.size() > 2) CHECK(open.find("ui")->find("section")->text == "1");
    s.photograph(draft, visit->answers.begin()->first, "a photo on " + draft);
    s.submit(draft);
  }
  CHECK(complete >= 1);

  s.network = true;
  s.sign_in("anna");
  s.ok("sync");
  CHECK(ids_in(s, "received").size() == (database ? 4u : 3u));
  for (const std::string& visit : {drafts[0], drafts[1], queued[0]}) CHECK(s.server.bodies(visit).size() == 1);
  CHECK(s.server.photos().size() == 2);
  // What that version queued is sent with the very bytes that it fixed.
  CHECK(parse_submission(*s.server.bodies(queued[0]).begin())->app_version == "test");

  s.ok("sign_out");
  s.sign_in("bob");
  CHECK(ids_in(s, "draft").size() == 1);
}

TEST_CASE("an upgrade that dies at any write is done at the next start, and loses nothing") {
  for (std::int64_t at = 1; at < 30; ++at) {
    INFO("write " << at);
    Scenario s(5, 0);
    become(s.phone, "v1");
    s.phone.faults.crash_at(at);
    try {
      s.reopen();
    } catch (const Crash&) {
    }
    s.phone.faults.none();
    s.reopen();
    CHECK(version_of(s.phone) == kDeviceSchema);
    CHECK(ids_in(s, "draft").size() == 2);
  }
}

TEST_CASE("an upgrade that the disk refuses says so and is tried again") {
  Scenario s(5, 0);
  become(s.phone, "v1");
  s.phone.faults.fail(true);
  CHECK(s.call("open").code() == "storage-failed");
  CHECK(version_of(s.phone) == 1);
  s.phone.faults.none();
  CHECK(s.ok("open").find("session")->is(JsonKind::object));
}
