// The device engine over real sockets: what the browser's worker does for it, in a test. Its clock jumps, so that its
// waiting between tries costs nothing.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "tests/backend/support/http_client.hpp"
#include "tests/shared/device/support/phone.hpp"

namespace constat::test {

class EngineHost {
 public:
  EngineHost(std::uint64_t seed, std::chrono::milliseconds patience);

  // Throws std::runtime_error when it is refused. Pulls once.
  void sign_in(int port, const std::string& email, const std::string& password);
  void use_port(int port) { port_ = port; }  // from now on

  // A draft of the mission with these answers (item -> JSON value), submitted. The visit's id.
  std::string make_visit(const std::string& mission, const std::map<std::string, std::string>& answers);
  // Serves the engine until nothing of its queue is left: true; or `rounds` waits have passed: false.
  bool run_until_received(int rounds);
  // Asks for a sync and serves the engine until it waits.
  void sync();

  std::map<std::string, std::string> receipts();  // of its received visits
  std::string body_of(const std::string& visit);
  std::int64_t requests() const { return requests_; }
  Phone& phone() { return phone_; }

 private:
  void exchange();
  Answered call(const std::string& name, const std::string& payload = "{}");
  HttpResponse send(const HttpRequest& request);
  bool queue_is_empty();

  Phone phone_;
  std::chrono::milliseconds patience_;
  int port_ = 0;
  std::string cookie_;
  std::int64_t requests_ = 0;
};

}  // namespace constat::test
