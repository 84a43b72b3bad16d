// A visit that its reviewer sent back: the same draft again, one revision later.
#include <catch_amalgamated.hpp>

#include "tests/shared/device/support/scenario.hpp"

using namespace constat;
using namespace constat::test;

namespace {

std::string sent(Scenario& s) {
  s.sign_in();
  const std::string visit = s.start("m0");
  s.save(visit, "sourire", "oui");
  s.save(visit, "accueil", "non");
  s.submit(visit);
  s.ok("sync");
  REQUIRE(s.state_of(visit) == "received");
  return visit;
}

std::string payload(const std::string& visit) { return "{\"visit\":\"" + visit + "\"}"; }

Json listed(Scenario& s, const std::string& visit) {
  const Json list = s.ok("list_visits");
  for (const Json& each : list.find("visits")->elements)
    if (each.find("id")->text == visit) return each;
  return Json();
}

void return_it(Scenario& s, const std::string& visit) {
  s.server.return_visit(visit, R"({"type":"returned","at":"2026-11-04T09:00:00Z","revision":1,"text":"Et l’accueil ?","items":["accueil"]})");
  s.ok("sync");
}

}  // namespace

TEST_CASE("a returned visit says why, is taken up again with its answers, and is sent as its next revision") {
  Scenario s;
  const std::string visit = sent(s);
  CHECK(s.call("reopen_visit", payload(visit)).code() == "visit-not-returned");
  return_it(s, visit);
  const Json entry = listed(s, visit);
  CHECK(entry.find("review")->text == "returned");
  CHECK(entry.find("reviewer_says")->find("text")->text == "Et l’accueil ?");
  CHECK(entry.find("can_reopen")->boolean);

  s.network = false;
  const Json opened = s.ok("reopen_visit", payload(visit));
  CHECK(opened.find("revision")->text == "2");
  CHECK(opened.find("returned")->find("items")->elements.front().text == "accueil");
  CHECK_FALSE(opened.find("submitted"));
  CHECK(s.value_of(visit, "sourire") == "oui");
  CHECK(s.save(visit, "accueil", "oui").ok);
  CHECK(s.state_of(visit) == "draft");
  const Json missions = s.ok("list_missions");
  CHECK(missions.find("missions")->elements.front().find("draft")->text == visit);
  CHECK(s.call("discard_visit", payload(visit)).code() == "visit-returned");

  s.submit(visit);
  CHECK_FALSE(listed(s, visit).find("review"));  // that word was about the body before
  s.network = true;
  s.ok("sync");
  CHECK(s.state_of(visit) == "received");
  REQUIRE(s.server.body(visit, 2));
  CHECK(s.server.body(visit, 2)->find("\"accueil\":{\"value\":\"oui\"}") != std::string::npos);
  CHECK(s.server.body(visit, 1)->find("\"accueil\":{\"value\":\"non\"}") != std::string::npos);
}

TEST_CASE("a draft of a returned visit is there after a restart, with its revision, whichever copy is lost") {
  const int lost = GENERATE(0, 1, 2);
  const bool logs_rewritten = GENERATE(false, true);
  Scenario s;
  const std::string visit = sent(s);
  return_it(s, visit);
  s.ok("reopen_visit", payload(visit));
  s.save(visit, "accueil", "oui");
  if (logs_rewritten) {
    s.phone.slots.lose();
    s.reopen();
  }
  if (lost == 1) s.phone.sql.lose();
  if (lost == 2) s.phone.slots.lose();
  s.reopen();
  const Json opened = s.ok("open_visit", payload(visit));
  CHECK(opened.find("revision")->text == "2");
  CHECK(s.value_of(visit, "sourire") == "oui");
  CHECK(s.value_of(visit, "accueil") == "oui");
}

TEST_CASE("a draft of a returned visit is there after a restart, though the database is older than the log") {
  Scenario s;
  const std::string visit = sent(s);
  return_it(s, visit);
  REQUIRE(s.phone.sql.run("CREATE TABLE older AS SELECT * FROM visit", {}));
  s.ok("reopen_visit", payload(visit));
  s.save(visit, "accueil", "oui");
  REQUIRE(s.phone.sql.run("DELETE FROM visit", {}));
  REQUIRE(s.phone.sql.run("INSERT INTO visit SELECT * FROM older", {}));
  s.reopen();
  CHECK(s.ok("open_visit", payload(visit)).find("revision")->text == "2");
  CHECK(s.value_of(visit, "accueil") == "oui");
}

TEST_CASE("a rescue copy keeps a returned draft's revision") {
  Scenario s;
  const std::string visit = sent(s);
  return_it(s, visit);
  s.ok("reopen_visit", payload(visit));
  const std::string rescue = write_json(s.ok("export_rescue"));
  Scenario other;
  other.sign_in();
  CHECK(other.ok("import_rescue", "{\"rescue\":" + rescue + "}").find("visits")->text == "1");
  CHECK(other.ok("open_visit", payload(visit)).find("revision")->text == "2");
}

TEST_CASE("a returned visit of another body, whose answers the server does not tell, is not taken up here") {
  Scenario s;
  const std::string visit = sent(s);
  s.server.return_visit(visit, R"({"type":"returned","text":"x","items":[]})", std::string(64, '0'));
  s.ok("sync");
  CHECK_FALSE(listed(s, visit).find("can_reopen")->boolean);
  CHECK(s.call("reopen_visit", payload(visit)).code() == "visit-not-on-phone");
}

TEST_CASE("taking a visit up again fails whole when the disk does") {
  Scenario s;
  const std::string visit = sent(s);
  return_it(s, visit);
  const std::int64_t at = GENERATE(range(std::int64_t{1}, std::int64_t{8}));
  s.phone.faults.fail_at(at);
  const Answered answer = s.call("reopen_visit", payload(visit));
  s.phone.faults.none();
  s.reopen();
  if (answer.ok) CHECK(s.ok("open_visit", payload(visit)).find("revision")->text == "2");
  else CHECK((s.state_of(visit) == "received" || s.state_of(visit) == "draft"));
  CHECK(s.ok("reopen_visit", payload(visit)).find("revision")->text == "2");
  CHECK(s.value_of(visit, "sourire") == "oui");
}
