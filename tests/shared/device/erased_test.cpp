// A person whom the server erased: not a byte of them stays on the phone, and nothing of anybody else goes.
#include <catch_amalgamated.hpp>

#include "shared/base/sha256.hpp"
#include "tests/shared/device/support/scenario.hpp"

using namespace constat;
using namespace constat::test;

namespace {

const std::string kPhoto = "bytes of a photo of a porte-manteau";

// Words of anna's in every place where a phone keeps them.
struct Left {
  std::vector<std::string> words{"anna@example.org", "mot-envoye", "mot-qui-attend", "mot-du-brouillon", "mot-remplace", kPhoto};

  Left(Scenario& s) {
    s.sign_in("anna");
    const std::string sent = s.start("m0");
    s.save(sent, "sourire", "mot-envoye");
    words.push_back(s.photograph(sent, "front", kPhoto));
    s.submit(sent);
    s.ok("sync");
    REQUIRE(s.state_of(sent) == "received");
    s.ok("fetch", R"({"path":"/api/v1/comparison?words=mot-demande"})");
    words.push_back("mot-demande");
    s.network = false;
    const std::string waiting = s.start("m1");
    s.save(waiting, "sourire", "mot-qui-attend");
    s.submit(waiting);
    const std::string draft = s.start("m2");
    s.save(draft, "sourire", "mot-remplace");
    s.save(draft, "sourire", "mot-du-brouillon");
    words.insert(words.end(), {sent, waiting, draft});
    s.network = true;
  }
};

std::vector<std::string> traces(Scenario& s, const std::vector<std::string>& words) {
  std::vector<std::string> found;
  const std::string database = s.phone.sql.bytes();
  for (const std::string& word : words) {
    if (database.find(word) != std::string::npos) found.push_back("database: " + word);
    for (const std::string& slot : s.phone.slots.files())
      if (slot.find(word) != std::string::npos) found.push_back("log: " + word);
    for (const auto& [name, bytes] : s.phone.files)
      if (name == word || bytes.find(word) != std::string::npos) found.push_back("file: " + word);
  }
  return found;
}

std::string told(const Scenario& s) {
  std::string data;
  for (const Push& push : s.phone.pushes)
    if (push.topic == "account_erased") data += push.data;
  return data;
}

// As the host does when nothing else happens: what nobody names and is old goes.
void check_files(Scenario& s) {
  std::string list;
  for (const auto& [name, bytes] : s.phone.files)
    list += (list.empty() ? "{\"sha256\":\"" : ",{\"sha256\":\"") + name + "\",\"bytes\":" + std::to_string(bytes.size()) + "}";
  s.ok("check_photos", "{\"files\":[" + list + "]}");
  s.ok("check_photos", R"({"files":[]})");
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("an erased person's drafts, queue, receipts, photos, pages and account leave the phone with the next answer") {
  Scenario s(1, 3);
  const Left left(s);
  for (const std::string& word : left.words) {
    INFO(word);
    if (word != "mot-remplace") CHECK_FALSE(traces(s, {word}).empty());
  }
  s.server.erase("anna");
  const Answered sync = s.call("sync");
  CHECK(sync.ok);
  CHECK(told(s) == R"({"active":true,"unsent":2})");
  check_files(s);
  CHECK(traces(s, left.words) == Strings{});
  CHECK(s.call("list_visits").code() == "not-signed-in");

  s.reopen();
  CHECK(write_json(*s.ok("open").find("session")) == "null");
  CHECK(traces(s, left.words) == Strings{});
  // The phone works on for whoever comes next.
  s.sign_in("bea");
  const std::string visit = s.start("m0");
  s.submit(visit);
  s.ok("sync");
  CHECK(s.state_of(visit) == "received");
}

TEST_CASE("an answer without a body tells of an erasure by its header") {
  Scenario s(2);
  s.sign_in("anna");
  const std::string visit = s.start("m0");
  s.photograph(visit, "front", kPhoto);
  s.network = false;
  s.submit(visit);
  s.phone.send("sync");
  // The visit goes, and its photo is the first to hear.
  for (bool erased = false; !erased;) {
    const auto requests = s.phone.take_requests();
    REQUIRE_FALSE(requests.empty());
    for (const HttpRequest& request : requests) {
      erased = request.method == "HEAD";
      if (erased) s.server.erase("anna");
      s.phone.respond(request.id, s.server.handle(s.client, request));
    }
  }
  CHECK(told(s) == R"({"active":true,"unsent":1})");
  CHECK(s.phone.files.empty());
}

TEST_CASE("whoever uses the phone now, the copies of a person who was erased since go") {
  Scenario s(3, 3);
  const Left left(s);
  s.ok("sync");
  s.ok("sign_out", R"({"even_unsent":true})");
  s.sign_in("bea");
  const std::string mine = s.start("m0");
  s.save(mine, "sourire", "mot-de-bea");
  const std::string photo = s.photograph(mine, "front", "a photo of bea's");
  s.ok("fetch", R"({"path":"/api/v1/comparison?page=that-names-anna"})");
  REQUIRE(traces(s, {"that-names-anna"}).size() == 1);
  REQUIRE_FALSE(traces(s, left.words).empty());
  s.server.erase("anna");
  s.ok("sync");
  CHECK(told(s) == R"({"active":false,"unsent":1})");
  check_files(s);
  // The visits' ids come with the pull: this server tells everybody of every visit.
  const Strings words(left.words.begin(), left.words.end() - 3);
  CHECK(traces(s, words) == Strings{});
  CHECK(traces(s, {"that-names-anna"}) == Strings{});
  CHECK(s.value_of(mine, "sourire") == "mot-de-bea");
  CHECK(s.phone.files.count(photo) == 1);
  s.submit(mine);
  s.ok("sync");
  CHECK(s.state_of(mine) == "received");
}

TEST_CASE("an erasure that is cut at any write is completed by the next start") {
  for (std::int64_t call = 1;; ++call) {
    Scenario s(4, 3);
    const Left left(s);
    s.server.erase("anna");
    s.phone.faults.crash_at(call);
    bool crashed = false;
    try {
      s.ok("sync");
    } catch (const Crash&) {
      crashed = true;
    }
    s.phone.faults.none();
    INFO("write " << call);
    if (crashed) {
      s.reopen();
      s.ok("open");
      s.call("sync");
      check_files(s);
    }
    if (!crashed) check_files(s);
    CHECK(traces(s, left.words) == Strings{});
    if (!crashed) {
      CHECK(call > 15);
      break;
    }
  }
}

TEST_CASE("a phone that cannot write when it hears of an erasure does it at its next start") {
  Scenario s(5, 3);
  const Left left(s);
  s.server.erase("anna");
  const std::int64_t seq = s.phone.send("sync");
  CHECK(s.phone.answer(seq));
  s.phone.faults.fail_from(4);
  s.exchange();
  s.phone.faults.none();
  REQUIRE(told(s).empty());
  REQUIRE_FALSE(traces(s, {"mot-du-brouillon"}).empty());
  s.reopen();
  s.ok("open");
  s.call("sync");
  check_files(s);
  CHECK(traces(s, left.words) == Strings{});
}
