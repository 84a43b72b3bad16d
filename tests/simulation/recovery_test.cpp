// How long it takes until everything is delivered again: after a partition, and after the server came back from an older
// backup. Time is simulated. CONSTAT_PARTITION_SCHEDULES and CONSTAT_RESTORES how many seeds.
#include <catch_amalgamated.hpp>

#include <memory>

#include "shared/sync/digest.hpp"
#include "tests/faults/support/settings.hpp"
#include "tests/faults/support/sim_content.hpp"
#include "tests/faults/support/sim_server.hpp"
#include "tests/simulation/actor.hpp"

using namespace constat;
using namespace constat::test;

namespace {

constexpr std::int64_t kMinuteMs = 60'000, kTickMs = 500;

class Town {
 public:
  Town(std::uint64_t seed, int phones) : rng_(seed), server(seed) {
    for (int i = 0; i < phones; ++i) actors.push_back(std::make_unique<Actor>(seed * 100 + static_cast<std::uint64_t>(i), i));
    for (auto& actor : actors) {
      actor->sign_in();
      exchange(*actor);
      actor->note_answers();
    }
    run_until_quiet(5 * kMinuteMs);
  }

  // Every phone does a mission of its own: three answers and a submission.
  void work(int mission) {
    for (auto& actor : actors) {
      const std::string name = mission_name(actor->user, mission);
      const std::string visit = value_of(*actor, "start_visit", "{\"mission\":\"" + name + "\"}").find("visit")->find("id")->text;
      for (int item = 0; item < 3; ++item)
        value_of(*actor, "save_answer", "{\"visit\":\"" + visit + "\",\"item\":\"i" + std::to_string(item) + R"(","answer":{"value":"v1"}})");
      submitted[visit] = value_of(*actor, "submit_visit", "{\"visit\":\"" + visit + "\",\"device_score\":" + kAnyDeviceScore + "}").find("sha256")->text;
      exchange(*actor);
    }
  }

  // The simulated time until no phone has anything to send; at most `limit`.
  std::int64_t run_until_quiet(std::int64_t limit) {
    for (std::int64_t passed = 0; passed < limit; passed += kTickMs) {
      bool quiet = true;
      for (auto& actor : actors) {
        exchange(*actor);
        quiet = quiet && unsent(*actor) == 0;
      }
      if (quiet) return passed;
      pass(kTickMs);
    }
    return limit;
  }

  void pass(std::int64_t ms) {
    server.now_ms += ms;
    for (auto& actor : actors) {
      actor->phone.wait(ms);
      exchange(*actor);
    }
  }

  int on_the_server() {
    const auto reader = server.store().read(server::OrganisationId(kOrganisation));
    int count = 0;
    for (const auto& [visit, sha256] : submitted) {
      const auto revisions = reader->revisions(VisitId(visit));
      count += revisions.size() == 1 && revisions.front().sha256 == sha256;
    }
    return count;
  }

  bool network = true;
  std::uint64_t loss_percent = 0;
  std::vector<std::unique_ptr<Actor>> actors;
  std::map<std::string, std::string> submitted;

 private:
  Rng rng_;

 public:
  SimServer server;

 private:
  Json value_of(Actor& actor, const std::string& name, const std::string& payload) {
    const PhoneAnswer* answer = actor.phone.call(name, payload);
    if (!answer || !answer->ok) throw std::logic_error(name + " was refused: " + (answer ? answer->code() : "no answer"));
    return answer->value;
  }

  std::int64_t unsent(Actor& actor) {
    std::int64_t count = 0;
    const PhoneAnswer* list = actor.phone.call("list_visits");
    for (const Json& visit : list->value.find("visits")->elements) count += visit.find("state")->text == "saved";
    return count;
  }

  void exchange(Actor& actor) {
    for (int round = 0; round < 200; ++round) {
      const auto requests = actor.phone.take_requests();
      if (requests.empty()) return;
      for (const HttpRequest& request : requests) {
        const bool lost = !network || rng_.chance(loss_percent);
        actor.phone.respond(request.id, lost ? HttpResponse() : server.handle(actor.token, request, request.body));
      }
    }
  }
};

}  // namespace

TEST_CASE("after a partition of hours every queue empties within ten minutes") {
  const std::uint64_t schedules = number_from("CONSTAT_PARTITION_SCHEDULES", 5), first = number_from("CONSTAT_PARTITION_FIRST", 1);
  std::int64_t longest = 0;
  for (std::uint64_t seed = first; seed < first + schedules; ++seed) {
    INFO("CONSTAT_PARTITION_FIRST=" << seed << " CONSTAT_PARTITION_SCHEDULES=1");
    Rng rng(seed);
    Town town(seed, static_cast<int>(rng.between(4, 10)));
    town.network = false;
    for (int mission = 0; mission < SimServer::kMissionsEach; ++mission) {
      town.work(mission);
      for (std::int64_t minutes = rng.between(5, 90); minutes > 0; --minutes) town.pass(kMinuteMs);
    }
    REQUIRE(town.on_the_server() == 0);
    town.network = true;
    town.loss_percent = 10;  // it comes back as networks do
    const std::int64_t took = town.run_until_quiet(11 * kMinuteMs);
    longest = std::max(longest, took);
    CHECK(took <= 10 * kMinuteMs);
    CHECK(town.on_the_server() == static_cast<int>(town.submitted.size()));
  }
  WARN(schedules << " partitions; the longest queue was empty after " << longest / 1000 << " s");
}

TEST_CASE("when the server comes back from an older backup, the phones bring every visit back") {
  const std::uint64_t restores = number_from("CONSTAT_RESTORES", 5), first = number_from("CONSTAT_RESTORES_FIRST", 1);
  std::size_t visits = 0, lost = 0;
  for (std::uint64_t seed = first; seed < first + restores; ++seed) {
    INFO("CONSTAT_RESTORES_FIRST=" << seed << " CONSTAT_RESTORES=1");
    Town town(seed, 4);
    const auto empty = town.server.backup();
    town.work(0);
    REQUIRE(town.run_until_quiet(10 * kMinuteMs) < 10 * kMinuteMs);
    const auto older = seed % 2 ? town.server.backup() : empty;
    town.work(1);
    town.work(2);
    REQUIRE(town.run_until_quiet(10 * kMinuteMs) < 10 * kMinuteMs);
    REQUIRE(town.on_the_server() == static_cast<int>(town.submitted.size()));
    town.server.restore(older);
    const int left = town.on_the_server();
    REQUIRE(left < static_cast<int>(town.submitted.size()));
    town.pass(6 * kMinuteMs);  // the next poll tells them
    (void)town.run_until_quiet(10 * kMinuteMs);
    CHECK(town.on_the_server() == static_cast<int>(town.submitted.size()));
    visits += town.submitted.size();
    lost += town.submitted.size() - static_cast<std::size_t>(left);
  }
  WARN(restores << " restores; of " << visits << " visits the backups lacked " << lost << ", all came back");
}
