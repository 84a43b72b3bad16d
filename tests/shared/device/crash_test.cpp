// The process dies at every single write of a whole day's work; what was answered "saved" must be there afterwards.
#include <catch_amalgamated.hpp>

#include <map>
#include <optional>

#include "shared/base/sha256.hpp"
#include "tests/shared/device/support/scenario.hpp"

using namespace constat;
using namespace constat::test;

namespace {

// What the phone has promised so far.
struct Promised {
  std::string visit;                            // "" until start_visit was answered
  std::map<std::string, std::string> saved;     // item -> value
  std::optional<std::string> sha256;
  std::map<std::string, std::string> asked;     // asked, not answered: may be there or not
  std::string photo, section;                   // of item "p"; of the screen
  bool awaiting = false;
};

void work(Scenario& s, Promised& promised) {
  s.sign_in();
  promised.visit = s.start();
  for (int i = 0; i < 6; ++i) {
    const std::string item = i % 2 ? "a" : "b" + std::to_string(i), value = "v" + std::to_string(i);
    promised.asked = {{item, value}};
    if (s.save(promised.visit, item, value).ok) promised.saved[item] = value;
  }
  promised.asked.clear();
  const std::string place = "{\"visit\":\"" + promised.visit + "\"";
  promised.awaiting = s.ok("await_photo", place + R"(,"item":"p"})").is(JsonKind::object);
  const std::string facts = s.phone.take_photo("bytes of a photo", "p");
  // While it is asked, the camera may still be waited for or not.
  promised.awaiting = false;
  s.ok("add_photo", place + R"(,"item":"p","as":"value","facts":)" + facts + "}");
  promised.photo = sha256_hex("bytes of a photo");
  const std::string other = s.photograph(promised.visit, "q", "bytes of another");
  s.ok("remove_photo", place + R"(,"item":"q","sha256":")" + other + "\"}");
  s.ok("save_draft_state", place + R"(,"ui":{"section":4}})");
  promised.section = "4";
  s.network = false;
  promised.sha256 = s.submit(promised.visit).find("sha256")->text;
  s.network = true;
  s.ok("sync");
}

enum class Lost { nothing, database, logs };

void check(Scenario& s, const Promised& promised, Lost lost) {
  if (lost == Lost::database) s.phone.sql.lose();
  if (lost == Lost::logs) s.phone.slots.lose();
  s.network = false;
  s.reopen();
  s.network = true;
  if (s.ok("open").find("session")->is(JsonKind::null)) s.sign_in();
  if (promised.visit.empty()) return;
  const std::string state = s.state_of(promised.visit);
  REQUIRE((state == "draft" || promised.sha256 || promised.saved.size() == 4));
  if (!promised.photo.empty() && !s.server.photos().count(promised.photo)) CHECK(s.phone.files.count(promised.photo));
  if (!promised.sha256 && state == "draft") {
    for (const auto& [item, value] : promised.saved) {
      const std::string found = s.value_of(promised.visit, item);
      const auto asked = promised.asked.find(item);
      CHECK((found == value || (asked != promised.asked.end() && found == asked->second)));
    }
    const Json draft = s.ok("open_visit", "{\"visit\":\"" + promised.visit + "\"}");
    if (promised.awaiting) CHECK(draft.find("awaiting")->is(JsonKind::object));
    if (!promised.photo.empty()) {
      const Json* answer = draft.find("visit")->find("answers")->find("p");
      REQUIRE(answer);
      CHECK(write_json(*answer) == "{\"value\":[\"sha256:" + promised.photo + "\"]}");
      CHECK(draft.find("photo_facts")->find(promised.photo));
    }
    if (!promised.section.empty()) CHECK(draft.find("ui")->find("section")->text == promised.section);
    return;
  }
  s.ok("sync");
  REQUIRE(s.server.bodies(promised.visit).size() == 1);
  const std::string& body = *s.server.bodies(promised.visit).begin();
  if (!promised.photo.empty()) {
    CHECK(body.find("sha256:" + promised.photo) != std::string::npos);
    CHECK(s.server.photos().count(promised.photo));
  }
  if (promised.sha256) CHECK(sha256_hex(body) == *promised.sha256);
  for (const auto& [item, value] : promised.saved) CHECK(body.find("\"" + item + "\":{\"value\":\"" + value + "\"}") != std::string::npos);
}

}  // namespace

TEST_CASE("nothing that was saved is lost when the process dies at any write, even if the database or the logs go with it") {
  const Lost lost = GENERATE(Lost::nothing, Lost::database, Lost::logs);
  std::int64_t writes = 0;
  {
    Scenario s;
    Promised promised;
    const std::int64_t before = s.phone.faults.calls();
    work(s, promised);
    writes = s.phone.faults.calls() - before;
    REQUIRE(promised.sha256);
  }
  REQUIRE(writes > 80);
  for (std::int64_t at = 1; at <= writes; ++at) {
    INFO("write " << at << " of " << writes << ", lost " << static_cast<int>(lost));
    Scenario s;
    Promised promised;
    s.phone.faults.crash_at(at);
    bool crashed = false;
    try {
      work(s, promised);
    } catch (const Crash&) {
      crashed = true;
    }
    REQUIRE(crashed);
    s.phone.faults.none();
    // A visit that is received with its photos has nothing left in the logs to lose.
    if (lost == Lost::database && !s.server.bodies(promised.visit).empty() && s.server.photos().count(promised.photo)) continue;
    check(s, promised, lost);
  }
}

TEST_CASE("the process dies while it recovers, at any write, and recovers the next time") {
  for (std::int64_t at = 1; at < 40; ++at) {
    INFO("write " << at);
    Scenario s;
    s.sign_in();
    const std::string visit = s.start();
    s.save(visit, "a", "oui");
    s.phone.sql.lose();
    s.phone.faults.crash_at(at);
    try {
      s.reopen();
    } catch (const Crash&) {
    }
    s.phone.faults.none();
    s.reopen();
    CHECK(s.value_of(visit, "a") == "oui");
  }
}

TEST_CASE("when any one write fails, the phone says so or does it later, and loses nothing") {
  for (std::int64_t at = 1; at < 16; ++at) {
    INFO("write " << at);
    Scenario s;
    s.sign_in();
    const std::string visit = s.start();
    s.phone.faults.fail_at(at);
    const std::int64_t first = s.phone.send("save_answer", "{\"visit\":\"" + visit + R"(","item":"a","answer":{"value":"un"}})");
    const std::int64_t second = s.phone.send("save_answer", "{\"visit\":\"" + visit + R"(","item":"b","answer":{"value":"deux"}})");
    s.phone.wait(60'000);
    s.exchange();
    REQUIRE(s.phone.answer(first));
    REQUIRE(s.phone.answer(second));
    s.phone.faults.none();
    s.reopen();
    CHECK(s.value_of(visit, "a") == "un");
    CHECK(s.value_of(visit, "b") == "deux");
  }
}
