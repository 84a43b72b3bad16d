// One person with one phone: what they do, at random, and what the phone has promised them so far.
#pragma once

#include <map>
#include <set>
#include <string>

#include "shared/base/rng.hpp"
#include "tests/faults/support/sim_phone.hpp"

namespace constat::test {

class Actor {
 public:
  Actor(std::uint64_t seed, int user);

  void act(Rng& rng);  // something; may end with the phone's power cut
  void sign_in();
  // After the power was cut, or for the fun of it.
  void restart(Rng& rng, bool may_lose_a_copy);
  // What the latest answers say: signed in or not.
  void note_answers();

  struct Draft {
    std::map<std::string, std::string> saved;  // item -> answer as JSON; an item that was asked and not answered is not in it
    std::map<std::string, std::set<std::string>> photos;  // item -> hashes that it has to name
  };
  int user;
  int life = 0;  // answers to a process that died reach nobody
  bool signed_in = false;
  std::string token;  // the session's cookie
  SimPhone phone;

  std::map<std::string, Draft> drafts;
  // Drafts whose submission was answered with an error, or not at all: a failed commit may count all the same, so the next
  // start may find them submitted, with all that was saved.
  std::set<std::string> maybe_submitted;
  std::map<std::string, std::string> submitted;      // visit -> sha256, answered "saved"
  std::map<std::string, Draft> closed;               // submission was asked for, whatever was answered
  std::set<std::string> discarded, maybe_discarded;
  std::map<std::string, std::string> photos;         // sha256 -> bytes, of photos that were taken in
  bool wants_photos = false;

 private:
  const PhoneAnswer* now(const std::string& name, const std::string& payload = "{}");
  void start_something(Rng& rng);
  void answer_something(Rng& rng);
  void photograph_something(Rng& rng);
  void submit_something(Rng& rng);
  void discard_something(Rng& rng);
  std::map<std::string, Draft>::iterator any_draft(Rng& rng);

  std::int64_t sign_in_seq_ = 0;
};

}  // namespace constat::test
