#include "tests/simulation/world.hpp"

#include <stdexcept>

#include "shared/sync/digest.hpp"
#include "tests/faults/support/settings.hpp"
#include "tests/faults/support/sim_content.hpp"

namespace constat::test {
namespace {

// Small worlds find most faults and are quick; every 50th is large.
bool is_large(std::uint64_t seed) { return seed % 50 == 0; }

}  // namespace

World::World(std::uint64_t seed)
    : rng_(seed), phones_lose_(seed % 2 == 0), photos_(seed % 4 < 2), steps_(is_large(seed) ? 600 : 60), server_(seed) {
  const auto phones = static_cast<int>(is_large(seed) ? rng_.between(6, 20) : rng_.between(2, 3));
  for (int i = 0; i < phones; ++i) {
    actors_.push_back(std::make_unique<Actor>(seed * 1000 + static_cast<std::uint64_t>(i), i));
    actors_.back()->wants_photos = photos_;
    actors_.back()->phone.name = "phone " + std::to_string(i);
  }
  counts_.phones = actors_.size();
}

void World::live() {
  for (int step = 0; step < steps_; ++step) {
    const std::size_t who = rng_.index(actors_.size());
    server_.now_ms += rng_.between(0, 60'000);
    disturb_server();
    actors_[who]->act(rng_);
    end_step(who);
    deliver(/*lossy=*/true);
    if (!server_.disk.is_dead()) server_.disk.no_faults();
    keep_server_up(/*heal=*/false);
    if (!phones_lose_ && actors_.size() < 20 && rng_.chance(1)) copy_a_phone();
  }
}

// What happens to a server and its organisation besides requests.
void World::disturb_server() {
  if (rng_.chance(6)) server_.disk.cut_power_at(rng_.between(1, 50));
  else if (rng_.chance(2)) server_.disk.fail_at(rng_.between(1, 40));
  else if (rng_.chance(1)) server_.disk.fail_from(rng_.between(1, 40));
  if (rng_.chance(1) && server_.is_up()) {
    const int user = static_cast<int>(rng_.below(actors_.size()));
    server::Mission mission = mission_of(user, static_cast<int>(rng_.below(SimServer::kMissionsEach)));
    mission.status = "cancelled";
    try {
      server_.store().write(server::OrganisationId(kOrganisation), [&](server::Writer& writer) { writer.put_mission(mission); });
    } catch (const std::exception&) {  // a fault that was set above: the manager tries again another day
    }
    keep_server_up(false);
  }
  if (rng_.chance(1)) {
    try {
      server_.end_sessions_of(user_name(static_cast<int>(rng_.below(actors_.size()))));
    } catch (const std::exception&) {
    }
    keep_server_up(false);
  }
  if (phones_lose_) return;
  if (rng_.chance(2)) {
    server_.disk.no_faults();
    backup_ = server_.backup();
    trace("server is backed up");
  }
  if (backup_ && rng_.chance(1)) {
    server_.disk.no_faults();
    trace("server is put back from its backup");
    server_.restore(*backup_);
    backup_.reset();
    ++counts_.restores;
  }
}

void World::keep_server_up(bool heal) {
  if (!server_.disk.is_dead()) return;
  ++counts_.server_cuts;
  trace("server lost its power");
  for (int tries = 0; tries < 10; ++tries) {
    const bool again = !heal && tries == 0 && rng_.chance(20);
    if (server_.restart(static_cast<Loss>(rng_.below(3)), again ? rng_.between(1, 20) : 0)) return;
    if (!server_.disk.is_dead()) throw std::runtime_error("the server does not start: " + server_.why_not());
  }
}

// Somebody's phone is put back from an older copy, beside the one in use: both submit under the same number.
void World::copy_a_phone() {
  const std::size_t who = rng_.index(actors_.size());
  Actor& from = *actors_[who];
  auto copy = std::make_unique<Actor>(rng_.next(), from.user);
  copy->phone.sql.close();
  copy->phone.vfs.forget_locks();
  copy->phone.disk.load(from.phone.disk.image());
  copy->wants_photos = from.wants_photos;
  copy->phone.name = "phone " + std::to_string(actors_.size());
  trace(copy->phone.name + " is a copy of " + from.phone.name);
  copy->token = from.token;
  copy->restart(rng_, false);
  copy->drafts = from.drafts;
  copy->maybe_submitted = from.maybe_submitted;
  copy->closed = from.closed;
  copy->submitted = from.submitted;
  copy->photos = from.photos;
  actors_.push_back(std::move(copy));
}

void World::end_step(std::size_t who) {
  Actor& actor = *actors_[who];
  if (actor.phone.is_dead()) {
    ++counts_.phone_cuts;
    for (int tries = 0; tries < 10 && (tries == 0 || actor.phone.is_dead()); ++tries) actor.restart(rng_, phones_lose_);
  } else if (rng_.chance(5)) {
    actor.restart(rng_, phones_lose_);
  }
  actor.note_answers();
  collect(who);
}

void World::collect(std::size_t who) {
  Actor& actor = *actors_[who];
  for (HttpRequest& request : actor.phone.take_requests()) {
    auto body = actor.phone.body_of(request);
    if (!body) {
      HttpResponse unreadable;
      unreadable.status = kUnreadableFile;
      actor.phone.respond(request.id, unreadable);
      continue;
    }
    if (request.blob) request.headers.emplace_back("Content-Digest", content_digest(*body));
    wires_.push_back({who, actor.life, actor.token, std::move(request), std::move(*body)});
  }
}

HttpResponse World::send(Wire& wire) {
  ++counts_.requests;
  trace(actors_[wire.phone]->phone.name + " sends " + std::to_string(wire.request.id) + ": " + wire.request.method + " " + wire.request.path + " " + wire.body.substr(0, 200));
  HttpResponse response = server_.handle(wire.token, wire.request, wire.body);
  keep_server_up(false);
  return response;
}

void World::respond(const Wire& wire, const HttpResponse& response) {
  Actor& actor = *actors_[wire.phone];
  if (actor.life != wire.life) return;
  if (wire.request.path == "/api/v1/session" && response.status == 200) actor.token = wire.token;
  actor.phone.respond(wire.request.id, response);
  if (actor.phone.is_dead()) end_step(wire.phone);
  actor.note_answers();
  collect(wire.phone);
}

void World::deliver(bool lossy) {
  for (int rounds = 0; !wires_.empty() && rounds < (lossy ? 3 : 2000); ++rounds) {
    const std::size_t at = lossy ? rng_.index(wires_.size()) : 0;
    Wire wire = std::move(wires_[at]);
    wires_.erase(wires_.begin() + static_cast<std::ptrdiff_t>(at));
    if (lossy && rng_.chance(12)) {
      respond(wire, HttpResponse());  // never arrived
      continue;
    }
    if (lossy && rng_.chance(4)) continue;  // lost without a word: the engine gives up by itself
    if (lossy && wire.request.path.rfind("/api/v1/sync", 0) == 0 && rng_.chance(1))
      wire.request.path = "/api/v1/sync?limit=10&cursor=long-ago.1";  // older than what the server remembers: 410
    HttpResponse response = send(wire);
    if (lossy && rng_.chance(10)) response = send(wire);          // arrived twice
    if (lossy && rng_.chance(12)) response = HttpResponse();      // cut after the server acted
    respond(wire, response);
    if (lossy && rng_.chance(5)) respond(wire, response);
    if (lossy && rng_.chance(3)) wires_.push_back(wire);          // and once more, later
  }
}

bool World::is_quiet(std::size_t who) {
  Actor& actor = *actors_[who];
  if (!actor.signed_in) return false;
  const auto sync = parse_json(actor.phone.last_sync);
  return sync && sync->find("state")->text == "idle" && sync->find("unsent")->text == "0" && sync->find("last_error")->is(JsonKind::null);
}

void World::heal() {
  server_.disk.no_faults();
  keep_server_up(true);
  for (auto& actor : actors_) {
    actor->phone.disk.no_faults();
    actor->phone.last_sync.clear();
  }
  // What is still under way arrives, or not.
  deliver(/*lossy=*/true);
  wires_.clear();
  for (std::size_t who = 0; who < actors_.size(); ++who) bring_home(who);
  // What the later ones sent is news for the earlier ones: each pulls once more, until nobody has any.
  const auto seq = [&] { return server_.store().read(server::OrganisationId(kOrganisation))->seq(); };
  for (std::int64_t before = -1; before != seq();) {
    before = seq();
    for (std::size_t who = 0; who < actors_.size(); ++who) {
      actors_[who]->phone.last_sync.clear();
      (void)actors_[who]->phone.call("sync");
      collect(who);
      deliver(/*lossy=*/false);
      bring_home(who);
    }
  }
}

void World::bring_home(std::size_t who) {
  Actor& actor = *actors_[who];
  for (int round = 0; round < 120 && !is_quiet(who); ++round) {
    actor.note_answers();
    if (!actor.signed_in) actor.sign_in();
    else if (round % 10 == 1) (void)actor.phone.call("sync");
    else actor.phone.wait(actor.phone.wake_in_ms().value_or(1000));
    collect(who);
    deliver(/*lossy=*/false);
  }
}

}  // namespace constat::test
