// Shuts down connections whose request takes too long: the HTTP library's own timeouts are per read, and a client that
// sends a byte now and then would hold its thread for ever.
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace constat::server::http {

class Deadlines {
 public:
  explicit Deadlines(std::chrono::seconds allowed);
  ~Deadlines();
  Deadlines(const Deadlines&) = delete;
  Deadlines& operator=(const Deadlines&) = delete;

  // A request begins and ends on this socket; it must end before the socket is closed.
  void begin(int socket);
  void end(int socket);

 private:
  void watch();

  std::chrono::seconds allowed_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool ending_ = false;
  std::map<int, std::chrono::steady_clock::time_point> due_;
  std::thread thread_;
};

}  // namespace constat::server::http
