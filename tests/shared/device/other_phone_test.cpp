// A visit that its reviewer sent back, taken up on another phone of the same person: from what one pull brought.
#include <catch_amalgamated.hpp>

#include "shared/sync/submission.hpp"
#include "tests/shared/device/support/scenario.hpp"

using namespace constat;
using namespace constat::test;

namespace {

std::string payload(const std::string& visit) { return "{\"visit\":\"" + visit + "\"}"; }

// Two phones and one server, which is with the one that uses it.
struct Two {
  Scenario first{1}, second{2};
  Two() { second.client = 2; }
  Scenario& go_to_second() { second.server = first.server; return second; }
  Scenario& go_to_first() { first.server = second.server; return first; }
};

const char* const kPicture = "bytes of a picture";

struct Sent {
  std::string visit, photo;
};

// Sent and received from the first phone, with a photo beside an answer, and returned.
Sent returned_visit(Two& two, bool photo_arrives = true) {
  Scenario& s = two.first;
  s.sign_in();
  Sent sent;
  sent.visit = s.start("m0");
  s.ok("save_answer", "{\"visit\":\"" + sent.visit + "\",\"item\":\"depense\",\"answer\":{\"value\":12.50,\"comment\":\"reçu\"}}");
  s.save(sent.visit, "sourire", "oui");
  s.save(sent.visit, "accueil", "non");
  sent.photo = s.photograph(sent.visit, "accueil", kPicture);
  if (!photo_arrives) s.phone.files.clear();
  s.submit(sent.visit);
  s.ok("sync");
  REQUIRE(s.state_of(sent.visit) == "received");
  s.server.return_visit(sent.visit, R"({"type":"returned","at":"2026-11-04T09:00:00Z","revision":1,"text":"Et l’accueil ?","items":["accueil"]})");
  return sent;
}

Scenario& pulled_on_second(Two& two) {
  Scenario& s = two.go_to_second();
  s.sign_in();
  s.ok("sync");
  s.network = false;
  return s;
}

Json listed(Scenario& s, const std::string& visit) {
  const Json list = s.ok("list_visits");
  for (const Json& each : list.find("visits")->elements)
    if (each.find("id")->text == visit) return each;
  return Json();
}

}  // namespace

TEST_CASE("a returned visit is read, taken up and sent on another phone, offline after one pull") {
  Two two;
  const Sent sent = returned_visit(two);
  Scenario& s = pulled_on_second(two);
  const Json entry = listed(s, sent.visit);
  CHECK(entry.find("review")->text == "returned");
  CHECK(entry.find("can_reopen")->boolean);
  const Json shown = s.ok("open_visit", payload(sent.visit));
  CHECK(shown.find("submitted")->boolean);
  CHECK(shown.find("returned")->find("items")->elements.front().text == "accueil");
  CHECK(shown.find("photo_facts")->find(sent.photo));

  const Json opened = s.ok("reopen_visit", payload(sent.visit));
  CHECK(opened.find("revision")->text == "2");
  CHECK_FALSE(opened.find("submitted"));
  CHECK(opened.find("live_score")->boolean);
  CHECK(opened.find("photo_facts")->find(sent.photo));
  CHECK(s.value_of(sent.visit, "sourire") == "oui");
  CHECK(s.ok("list_missions").find("missions")->elements.front().find("draft")->text == sent.visit);
  CHECK(s.call("discard_visit", payload(sent.visit)).code() == "visit-returned");
  CHECK(s.save(sent.visit, "accueil", "oui").ok);
  s.submit(sent.visit);
  CHECK(s.state_of(sent.visit) == "saved");

  s.network = true;
  s.ok("sync");
  CHECK(s.state_of(sent.visit) == "received");
  CHECK(s.ok("list_queue").find("visits")->elements.empty());
  REQUIRE(s.server.body(sent.visit, 2));
  const auto second = parse_submission(*s.server.body(sent.visit, 2)), before = parse_submission(*s.server.body(sent.visit, 1));
  REQUIRE((second && before));
  for (const char* item : {"depense", "sourire"})
    CHECK(write_answer(second->visit.answers.at(item)) == write_answer(before->visit.answers.at(item)));
  CHECK(std::get<TextValue>(second->visit.answers.at("accueil").value) == "oui");
  CHECK(second->visit.answers.at("accueil").photos == before->visit.answers.at("accueil").photos);
  CHECK(second->photos.size() == 1);
  CHECK(second->visit.started_at == before->visit.started_at);
}

TEST_CASE("what another phone sends of a returned visit that nobody changed are the very bytes that the first one sends") {
  Two two;
  const Sent sent = returned_visit(two);
  Scenario& s = pulled_on_second(two);
  s.ok("reopen_visit", payload(sent.visit));
  s.submit(sent.visit);
  s.network = true;
  s.ok("sync");
  const std::string other = *s.server.body(sent.visit, 2);
  CHECK(other.find("\"value\":12.5") != std::string::npos);

  two.first.ok("sync");  // its own server, which has not heard of the other phone
  two.first.phone.now = s.phone.now;
  two.first.ok("reopen_visit", payload(sent.visit));
  two.first.submit(sent.visit);
  two.first.ok("sync");
  const std::string own = *two.first.server.body(sent.visit, 2);
  auto ended = parse_submission(own);
  ended->visit.ended_at = parse_submission(other)->visit.ended_at;
  CHECK(write_submission(*ended) == other);
}

TEST_CASE("a visit that was taken up from the server is there after a restart, whichever copy is lost") {
  const int lost = GENERATE(0, 1, 2);
  const bool logs_rewritten = GENERATE(false, true);
  Two two;
  const Sent sent = returned_visit(two);
  Scenario& s = pulled_on_second(two);
  s.ok("reopen_visit", payload(sent.visit));
  s.save(sent.visit, "accueil", "oui");
  if (logs_rewritten) {
    s.phone.slots.lose();
    s.reopen();
  }
  if (lost == 1) s.phone.sql.lose();
  if (lost == 2) s.phone.slots.lose();
  s.reopen();
  const Json opened = s.ok("open_visit", payload(sent.visit));
  CHECK(opened.find("revision")->text == "2");
  CHECK_FALSE(opened.find("submitted"));
  CHECK(opened.find("photo_facts")->find(sent.photo));
  CHECK(s.value_of(sent.visit, "sourire") == "oui");
  CHECK(s.value_of(sent.visit, "accueil") == "oui");
  // A photo whose place the lost database knew is looked for here, and found at the server.
  s.ok("check_photos", R"({"files":[]})");
  s.submit(sent.visit);
  s.network = true;
  s.ok("sync");
  CHECK(s.state_of(sent.visit) == "received");
  CHECK(listed(s, sent.visit).find("photos")->find("sent")->text == "1");
  CHECK(s.ok("list_queue").find("visits")->elements.empty());
}

TEST_CASE("both phones take the returned visit up: the first revision counts, and the other is kept beside it") {
  Two two;
  const Sent sent = returned_visit(two);
  two.first.ok("sync");
  Scenario& s = pulled_on_second(two);
  two.first.network = false;
  two.first.ok("reopen_visit", payload(sent.visit));
  two.first.save(sent.visit, "accueil", "de la première");
  two.first.submit(sent.visit);
  s.ok("reopen_visit", payload(sent.visit));
  s.save(sent.visit, "accueil", "de la seconde");
  s.submit(sent.visit);
  s.network = true;
  s.ok("sync");

  Scenario& first = two.go_to_first();
  first.network = true;
  first.ok("sync");
  CHECK(first.state_of(sent.visit) == "received");
  CHECK(write_json(*listed(first, sent.visit).find("receipt")).find("\"quarantined\":\"conflict\"") != std::string::npos);
  CHECK(first.server.body(sent.visit, 2)->find("de la seconde") != std::string::npos);
  std::size_t of_both = 0;
  for (const std::string& body : first.server.bodies(sent.visit)) of_both += body.find("de la ") != std::string::npos;
  CHECK(of_both == 2);
}

TEST_CASE("a photo that the first phone has not sent yet keeps the other from nothing, and is settled when it comes") {
  Two two;
  const Sent sent = returned_visit(two, false);
  REQUIRE(two.first.ok("list_queue").find("visits")->elements.size() == 1);
  Scenario& s = pulled_on_second(two);
  s.ok("reopen_visit", payload(sent.visit));
  s.save(sent.visit, "accueil", "oui");
  s.submit(sent.visit);
  s.network = true;
  s.ok("sync");
  CHECK(s.state_of(sent.visit) == "received");
  REQUIRE(s.ok("list_queue").find("visits")->elements.size() == 1);
  CHECK(s.ok("list_queue").find("visits")->elements.front().find("problem")->text == "photo-file-missing");

  Scenario& first = two.go_to_first();
  first.phone.files[sent.photo] = kPicture;
  first.reopen();
  for (int hour = 0; hour < 12; ++hour) {
    first.phone.wait(600'000);
    first.exchange();
  }
  REQUIRE(first.ok("list_queue").find("visits")->elements.empty());
  two.go_to_second().ok("sync");
  CHECK(s.ok("list_queue").find("visits")->elements.empty());
}

TEST_CASE("the first phone, whose body is of an earlier revision or gone, goes on from the other's") {
  Two two;
  const Sent sent = returned_visit(two);
  Scenario& s = pulled_on_second(two);
  s.ok("reopen_visit", payload(sent.visit));
  s.save(sent.visit, "accueil", "de la seconde");
  s.ok("remove_photo", "{\"visit\":\"" + sent.visit + "\",\"item\":\"accueil\",\"sha256\":\"" + sent.photo + "\"}");
  s.submit(sent.visit);
  s.network = true;
  s.ok("sync");
  s.server.return_visit(sent.visit, R"({"type":"returned","at":"2026-11-05T09:00:00Z","revision":2,"text":"Encore","items":["sourire"]})");

  Scenario& first = two.go_to_first();
  first.ok("sync");
  CHECK(listed(first, sent.visit).find("can_reopen")->boolean);
  REQUIRE(first.phone.sql.run("CREATE TABLE older AS SELECT * FROM visit", {}));
  const Json opened = first.ok("reopen_visit", payload(sent.visit));
  CHECK(opened.find("revision")->text == "3");
  CHECK(first.value_of(sent.visit, "accueil") == "de la seconde");
  CHECK(write_json(*opened.find("photo_facts")) == "{}");
  CHECK(first.phone.files.empty());  // no answer of this phone names it any more, and the server has it
  first.save(sent.visit, "sourire", "non");
  Scenario rescued{3};
  rescued.sign_in();
  CHECK(rescued.ok("import_rescue", "{\"rescue\":" + write_json(first.ok("export_rescue")) + "}").find("visits")->text == "1");
  CHECK(rescued.ok("open_visit", payload(sent.visit)).find("revision")->text == "3");
  CHECK(rescued.value_of(sent.visit, "accueil") == "de la seconde");
  CHECK(rescued.value_of(sent.visit, "sourire") == "non");
  const int lost = GENERATE(0, 1, 2, 3);
  if (lost == 1) first.phone.sql.lose();
  if (lost == 2) first.phone.slots.lose();
  if (lost == 3) {
    REQUIRE(first.phone.sql.run("DELETE FROM visit", {}));
    REQUIRE(first.phone.sql.run("INSERT INTO visit SELECT * FROM older", {}));
  }
  first.reopen();
  CHECK(first.ok("open_visit", payload(sent.visit)).find("revision")->text == "3");
  CHECK(first.value_of(sent.visit, "accueil") == "de la seconde");
  CHECK(first.value_of(sent.visit, "sourire") == "non");
  first.submit(sent.visit);
  first.ok("sync");
  REQUIRE(first.server.body(sent.visit, 3));
}

TEST_CASE("a word about an earlier revision than this phone has sent takes nothing up") {
  Two two;
  const Sent sent = returned_visit(two);
  Scenario& s = two.first;
  s.ok("sync");
  const SqlRows told = *s.phone.sql.run("SELECT doc FROM doc WHERE type = 'visit'", {});
  s.ok("reopen_visit", payload(sent.visit));
  s.save(sent.visit, "accueil", "oui");
  s.submit(sent.visit);
  s.ok("sync");
  REQUIRE(s.state_of(sent.visit) == "received");
  // As after a receipt whose pull was cut off.
  REQUIRE(s.phone.sql.run("UPDATE doc SET doc = ?1 WHERE type = 'visit'", {told.front().front()}));
  CHECK_FALSE(listed(s, sent.visit).find("can_reopen"));
  CHECK(s.call("reopen_visit", payload(sent.visit)).code() == "visit-not-returned");
  CHECK(s.value_of(sent.visit, "accueil") == "oui");
}

TEST_CASE("an unsent photo of an earlier revision keeps its phone from going on with another's before it is sent") {
  Two two;
  const Sent sent = returned_visit(two, false);
  Scenario& s = pulled_on_second(two);
  s.ok("reopen_visit", payload(sent.visit));
  s.save(sent.visit, "sourire", "non");
  s.submit(sent.visit);
  s.network = true;
  s.ok("sync");
  s.server.return_visit(sent.visit, R"({"type":"returned","text":"Encore","items":[]})");
  Scenario& first = two.go_to_first();
  first.ok("sync");
  CHECK_FALSE(listed(first, sent.visit).find("can_reopen")->boolean);
  CHECK(first.call("reopen_visit", payload(sent.visit)).code() == "visit-not-on-phone");
  CHECK(first.ok("list_queue").find("visits")->elements.size() == 1);
}

TEST_CASE("a rescue copy keeps a draft that was taken up from the server") {
  Two two;
  const Sent sent = returned_visit(two);
  Scenario& s = pulled_on_second(two);
  s.ok("reopen_visit", payload(sent.visit));
  s.save(sent.visit, "accueil", "oui");
  const std::string rescue = write_json(s.ok("export_rescue"));
  Scenario other;
  other.sign_in();
  CHECK(other.ok("import_rescue", "{\"rescue\":" + rescue + "}").find("visits")->text == "1");
  CHECK(other.ok("open_visit", payload(sent.visit)).find("revision")->text == "2");
  CHECK(other.value_of(sent.visit, "accueil") == "oui");
  other.phone.sql.lose();
  other.reopen();
  CHECK(other.value_of(sent.visit, "accueil") == "oui");
  CHECK(other.value_of(sent.visit, "sourire") == "oui");
}

TEST_CASE("taking a visit up from the server fails whole when the disk does") {
  const std::int64_t at = GENERATE(range(std::int64_t{1}, std::int64_t{30}));
  Two two;
  const Sent sent = returned_visit(two);
  Scenario& s = pulled_on_second(two);
  s.phone.faults.fail_at(at);
  const Answered answer = s.call("reopen_visit", payload(sent.visit));
  s.phone.faults.none();
  if (GENERATE(false, true)) s.reopen();
  if (answer.ok) CHECK(s.ok("open_visit", payload(sent.visit)).find("revision")->text == "2");
  CHECK(s.ok("reopen_visit", payload(sent.visit)).find("revision")->text == "2");
  CHECK(s.value_of(sent.visit, "sourire") == "oui");
  CHECK(s.save(sent.visit, "accueil", "oui").ok);
  s.phone.sql.lose();
  s.reopen();
  CHECK(s.value_of(sent.visit, "accueil") == "oui");
  CHECK(s.ok("open_visit", payload(sent.visit)).find("revision")->text == "2");
}
