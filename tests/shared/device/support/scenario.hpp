// A phone and a server with a good network between them, and the words in which the tests speak.
#pragma once

#include <string>

#include "tests/shared/device/support/model_server.hpp"
#include "tests/shared/device/support/phone.hpp"

namespace constat::test {

// `missions` missions m0, m1, ... on a checklist of one choice item per name, with its site.
void publish_missions(ModelServer& server, int missions);

class Scenario {
 public:
  explicit Scenario(std::uint64_t seed = 1, int missions = 2);

  // Answers every request until none is left; no answer to them at all when the network is down.
  void exchange();
  // Sends the command, exchanges, and demands an answer.
  Answered call(const std::string& name, const std::string& payload = "{}");
  // The same, demanding that it succeeds.
  Json ok(const std::string& name, const std::string& payload = "{}");

  void sign_in(const std::string& user = "anna");
  std::string start(const std::string& mission = "m0");  // the visit's id
  Answered save(const std::string& visit, const std::string& item, const std::string& value);
  std::string value_of(const std::string& visit, const std::string& item);  // "" when unanswered
  Json submit(const std::string& visit);
  // Takes a photo of these bytes, as the worker and the screens do; its hash.
  std::string photograph(const std::string& visit, const std::string& item, const std::string& bytes, const std::string& role = "photos");
  std::string state_of(const std::string& visit);  // as list_visits says; "" when it is not there
  void reopen();                                   // crash and start again

  ModelServer server;
  Phone phone;
  bool network = true;
  int client = 1;
};

extern const char* const kDeviceScore;

}  // namespace constat::test
