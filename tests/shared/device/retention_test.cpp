// Safe, and when what is safe may leave the phone.
#include <catch_amalgamated.hpp>

#include "tests/shared/device/support/scenario.hpp"

using namespace constat;
using namespace constat::test;

namespace {

constexpr int kDay = 86'400;

bool is_safe(Scenario& s, const std::string& visit) {
  const Json visits = s.ok("list_visits");
  for (const Json& entry : visits.find("visits")->elements)
    if (entry.find("id")->text == visit) return entry.find("safe")->boolean;
  return false;
}

bool has_bytes(Scenario& s, const std::string& visit) { return s.call("open_visit", "{\"visit\":\"" + visit + "\"}").ok; }

// The server's time passes, and the phone hears of it.
void pass_days(Scenario& s, int days) {
  s.server.pass_seconds(days * kDay);
  s.ok("sign_out", R"({"even_unsent":true})");
  s.sign_in();
  s.ok("sync");
}

std::string received(Scenario& s, const std::string& mission = "m0") {
  const std::string visit = s.start(mission);
  s.photograph(visit, "a", "photo of " + mission);
  s.submit(visit);
  s.ok("sync");
  REQUIRE(s.state_of(visit) == "received");
  return visit;
}

}  // namespace

TEST_CASE("a visit is safe once it is copied off the server with its photos, and leaves the phone seven days later") {
  Scenario s;
  s.sign_in();
  s.server.safe_seq = 0;
  const std::string visit = received(s);
  CHECK_FALSE(is_safe(s, visit));
  CHECK(s.ok("list_queue").find("safe_target")->boolean);
  pass_days(s, 40);
  CHECK(has_bytes(s, visit));
  CHECK(s.phone.files.size() == 1);

  s.server.copy_off();
  s.ok("sync");
  CHECK(is_safe(s, visit));
  pass_days(s, 6);
  CHECK(has_bytes(s, visit));
  pass_days(s, 2);
  CHECK_FALSE(has_bytes(s, visit));
  CHECK(s.phone.files.empty());
  CHECK(is_safe(s, visit));
  CHECK(s.state_of(visit) == "received");
}

TEST_CASE("without a copy target a visit stays thirty days after it was received") {
  Scenario s;
  s.sign_in();
  const std::string visit = received(s);
  CHECK_FALSE(is_safe(s, visit));
  CHECK_FALSE(s.ok("list_queue").find("safe_target")->boolean);
  pass_days(s, 29);
  CHECK(has_bytes(s, visit));
  pass_days(s, 2);
  CHECK_FALSE(has_bytes(s, visit));
  CHECK(s.phone.files.empty());
}

TEST_CASE("a visit with a photo that the server has not is never safe and never leaves") {
  Scenario s;
  s.sign_in();
  const bool copies = GENERATE(true, false);
  const std::string visit = s.start();
  const std::string sha256 = s.photograph(visit, "a", "photo");
  s.server.refuse_photo[sha256] = {422, "photo-type"};
  s.submit(visit);
  s.ok("sync");
  if (copies) s.server.copy_off();
  pass_days(s, 1);
  CHECK_FALSE(is_safe(s, visit));
  pass_days(s, 60);
  CHECK(has_bytes(s, visit));
  CHECK(s.phone.files.count(sha256));
}

TEST_CASE("what was not received never leaves, whatever the clocks say") {
  Scenario s;
  s.sign_in();
  const std::string draft = s.start("m0");
  s.network = false;
  const std::string saved = s.start("m1");
  s.submit(saved);
  s.server.refuse[saved] = {422, "odd"};
  s.network = true;
  s.phone.now.wall_ms += std::int64_t{4000} * kDay * 1000;
  s.server.copy_off();
  pass_days(s, 400);
  CHECK(has_bytes(s, draft));
  CHECK(has_bytes(s, saved));
}

TEST_CASE("after a restored backup nothing is safe until the new server says so") {
  Scenario s;
  s.sign_in();
  const std::string visit = received(s);
  s.server.copy_off();
  s.ok("sync");
  REQUIRE(is_safe(s, visit));
  const auto backup = s.server.backup();
  s.server.safe_seq = 0;
  s.server.restore(backup);
  s.ok("sync");
  CHECK_FALSE(is_safe(s, visit));
  pass_days(s, 40);
  CHECK(has_bytes(s, visit));
  s.server.copy_off();
  pass_days(s, 1);
  CHECK(is_safe(s, visit));
  pass_days(s, 8);
  CHECK_FALSE(has_bytes(s, visit));
}
