#include <catch_amalgamated.hpp>

#include "shared/base/sha256.hpp"
#include "tests/shared/device/support/scenario.hpp"

using namespace constat;
using namespace constat::test;

TEST_CASE("a mission becomes a draft, the draft a submission, the submission a receipt") {
  Scenario s;
  s.sign_in();
  const Json missions = s.ok("list_missions");
  REQUIRE(missions.find("missions")->elements.size() == 2);
  const Json& mission = missions.find("missions")->elements[0];
  CHECK(mission.find("site_doc")->find("name")->text == "Site");
  CHECK(mission.find("checklist_title")->find("fr")->text == "Accueil");
  CHECK(mission.find("checklist_ready")->boolean);
  CHECK(mission.find("draft")->is(JsonKind::null));

  const std::string visit = s.start("m0");
  CHECK(s.ok("list_missions").find("missions")->elements[0].find("draft")->text == visit);
  CHECK(s.start("m0") == visit);
  CHECK(s.save(visit, "sourire", "oui").ok);
  CHECK(s.value_of(visit, "sourire") == "oui");
  s.ok("save_draft_state", "{\"visit\":\"" + visit + "\",\"ui\":{\"section\":2}}");
  CHECK(s.ok("open_visit", "{\"visit\":\"" + visit + "\"}").find("ui")->find("section")->text == "2");

  s.network = false;
  const Json submitted = s.submit(visit);
  CHECK(s.state_of(visit) == "saved");
  CHECK(s.save(visit, "sourire", "non").code() == "visit-closed");
  CHECK(s.ok("open_visit", "{\"visit\":\"" + visit + "\"}").find("submitted")->boolean);
  CHECK(s.ok("list_missions").find("missions")->elements[0].find("status")->text == "done");

  s.network = true;
  s.ok("sync");
  CHECK(s.state_of(visit) == "received");
  REQUIRE(s.server.bodies(visit).size() == 1);
  CHECK(sha256_hex(*s.server.bodies(visit).begin()) == submitted.find("sha256")->text);
  CHECK(s.server.bodies(visit).begin()->find("\"sourire\":{\"value\":\"oui\"}") != std::string::npos);
}

TEST_CASE("a submission that is asked for again names the bytes that count") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start("m0");
  s.save(visit, "sourire", "oui");
  s.network = false;
  const std::string sha256 = s.submit(visit).find("sha256")->text;
  CHECK(s.submit(visit).find("sha256")->text == sha256);
  s.network = true;
  s.ok("sync");
  REQUIRE(s.state_of(visit) == "received");
  CHECK(s.submit(visit).find("sha256")->text == sha256);
  CHECK(s.server.bodies(visit).size() == 1);
}

TEST_CASE("an answer that is taken back leaves the visit") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  s.save(visit, "a", "oui");
  CHECK(s.call("save_answer", "{\"visit\":\"" + visit + "\",\"item\":\"a\",\"answer\":{}}").ok);
  CHECK(s.ok("open_visit", "{\"visit\":\"" + visit + "\"}").find("visit")->find("answers")->members.empty());
}

TEST_CASE("a discarded draft is gone for good, also after a restart") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  s.save(visit, "a", "oui");
  s.ok("discard_visit", "{\"visit\":\"" + visit + "\"}");
  s.reopen();
  CHECK(s.state_of(visit).empty());
  CHECK(s.start() != visit);
}

TEST_CASE("a discard that failed takes nothing along that was saved after it, whichever copy is lost") {
  const int lost = GENERATE(0, 1, 2);
  Scenario s;
  s.sign_in();
  const std::string visit = s.start("m0");
  s.save(visit, "sourire", "oui");
  // The first thing that a discard writes is its record in the log, the second is the database.
  s.phone.faults.fail_at(2);
  REQUIRE(s.call("discard_visit", "{\"visit\":\"" + visit + "\"}").code() == "storage-failed");
  s.phone.faults.none();
  CHECK(s.save(visit, "accueil", "non").ok);
  if (lost == 1) s.phone.sql.lose();
  if (lost == 2) s.phone.slots.lose();
  s.reopen();
  CHECK(s.value_of(visit, "sourire") == "oui");
  CHECK(s.value_of(visit, "accueil") == "non");
}

TEST_CASE("a draft whose discard failed and that was opened again is still there after a restart, whichever copy is lost") {
  const int lost = GENERATE(0, 1, 2);
  const bool disk_recovers_at_once = GENERATE(false, true);
  Scenario s;
  s.sign_in();
  const std::string visit = s.start("m0");
  s.save(visit, "sourire", "oui");
  if (disk_recovers_at_once) s.phone.faults.fail_at(2);
  else s.phone.faults.fail_from(2);
  REQUIRE(s.call("discard_visit", "{\"visit\":\"" + visit + "\"}").code() == "storage-failed");
  const std::string open = "{\"visit\":\"" + visit + "\"}";
  if (!disk_recovers_at_once) CHECK(s.call("open_visit", open).code() == "storage-failed");
  s.phone.faults.none();
  CHECK(s.ok("open_visit", open).find("ui")->is(JsonKind::object));
  if (lost == 1) s.phone.sql.lose();
  if (lost == 2) s.phone.slots.lose();
  s.reopen();
  CHECK(s.value_of(visit, "sourire") == "oui");
}

TEST_CASE("a visit whose start was reported as failed, and that was opened again, is on disk in both copies") {
  Scenario s;
  s.sign_in();
  s.phone.sql.misreport_commit();
  REQUIRE(s.call("start_visit", "{\"mission\":\"m0\"}").code() == "storage-failed");
  const std::string visit = s.start("m0");
  s.phone.sql.lose();
  s.reopen();
  CHECK(s.state_of(visit) == "draft");
}

TEST_CASE("a draft keeps the checklist that it began with") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  s.server.publish("checklist", "accueil@1", "");
  s.server.publish("mission", "m0", "");
  s.ok("sync");
  CHECK(s.ok("list_missions").find("missions")->elements.size() == 1);
  const Json opened = s.ok("open_visit", "{\"visit\":\"" + visit + "\"}");
  CHECK(opened.find("checklist")->find("id")->text == "accueil");
  CHECK(s.submit(visit).find("sha256"));
  s.ok("sync");
  CHECK(s.state_of(visit) == "received");
}

TEST_CASE("while the disk refuses, an answer is not called saved, is shown, and is saved when the disk works again") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  s.phone.pushes.clear();
  s.phone.faults.fail(true);
  const std::int64_t seq = s.phone.send("save_answer", "{\"visit\":\"" + visit + R"(","item":"a","answer":{"value":"oui"}})");
  CHECK(s.phone.answer(seq) == nullptr);
  REQUIRE(s.phone.pushes.size() == 1);
  CHECK(s.phone.pushes[0].topic == "storage");
  CHECK(s.phone.pushes[0].data == R"({"problem":"storage-failed"})");
  CHECK(s.value_of(visit, "a") == "oui");
  CHECK(s.call("submit_visit", "{\"visit\":\"" + visit + "\",\"device_score\":null}").code() == "not-saved");

  s.phone.faults.none();
  s.phone.wait(s.phone.wake_in_ms().value());
  REQUIRE(s.phone.answer(seq));
  CHECK(s.phone.answer(seq)->ok);
  CHECK(s.phone.pushes.back().data == R"({"problem":null})");
  s.reopen();
  CHECK(s.value_of(visit, "a") == "oui");
}

TEST_CASE("a deleted database comes back from the logs, with the person signed in") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start("m0");
  s.save(visit, "a", "oui");
  s.save(visit, "a", "non");
  s.network = false;
  const std::string other = s.start("m1");
  const std::string sha256 = s.submit(other).find("sha256")->text;

  s.phone.sql.lose();
  s.phone.restart();
  const Json opened = s.ok("open");
  CHECK(opened.find("recovered")->text == "2");
  CHECK(opened.find("session")->find("user")->find("id")->text == "anna");
  CHECK(opened.find("unsent")->text == "1");
  CHECK(s.value_of(visit, "a") == "non");
  s.network = true;
  s.ok("sync");
  CHECK(s.state_of(other) == "received");
  CHECK(sha256_hex(*s.server.bodies(other).begin()) == sha256);
}

TEST_CASE("lost or damaged logs are written anew from the database") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  s.save(visit, "a", "oui");
  const bool lost = GENERATE(true, false);
  if (lost) s.phone.slots.lose();
  else for (std::string& file : s.phone.slots.files()) if (file.size() > 900) file[file.size() - 3] ^= 1;
  s.reopen();
  s.phone.sql.lose();
  s.reopen();
  CHECK(s.value_of(visit, "a") == "oui");
}

TEST_CASE("people who share a phone never see each other's visits") {
  Scenario s;
  s.sign_in("anna");
  const std::string visit = s.start();
  s.save(visit, "a", "oui");
  CHECK(s.call("sign_out").code() == "unsent-visits");
  s.ok("sign_out", R"({"even_unsent":true})");
  CHECK(s.call("list_visits").code() == "not-signed-in");

  s.sign_in("bob");
  CHECK(s.ok("list_visits").find("visits")->elements.empty());
  CHECK(s.ok("list_missions").find("missions")->elements[0].find("draft")->is(JsonKind::null));
  CHECK(s.call("open_visit", "{\"visit\":\"" + visit + "\"}").code() == "unknown-visit");
  CHECK(s.save(visit, "a", "non").code() == "unknown-visit");
  CHECK(s.call("submit_visit", "{\"visit\":\"" + visit + "\",\"device_score\":null}").code() == "unknown-visit");
  s.ok("sign_out");

  s.sign_in("anna");
  CHECK(s.value_of(visit, "a") == "oui");
}

TEST_CASE("a visit whose record is damaged costs no other one its place in the list") {
  Scenario s;
  s.sign_in("anna");
  const std::string damaged = s.start("m0"), good = s.start("m1");
  s.submit(good);
  for (const char* column : {"start", "body", "receipt"}) {
    INFO(column);
    const auto kept = s.phone.sql.run(std::string("SELECT ") + column + " FROM visit WHERE id = ?1", {damaged});
    REQUIRE(s.phone.sql.run(std::string("UPDATE visit SET ") + column + " = '{\"t\":\"sta' WHERE id = ?1", {damaged}));
    const Json list = s.ok("list_visits");
    CHECK(list.find("visits")->elements.size() == 2);
    CHECK(s.state_of(damaged) == "draft");
    CHECK(s.state_of(good) == "received");
    REQUIRE(s.phone.sql.run(std::string("UPDATE visit SET ") + column + " = ?2 WHERE id = ?1", {damaged, kept->front().front()}));
  }
  REQUIRE(s.phone.sql.run("UPDATE visit SET start = '{' WHERE id = ?1", {damaged}));
  CHECK(s.call("open_visit", "{\"visit\":\"" + damaged + "\"}").code() == "unreadable-visit");
}
