// Photos: announced, added, named by the answer, sent after the visit, and never lost on the way.
#include <catch_amalgamated.hpp>

#include "shared/base/sha256.hpp"
#include "shared/sync/submission.hpp"
#include "tests/shared/device/support/scenario.hpp"

using namespace constat;
using namespace constat::test;

namespace {

std::string of(const std::string& visit, const std::string& item) { return "{\"visit\":\"" + visit + "\",\"item\":\"" + item + "\"}"; }

std::string removal(const std::string& visit, const std::string& item, const std::string& sha256) {
  return "{\"visit\":\"" + visit + "\",\"item\":\"" + item + "\",\"sha256\":\"" + sha256 + "\"}";
}

Json opened(Scenario& s, const std::string& visit) { return s.ok("open_visit", "{\"visit\":\"" + visit + "\"}"); }

// The JSON of one answer of a draft; "" when there is none.
std::string answer_of(Scenario& s, const std::string& visit, const std::string& item) {
  const Json draft = opened(s, visit);
  const Json* found = draft.find("visit")->find("answers")->find(item);
  return found ? write_json(*found) : std::string();
}

Json entry_of(Scenario& s, const std::string& visit) {
  const Json visits = s.ok("list_visits");
  for (const Json& entry : visits.find("visits")->elements)
    if (entry.find("id")->text == visit) return entry;
  return {};
}

std::string photos_of(Scenario& s, const std::string& visit) { return write_json(*entry_of(s, visit).find("photos")); }

std::string queue_of(Scenario& s) { return write_json(*s.ok("list_queue").find("visits")); }

std::string big(char c, std::size_t bytes) { return std::string(bytes, c); }

// A visit with one photo, submitted without a network.
struct Sent {
  std::string visit, sha256;
};
Sent submitted_offline(Scenario& s, const std::string& mission, const std::string& bytes) {
  s.network = false;
  Sent sent;
  sent.visit = s.start(mission);
  sent.sha256 = s.photograph(sent.visit, "a", bytes);
  s.submit(sent.visit);
  return sent;
}

void pass_time(Scenario& s, std::int64_t ms) {
  for (std::int64_t passed = 0; passed < ms;) {
    const std::int64_t wait = std::max<std::int64_t>(1, std::min(s.phone.wake_in_ms().value_or(ms), ms - passed));
    s.phone.wait(wait);
    s.exchange();
    passed += wait;
  }
}

}  // namespace

TEST_CASE("a photo that is waited for is known after the page was killed behind the camera") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  CHECK(opened(s, visit).find("awaiting")->is(JsonKind::null));
  s.ok("await_photo", of(visit, "a"));
  const int lost = GENERATE(0, 1, 2);
  if (lost == 1) s.phone.sql.lose();
  if (lost == 2) s.phone.slots.lose();
  s.reopen();
  const Json draft = opened(s, visit);
  REQUIRE(draft.find("awaiting")->is(JsonKind::object));
  CHECK(draft.find("awaiting")->find("item")->text == "a");
  CHECK_FALSE(draft.find("awaiting")->find("since")->text.empty());

  s.ok("cancel_photo", of(visit, "b"));
  CHECK(opened(s, visit).find("awaiting")->is(JsonKind::object));
  s.ok("cancel_photo", of(visit, "a"));
  s.reopen();
  CHECK(opened(s, visit).find("awaiting")->is(JsonKind::null));
}

TEST_CASE("a photo stands in its answer as soon as it is added, and ends the waiting") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  s.save(visit, "a", "no");
  const std::string beside = s.photograph(visit, "a", "one");
  const std::string value = s.photograph(visit, "p", "two", "value");
  CHECK(answer_of(s, visit, "a") == "{\"photos\":[\"sha256:" + beside + "\"],\"value\":\"no\"}");
  CHECK(answer_of(s, visit, "p") == "{\"value\":[\"sha256:" + value + "\"]}");
  const Json draft = opened(s, visit);
  CHECK(draft.find("awaiting")->is(JsonKind::null));
  CHECK(draft.find("photo_facts")->members.size() == 2);
  CHECK(draft.find("photo_facts")->find(beside)->find("type")->text == "image/jpeg");

  const int lost = GENERATE(0, 1, 2);
  if (lost == 1) s.phone.sql.lose();
  if (lost == 2) s.phone.slots.lose();
  s.reopen();
  CHECK(answer_of(s, visit, "a") == "{\"photos\":[\"sha256:" + beside + "\"],\"value\":\"no\"}");
  CHECK(opened(s, visit).find("photo_facts")->members.size() == 2);
}

TEST_CASE("an answer that was written before its photo came does not drop it") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  const std::string beside = s.photograph(visit, "a", "one"), value = s.photograph(visit, "p", "two", "value");
  s.save(visit, "a", "no");
  s.ok("save_answer", "{\"visit\":\"" + visit + R"(","item":"p","answer":{"comment":"ici"}})");
  CHECK(answer_of(s, visit, "a") == "{\"photos\":[\"sha256:" + beside + "\"],\"value\":\"no\"}");
  CHECK(answer_of(s, visit, "p") == "{\"comment\":\"ici\",\"value\":[\"sha256:" + value + "\"]}");
}

TEST_CASE("an answer names no photo that was taken away, whatever a late save says") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  const std::string sha256 = s.photograph(visit, "p", "two", "value");
  s.ok("remove_photo", removal(visit, "p", sha256));
  CHECK(answer_of(s, visit, "p").empty());
  s.ok("save_answer", "{\"visit\":\"" + visit + "\",\"item\":\"p\",\"answer\":{\"value\":[\"sha256:" + sha256 + "\"]}}");
  CHECK(answer_of(s, visit, "p").empty());
  CHECK_FALSE(s.phone.files.count(sha256));
}

TEST_CASE("a file leaves the phone with the last visit that names it") {
  Scenario s;
  s.sign_in();
  const std::string first = s.start("m0"), second = s.start("m1");
  const std::string sha256 = s.photograph(first, "a", "same");
  CHECK(s.photograph(second, "a", "same") == sha256);
  s.ok("remove_photo", removal(first, "a", sha256));
  CHECK(s.phone.files.count(sha256));
  s.ok("discard_visit", "{\"visit\":\"" + second + "\"}");
  CHECK_FALSE(s.phone.files.count(sha256));
}

TEST_CASE("the same photo again changes nothing, and what is no photo is refused") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  const std::string sha256 = s.photograph(visit, "a", "one");
  s.photograph(visit, "a", "one");
  CHECK(answer_of(s, visit, "a") == "{\"photos\":[\"sha256:" + sha256 + "\"]}");
  const std::string facts = s.phone.take_photo("x", "b");
  CHECK(s.call("add_photo", "{\"visit\":\"" + visit + R"(","item":"a","as":"photos","facts":)" + facts + "}").code() == "invalid-photo");
  CHECK(s.call("add_photo", "{\"visit\":\"" + visit + R"(","item":"b","as":"other","facts":)" + facts + "}").code() == "invalid-photo");
  CHECK(s.call("add_photo", "{\"visit\":\"" + visit + R"(","item":"b","as":"photos","facts":{}})").code() == "invalid-photo");
  for (int i = 1; i < 20; ++i) s.photograph(visit, "a", std::to_string(i));
  const std::string more = s.phone.take_photo("one too many", "a");
  CHECK(s.call("add_photo", "{\"visit\":\"" + visit + R"(","item":"a","as":"photos","facts":)" + more + "}").code() == "too-many-photos");
}

TEST_CASE("a submission lists the facts of the photos that it names, and only those stay") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  const std::string kept = s.photograph(visit, "a", "one"), dropped = s.photograph(visit, "p", "two", "value");
  s.ok("save_answer", "{\"visit\":\"" + visit + R"(","item":"p","answer":{"na":true}})");
  s.network = false;
  s.submit(visit);
  CHECK_FALSE(s.phone.files.count(dropped));
  s.network = true;
  s.ok("sync");
  const auto submission = parse_submission(*s.server.bodies(visit).begin());
  REQUIRE(submission);
  REQUIRE(submission->photos.size() == 1);
  CHECK(submission->photos[0].sha256 == kept);
  CHECK(submission->photos[0].item == "a");
}

TEST_CASE("photos follow their visit, in chunks, until the server has them whole") {
  Scenario s;
  s.sign_in();
  const std::string bytes = big('x', 3'000'000);
  const Sent sent = submitted_offline(s, "m0", bytes);
  CHECK(photos_of(s, sent.visit) == R"({"total":1,"sent":0})");
  CHECK(queue_of(s) == "[{\"id\":\"" + sent.visit + R"(","state":"saved","problem":null,"photos":{"total":1,"sent":0,"bytes_sent":0,"bytes":3000000}}])");
  s.network = true;
  s.ok("sync");
  REQUIRE(s.server.photos().count(sent.sha256));
  CHECK(s.server.photos().at(sent.sha256) == bytes);
  CHECK(photos_of(s, sent.visit) == R"({"total":1,"sent":1})");
  CHECK(queue_of(s) == "[]");
  CHECK(s.phone.files.count(sent.sha256));
}

TEST_CASE("a visit whose photos are not all received counts as not yet received") {
  Scenario s;
  s.sign_in();
  const Sent sent = submitted_offline(s, "m0", "bytes");
  s.network = true;
  s.server.refuse_photo[sent.sha256] = {500, "broken"};
  s.ok("sync");
  CHECK(s.state_of(sent.visit) == "received");
  CHECK(s.ok("open").find("unsent")->text == "1");
  CHECK(s.call("sign_out").code() == "unsent-visits");
  s.server.refuse_photo.clear();
  s.ok("sync");
  CHECK(s.ok("open").find("unsent")->text == "0");
}

TEST_CASE("an upload that was cut goes on where the server stands, also after a restart") {
  Scenario s;
  s.sign_in();
  const Sent sent = submitted_offline(s, "m0", big('x', 2'000'000));
  s.network = true;
  s.phone.send("sync");
  std::size_t chunks = 0, bytes = 0;
  for (int round = 0; round < 40 && chunks < 2; ++round)
    for (const HttpRequest& request : s.phone.take_requests()) {
      if (request.method == "PATCH") ++chunks, bytes += request.body.size();
      s.phone.respond(request.id, s.server.handle(s.client, request));
    }
  REQUIRE(chunks == 2);
  REQUIRE(bytes < 2'000'000);
  s.phone.restart();
  s.phone.send("open");
  std::size_t again = 0;
  for (int round = 0; round < 60; ++round)
    for (const HttpRequest& request : s.phone.take_requests()) {
      if (request.method == "PATCH") again += request.body.size();
      s.phone.respond(request.id, s.server.handle(s.client, request));
    }
  CHECK(s.server.photos().count(sent.sha256));
  CHECK(bytes + again == 2'000'000);
}

TEST_CASE("an answer that was lost makes the phone ask anew, and nothing is sent twice into the file") {
  Scenario s;
  s.sign_in();
  const Sent sent = submitted_offline(s, "m0", big('x', 1'500'000));
  s.network = true;
  s.phone.send("sync");
  int patches = 0;
  for (int round = 0; round < 200 && !s.server.photos().count(sent.sha256); ++round) {
    const auto requests = s.phone.take_requests();
    if (requests.empty()) s.phone.wait(s.phone.wake_in_ms().value_or(1000));
    for (const HttpRequest& request : requests) {
      HttpResponse response = s.server.handle(s.client, request);
      if (request.method == "PATCH" && ++patches % 2) response = HttpResponse();
      s.phone.respond(request.id, response);
    }
  }
  REQUIRE(s.server.photos().count(sent.sha256));
  pass_time(s, 600'000);
  CHECK(photos_of(s, sent.visit) == R"({"total":1,"sent":1})");
}

TEST_CASE("a visit goes before the next chunk of a photo") {
  Scenario s;
  s.sign_in();
  const Sent sent = submitted_offline(s, "m0", big('x', 2'000'000));
  s.network = true;
  s.phone.send("sync");
  std::vector<HttpRequest> chunk;
  for (int round = 0; round < 40 && chunk.empty(); ++round)
    for (const HttpRequest& request : s.phone.take_requests()) {
      if (request.method == "PATCH") chunk.push_back(request);
      else s.phone.respond(request.id, s.server.handle(s.client, request));
    }
  REQUIRE(chunk.size() == 1);
  const std::int64_t started = s.phone.send("start_visit", R"({"mission":"m1"})");
  const std::string second = s.phone.answer(started)->value.find("visit")->find("id")->text;
  s.phone.send("submit_visit", "{\"visit\":\"" + second + "\",\"device_score\":null}");
  const auto put = s.phone.take_requests();
  REQUIRE(put.size() == 1);
  CHECK(put[0].method == "PUT");
  s.phone.respond(chunk[0].id, s.server.handle(s.client, chunk[0]));
  CHECK(s.phone.take_requests().empty());
  s.phone.respond(put[0].id, s.server.handle(s.client, put[0]));
  s.exchange();
  CHECK(s.server.photos().count(sent.sha256));
}

TEST_CASE("a photo that cannot be sent blocks neither the others nor the visits") {
  Scenario s(1, 4);
  s.sign_in();
  const Sent broken = submitted_offline(s, "m0", "one"), refused = submitted_offline(s, "m1", "two"),
             gone = submitted_offline(s, "m2", "three"), good = submitted_offline(s, "m3", "four");
  s.server.refuse_photo[broken.sha256] = {500, "broken"};
  s.server.refuse_photo[refused.sha256] = {422, "photo-type"};
  const std::string kept = s.phone.files.at(gone.sha256);
  s.phone.files.erase(gone.sha256);
  s.network = true;
  s.ok("sync");
  for (const Sent& sent : {broken, refused, gone, good}) CHECK(s.state_of(sent.visit) == "received");
  CHECK(photos_of(s, good.visit) == R"({"total":1,"sent":1})");
  CHECK(entry_of(s, refused.visit).find("problem")->text == "photo-type");
  CHECK(entry_of(s, gone.visit).find("problem")->text == "photo-file-missing");
  CHECK_FALSE(entry_of(s, broken.visit).find("problem"));

  s.phone.files[gone.sha256] = kept;
  s.server.refuse_photo.clear();
  pass_time(s, 600'000);
  CHECK(photos_of(s, broken.visit) == R"({"total":1,"sent":1})");
  CHECK(photos_of(s, gone.visit) == R"({"total":1,"sent":1})");
  CHECK_FALSE(entry_of(s, gone.visit).find("problem"));
  CHECK(photos_of(s, refused.visit) == R"({"total":1,"sent":0})");
  s.ok("retry_parked", "{\"visit\":\"" + refused.visit + "\"}");
  CHECK(photos_of(s, refused.visit) == R"({"total":1,"sent":1})");
}

TEST_CASE("a photo that arrives damaged three times is parked, and its file stays") {
  Scenario s;
  s.sign_in();
  const Sent sent = submitted_offline(s, "m0", "right");
  s.phone.files[sent.sha256] = "wrong";
  s.network = true;
  s.ok("sync");
  CHECK(entry_of(s, sent.visit).find("problem")->text == "photo-damaged");
  CHECK(s.phone.files.count(sent.sha256));
  s.phone.files[sent.sha256] = "right";
  s.ok("sync");
  CHECK(photos_of(s, sent.visit) == R"({"total":1,"sent":1})");
}

TEST_CASE("progress is told at most four times a second") {
  Scenario s;
  s.sign_in();
  const Sent sent = submitted_offline(s, "m0", big('x', 4'000'000));
  s.network = true;
  s.phone.pushes.clear();
  s.ok("sync");
  int progress = 0;
  for (const Push& push : s.phone.pushes) progress += push.topic == "photo_progress";
  CHECK(progress == 1);
}

TEST_CASE("the log of a received visit stays until its photos are sent: a lost database loses none of them") {
  Scenario s;
  s.sign_in();
  const Sent sent = submitted_offline(s, "m0", "bytes");
  s.network = true;
  s.server.refuse_photo[sent.sha256] = {500, "broken"};
  s.ok("sync");
  REQUIRE(s.state_of(sent.visit) == "received");
  s.server.refuse_photo.clear();
  s.phone.sql.lose();
  s.reopen();
  s.ok("sync");
  CHECK(s.server.photos().count(sent.sha256));
  CHECK(s.server.bodies(sent.visit).size() == 1);
  s.phone.sql.lose();
  s.reopen();
  CHECK(s.ok("open").find("recovered")->text == "0");
}

TEST_CASE("after a restored backup photos are sent again, too") {
  Scenario s;
  s.sign_in();
  const auto backup = s.server.backup();
  const Sent sent = submitted_offline(s, "m0", "bytes");
  s.network = true;
  s.ok("sync");
  REQUIRE(s.server.photos().count(sent.sha256));
  s.server.restore(backup);
  REQUIRE(s.server.photos().empty());
  s.ok("sync");
  CHECK(s.server.photos().count(sent.sha256));
  CHECK(s.server.bodies(sent.visit).size() == 1);
}

TEST_CASE("a photo without its file is shown, and a file without a photo is kept for a day") {
  Scenario s;
  s.sign_in();
  const Sent sent = submitted_offline(s, "m0", "bytes");
  const std::string file = "{\"sha256\":\"" + sent.sha256 + "\",\"bytes\":5}";
  const std::string stray = sha256_hex("stray");
  s.phone.files[stray] = "stray";
  const auto check = [&](const std::string& files) { return s.ok("check_photos", "{\"files\":[" + files + "]}").find("missing")->text; };
  CHECK(check("{\"sha256\":\"" + stray + "\",\"bytes\":5}") == "1");
  CHECK(entry_of(s, sent.visit).find("problem")->text == "photo-file-missing");
  CHECK(check("{\"sha256\":\"" + sent.sha256 + "\",\"bytes\":4}") == "1");
  CHECK(check(file + ",{\"sha256\":\"" + stray + "\",\"bytes\":5}") == "0");
  CHECK_FALSE(entry_of(s, sent.visit).find("problem"));
  s.phone.wait(23 * 3'600'000);
  check(file + ",{\"sha256\":\"" + stray + "\",\"bytes\":5}");
  CHECK(s.phone.files.count(stray));
  s.phone.wait(2 * 3'600'000);
  check(file + ",{\"sha256\":\"" + stray + "\",\"bytes\":5}");
  CHECK_FALSE(s.phone.files.count(stray));
  CHECK(s.phone.files.count(sent.sha256));
}

TEST_CASE("no file is tidied away while a camera may be about to hand over its photo") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  s.ok("await_photo", of(visit, "a"));
  const std::string facts = s.phone.take_photo("bytes", "a"), sha256 = sha256_hex("bytes");
  const std::string files = "{\"files\":[{\"sha256\":\"" + sha256 + "\",\"bytes\":5}]}";
  s.ok("check_photos", files);
  s.phone.wait(48 * 3'600'000);
  s.ok("check_photos", files);
  CHECK(s.phone.files.count(sha256));
  s.ok("add_photo", "{\"visit\":\"" + visit + R"(","item":"a","as":"photos","facts":)" + facts + "}");
  CHECK(answer_of(s, visit, "a") == "{\"photos\":[\"sha256:" + sha256 + "\"]}");
}

TEST_CASE("photos of people who share a phone are apart: unseen, unsent and untouched by the other") {
  Scenario s;
  s.sign_in("anna");
  const Sent sent = submitted_offline(s, "m0", "bytes");
  const std::string draft = s.start("m1");
  const std::string photo = s.photograph(draft, "a", "draft");
  s.ok("sign_out", R"({"even_unsent":true})");
  s.network = true;
  s.sign_in("bob");
  pass_time(s, 600'000);
  CHECK(s.server.photos().empty());
  CHECK(queue_of(s) == "[]");
  CHECK(s.call("remove_photo", removal(draft, "a", photo)).code() == "unknown-visit");
  CHECK(s.call("await_photo", of(draft, "a")).code() == "unknown-visit");
  CHECK(s.ok("export_rescue").find("visits")->elements.empty());
  s.ok("retry_parked", "{\"visit\":\"" + sent.visit + "\"}");
  CHECK(s.call("send_parked", "{\"visit\":\"" + sent.visit + R"(","note":""})").code() == "unknown-visit");
  CHECK(s.phone.files.size() == 2);
  s.ok("sign_out");
  s.sign_in("anna");
  CHECK(s.server.photos().count(sent.sha256));
  CHECK(answer_of(s, draft, "a") == "{\"photos\":[\"sha256:" + photo + "\"]}");
}

TEST_CASE("what the screen was doing comes back with a lost database: section and running stopwatches") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  s.ok("save_draft_state", "{\"visit\":\"" + visit + R"(","ui":{"section":2,"stopwatches":{"wait":17}}})");
  s.phone.sql.lose();
  s.reopen();
  CHECK(write_json(*opened(s, visit).find("ui")) == R"({"section":2,"stopwatches":{"wait":17}})");
}
