// Two to twenty phones with the real engine, the real server, and a network between them that drops, duplicates,
// reorders and cuts after the server acted; phones and the server lose power at any change of their disks. Everything
// comes from one seed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/faults/support/sim_server.hpp"
#include "tests/simulation/actor.hpp"

namespace constat::test {

class World {
 public:
  explicit World(std::uint64_t seed);

  void live();
  void heal();
  // Every promise that was not kept, one line each. After heal().
  std::vector<std::string> broken_promises();

  struct Counts {
    std::size_t phones = 0, submissions = 0, photos = 0, server_cuts = 0, phone_cuts = 0, restores = 0, conflicts = 0, quarantined = 0, requests = 0;
  };
  const Counts& counts() const { return counts_; }

 private:
  struct Wire {
    std::size_t phone = 0;
    int life = 0;
    std::string token;
    HttpRequest request;
    std::string body;
  };

  void disturb_server();
  void keep_server_up(bool heal);
  void copy_a_phone();
  void end_step(std::size_t who);
  void collect(std::size_t who);
  void respond(const Wire& wire, const HttpResponse& response);
  HttpResponse send(Wire& wire);
  void deliver(bool lossy);
  bool is_quiet(std::size_t who);
  void bring_home(std::size_t who);  // until it has nothing to send and nothing to ask

  void check_server(std::vector<std::string>& broken);
  void check_phone(Actor& actor, std::vector<std::string>& broken);
  void check_sent(Actor& actor, const std::string& visit, const Actor::Draft& content, const std::string& state, std::vector<std::string>& broken);
  bool was_closed_by_a_copy(const Actor& actor, const std::string& visit) const;
  void check_feed(Actor& actor, std::vector<std::string>& broken);

  Rng rng_;
  // In one half of the worlds phones lose a copy, in the other the server comes back from a backup: both at once would
  // take a received visit's last copies, which nobody promises to survive.
  bool phones_lose_, photos_;
  int steps_;
  SimServer server_;
  std::vector<std::unique_ptr<Actor>> actors_;
  std::vector<Wire> wires_;
  std::optional<SimServer::Backup> backup_;
  Counts counts_;
};

}  // namespace constat::test
