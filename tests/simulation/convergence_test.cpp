// Several phones with the real engine, a server, and a network that drops, cuts after the server acted, duplicates and
// reorders, while phones crash, lose one of their two copies and set their clocks. Then everything heals, and:
// every submission that was answered is on the server, once, byte for byte; nothing waits any more.
#include <catch_amalgamated.hpp>

#include <cstdlib>
#include <map>
#include <memory>
#include <optional>

#include "shared/base/rng.hpp"
#include "shared/base/sha256.hpp"
#include "tests/shared/device/support/scenario.hpp"

using namespace constat;
using namespace constat::test;

namespace {

struct Wire {
  int phone = 0;
  int life = 0;  // answers to a process that died reach nobody
  HttpRequest request;
};

struct Actor {
  explicit Actor(std::uint64_t seed) : phone(seed) {}
  Phone phone;
  int life = 0;
  bool signed_in = false;
  std::map<std::string, std::map<std::string, std::string>> saved;  // draft -> item -> value
  std::map<std::string, std::string> submitted;                     // visit -> sha256
};

class World {
 public:
  // In one half of the worlds phones lose a copy, in the other the server comes back from a backup: both at once would
  // take a received visit's last copies, which nobody promises to survive.
  explicit World(std::uint64_t seed) : rng_(seed), phones_lose_(seed % 2 == 0) {
    const auto phones = static_cast<int>(rng_.between(2, 5));
    publish_missions(server_, kMissions);
    server_.page_size = static_cast<int>(rng_.between(1, 5));
    for (int i = 0; i < phones; ++i) actors_.push_back(std::make_unique<Actor>(seed * 1000 + static_cast<std::uint64_t>(i)));
    for (auto& actor : actors_) actor->phone.send("open");
  }

  void live(int steps) {
    for (int step = 0; step < steps; ++step) {
      const int who = static_cast<int>(rng_.below(actors_.size()));
      try {
        act(who);
      } catch (const Crash&) {
        restart(who);
      }
      collect(who);
      deliver(/*lossy=*/true);
      if (rng_.chance(1)) server_.expire_cursors();
      if (rng_.chance(1)) backup_ = server_.backup();
      if (backup_ && !phones_lose_ && rng_.chance(1)) {
        server_.restore(*backup_);
        backup_.reset();
      }
    }
  }

  void heal() {
    for (int who = 0; who < static_cast<int>(actors_.size()); ++who) {
      Actor& actor = *actors_[static_cast<std::size_t>(who)];
      actor.phone.faults.none();
      for (int round = 0; round < 60; ++round) {
        if (!actor.signed_in) sign_in(who);
        collect(who);
        deliver(/*lossy=*/false);
        actor.phone.wait(actor.phone.wake_in_ms().value_or(1000));
      }
    }
  }

  void check() {
    for (int who = 0; who < static_cast<int>(actors_.size()); ++who) {
      Actor& actor = *actors_[static_cast<std::size_t>(who)];
      for (const auto& [visit, sha256] : actor.submitted) {
        INFO("phone " << who << ", visit " << visit);
        REQUIRE(server_.bodies(visit).size() == 1);
        CHECK(sha256_hex(*server_.bodies(visit).begin()) == sha256);
      }
      for (const auto& [visit, answers] : actor.saved) {
        INFO("phone " << who << ", draft " << visit);
        const auto seq = actor.phone.send("open_visit", "{\"visit\":\"" + visit + "\"}");
        REQUIRE(actor.phone.answer(seq)->ok);
        const Json* found = actor.phone.answer(seq)->value.find("visit")->find("answers");
        for (const auto& [item, value] : answers) {
          REQUIRE(found->find(item));
          CHECK(found->find(item)->find("value")->text == value);
        }
      }
      const auto seq = actor.phone.send("list_visits");
      REQUIRE(actor.phone.answer(seq)->ok);
      for (const Json& visit : actor.phone.answer(seq)->value.find("visits")->elements)
        CHECK((visit.find("state")->text == "draft" || visit.find("state")->text == "received"));
    }
  }

  std::size_t submissions() const {
    std::size_t count = 0;
    for (const auto& actor : actors_) count += actor->submitted.size();
    return count;
  }

 private:
  static constexpr int kMissions = 8;

  std::string email(int who) const { return "user" + std::to_string(who); }

  // The answer to a command, if it was given at once.
  const Answered* now(Actor& actor, const std::string& name, const std::string& payload = "{}") {
    const Answered* answer = actor.phone.answer(actor.phone.send(name, payload));
    return answer && answer->ok ? answer : nullptr;
  }

  void sign_in(int who) {
    Actor& actor = *actors_[static_cast<std::size_t>(who)];
    const auto seq = actor.phone.send("sign_in", "{\"email\":\"" + email(who) + "@example.org\",\"password\":\"secret\"}");
    for (const HttpRequest& request : actor.phone.take_requests()) actor.phone.respond(request.id, server_.handle(who, request));
    actor.signed_in = actor.phone.answer(seq) && actor.phone.answer(seq)->ok;
  }

  void restart(int who) {
    Actor& actor = *actors_[static_cast<std::size_t>(who)];
    actor.phone.faults.none();
    ++actor.life;
    actor.phone.restart();
    // One of the two copies may be gone, never both.
    if (phones_lose_ && rng_.chance(10)) actor.phone.sql.lose();
    else if (phones_lose_ && rng_.chance(10)) actor.phone.slots.lose();
    now(actor, "open");
  }

  void act(int who) {
    Actor& actor = *actors_[static_cast<std::size_t>(who)];
    if (!actor.signed_in) return sign_in(who);
    if (rng_.chance(15)) actor.phone.faults.crash_at(rng_.between(1, 12));
    if (rng_.chance(5)) actor.phone.now.wall_ms += rng_.between(-20, 20) * 86'400'000;
    switch (rng_.below(8)) {
      case 0: actor.phone.wait(rng_.between(1, 400'000)); break;
      case 1: now(actor, "sync"); break;
      case 2: restart(who); break;
      case 3: case 4: case 5: answer_something(actor); break;
      case 6: submit_something(actor); break;
      default: start_something(actor);
    }
  }

  void start_something(Actor& actor) {
    const std::string mission = "m" + std::to_string(rng_.below(kMissions));
    if (const Answered* opened = now(actor, "start_visit", "{\"mission\":\"" + mission + "\"}"))
      actor.saved[opened->value.find("visit")->find("id")->text];
  }

  void answer_something(Actor& actor) {
    if (actor.saved.empty()) return start_something(actor);
    auto draft = actor.saved.begin();
    std::advance(draft, static_cast<long>(rng_.below(actor.saved.size())));
    const std::string item = "i" + std::to_string(rng_.below(4)), value = "v" + std::to_string(rng_.below(1000));
    const std::string payload = "{\"visit\":\"" + draft->first + "\",\"item\":\"" + item + "\",\"answer\":{\"value\":\"" + value + "\"}}";
    // Asked and not answered leaves either value: the oracle then knows nothing of the item.
    const auto before = draft->second;
    draft->second.erase(item);
    if (now(actor, "save_answer", payload)) draft->second[item] = value;
  }

  void submit_something(Actor& actor) {
    if (actor.saved.empty()) return;
    const std::string visit = actor.saved.begin()->first;
    const auto answers = actor.saved.begin()->second;
    actor.saved.erase(visit);
    const Answered* done = now(actor, "submit_visit", "{\"visit\":\"" + visit + "\",\"device_score\":" + kDeviceScore + "}");
    if (done) actor.submitted[visit] = done->value.find("sha256")->text;
  }

  void collect(int who) {
    Actor& actor = *actors_[static_cast<std::size_t>(who)];
    for (HttpRequest& request : actor.phone.take_requests()) {
      wires_.push_back({who, actor.life, std::move(request)});
    }
  }

  void respond(const Wire& wire, const HttpResponse& response) {
    Actor& actor = *actors_[static_cast<std::size_t>(wire.phone)];
    if (actor.life != wire.life) return;
    try {
      actor.phone.respond(wire.request.id, response);
    } catch (const Crash&) {
      restart(wire.phone);
    }
    collect(wire.phone);
  }

  void deliver(bool lossy) {
    for (int rounds = 0; !wires_.empty() && rounds < (lossy ? 3 : 500); ++rounds) {
      const std::size_t at = lossy ? static_cast<std::size_t>(rng_.below(wires_.size())) : 0;
      const Wire wire = wires_[at];
      wires_.erase(wires_.begin() + static_cast<long>(at));
      if (lossy && rng_.chance(15)) {
        respond(wire, HttpResponse());  // never arrived
        continue;
      }
      if (lossy && rng_.chance(5)) continue;  // lost without a word: the engine gives up by itself
      HttpResponse response = server_.handle(wire.phone, wire.request);
      if (lossy && rng_.chance(10)) response = server_.handle(wire.phone, wire.request);  // arrived twice
      if (lossy && rng_.chance(15)) response = HttpResponse();                           // cut after the server acted
      respond(wire, response);
      if (lossy && rng_.chance(5)) respond(wire, response);
    }
  }

  Rng rng_;
  bool phones_lose_;
  ModelServer server_;
  std::vector<std::unique_ptr<Actor>> actors_;
  std::vector<Wire> wires_;
  std::optional<ModelServer::Backup> backup_;
};

}  // namespace

TEST_CASE("after any weather every submission is on the server, once and byte for byte, and every draft is whole") {
  const char* wanted = std::getenv("CONSTAT_SIMULATION_SEEDS");
  const std::uint64_t seeds = wanted ? std::strtoull(wanted, nullptr, 10) : 200;
  const char* first = std::getenv("CONSTAT_SIMULATION_FIRST");
  const std::uint64_t from = first ? std::strtoull(first, nullptr, 10) : 1;
  std::size_t submissions = 0;
  for (std::uint64_t seed = from; seed < from + seeds; ++seed) {
    INFO("seed " << seed << " (CONSTAT_SIMULATION_FIRST=" << seed << " CONSTAT_SIMULATION_SEEDS=1)");
    World world(seed);
    world.live(150);
    world.heal();
    world.check();
    submissions += world.submissions();
  }
  CHECK(submissions > seeds);
}
