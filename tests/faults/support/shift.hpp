// A server's shift: every kind of change that it takes, request by request, what it acknowledged, and whether it is kept.
// Faults are set on server.disk before run().
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/faults/support/sim_server.hpp"

namespace constat::test {

class Shift {
 public:
  explicit Shift(std::uint64_t seed) : server(seed) {}

  // Signs in; takes a visit, the same again, another one, a conflict; a photo in two chunks; a decision, a parked item, a
  // manager's change, a change that is given up; starts again. Ends early when the power is cut. What a fault made fail
  // is told in words, the fault is taken away, and the same request has to work.
  void run();

  // After a cut: the server starts, has everything that it acknowledged, does the whole shift with the same answers, and
  // its database can be made again from its log.
  std::vector<std::string> recover(Loss loss, bool database_is_lost = false);
  const std::vector<std::string>& faults() const { return faults_; }
  std::string step_at(std::int64_t call) const;

  SimServer server;
  int refusals = 0;  // requests that were answered with an error in words

 private:
  void step(const std::string& name) { steps_.emplace_back(server.disk.calls(), name); }
  void end_faults();
  void change_something_else();
  HttpResponse ask(std::string& token, HttpRequest request, const std::string& body, std::vector<int> accepted);
  void sign_in(std::string& token, const std::string& user);
  void push(std::string& token, const std::string& visit, const std::string& body, std::vector<int> accepted);
  void send_photo(std::string& token, const std::string& bytes);
  void chunk(std::string& token, const std::string& bytes, std::size_t from, std::size_t to);
  void decide(const std::string& visit, const std::string& body);
  void park();
  void cancel_mission();
  void give_up_a_change();
  void change(const std::function<void(server::Writer&)>& work, bool& acknowledged);
  void check_kept(std::vector<std::string>& broken);
  void check_log(std::vector<std::string>& broken);

  struct Kept {
    std::string visit, body, receipt;
  };
  std::string anna_, ben_, boss_;
  std::map<std::string, Kept> pushed_;  // by hash of the body
  std::int64_t photo_offset_ = 0;
  bool photo_complete_ = false, decided_ = false, parked_ = false, cancelled_ = false;
  std::vector<std::string> faults_;
  std::vector<std::pair<std::int64_t, std::string>> steps_;
};

}  // namespace constat::test
