// One investigator's day on one phone, command by command, against the model server: what was promised on the way, and
// whether it was kept. Faults are set on phone.disk before run().
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/faults/support/sim_phone.hpp"
#include "tests/shared/device/support/model_server.hpp"

namespace constat::test {

class Day {
 public:
  explicit Day(std::uint64_t seed);

  // Opens, signs in, pulls, answers, submits, discards, is received, takes up a visit that another phone sent and a reviewer
  // returned, lets a month pass. Ends early when the power is cut.
  // A command that a fault made fail is told so, the fault is taken away, and the same command has to work.
  void run();

  // After a cut: starts the phone again until it stands, checks what is shown without a network, then heals and checks
  // what the server has. Nothing: every promise was kept.
  std::vector<std::string> recover(Loss loss, SimPhone::Copy lost = SimPhone::Copy::none);
  // Of run(): commands that kept failing, refusals without words.
  const std::vector<std::string>& faults() const { return faults_; }

  // The call of the disk at which each step of run() began, for messages.
  std::string step_at(std::int64_t call) const;

  SimPhone phone;
  ModelServer server;
  int refusals = 0;  // commands that were answered with an error in words

 private:
  const PhoneAnswer* ask(const std::string& name, const std::string& payload = "{}");
  void step(const std::string& name);
  void end_faults();
  void exchange();
  void settle();
  std::string start(const std::string& mission);
  void save(const std::string& visit, const std::string& item, const std::string& value);
  void photograph(const std::string& visit, const std::string& item);
  void submit(const std::string& visit);
  void take_over(const std::string& visit);
  bool open_again();
  void check_phone(std::vector<std::string>& broken);
  void check_server(std::vector<std::string>& broken);

  struct Promised {
    std::map<std::string, std::string> saved, asked;  // item -> value; asked: perhaps
    bool maybe_submitted = false, discarded = false, maybe_discarded = false, received = false;
    std::optional<std::string> sha256;
    std::int64_t revision = 1;  // that this phone makes
    std::map<std::string, std::string> photos;  // sha256 -> bytes
  };
  std::map<std::string, Promised> visits_;
  std::vector<std::string> faults_;
  std::vector<std::pair<std::int64_t, std::string>> steps_;
};

}  // namespace constat::test
