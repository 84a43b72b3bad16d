// Whatever can happen to visits and to what counts of them, drawn from a seed, over the real routes where there are any: pushes and
// later revisions (elsewhere too), reviews, appeals and their decisions, bodies set aside and decided over, other rules, other people.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "backend/intake/checklist_cache.hpp"
#include "shared/base/rng.hpp"
#include "tests/backend/support/test_server.hpp"

namespace constat::test {

class VisitHistory {
 public:
  // Six sites in two regions, three waves of two programmes, two checklists, one of them in two versions.
  explicit VisitHistory(std::uint64_t seed);

  void step();
  void push(unsigned visit, const std::string& site, const std::string& wave);  // a new one, by the first investigator
  TestServer& server() { return server_; }
  server::Store& store() { return server_.application().store(); }
  // What has happened how often: "push", "revision", "approved", ...
  const std::map<std::string, int>& happened() const { return happened_; }
  std::uint64_t draw(std::uint64_t below) { return rng_.below(below); }

 private:
  struct Sent {
    std::string id, body, site, by;
    int revision = 1;
  };

  std::string body_of(const std::string& id, const std::string& by, std::string& site);
  void push_new();
  void push_again(Sent& visit);
  void review(const Sent& visit);
  void contest();
  void decide_quarantine(const Sent& visit);
  void rules();
  void people();
  void respond();
  void forget();
  Client& as(const std::string& role);
  bool say(const std::string& role, const Sent& visit, std::string json);
  void note(const std::string& what, bool done = true) { happened_[what] += done ? 1 : 0; }

  std::int64_t now_ = server::system_clock()();
  Rng rng_;
  TestServer server_;
  server::ChecklistCache checklists_;
  std::map<std::string, Client> clients_;
  std::vector<Sent> sent_;
  std::map<std::string, int> happened_;
  unsigned made_ = 0, events_ = 0;
  std::int64_t responses_ = 0;
};

}  // namespace constat::test
