// Threads for connections, one each while it lasts. The HTTP library's own pool makes a new thread only when none is idle:
// of many connections that come at once, those that no idle thread is left for would wait until another connection ends.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace constat::server::http {

class ConnectionThreads {
 public:
  // At most `most` threads, made when they are needed and kept; beyond them at most `most_waiting` connections wait.
  ConnectionThreads(std::size_t most, std::size_t most_waiting) : most_(most), most_waiting_(most_waiting) {}
  ~ConnectionThreads() { stop(); }
  ConnectionThreads(const ConnectionThreads&) = delete;
  ConnectionThreads& operator=(const ConnectionThreads&) = delete;

  bool run(std::function<void()> work);  // false: it will not be run
  void stop();                           // what waits is run first

 private:
  bool begin_thread();
  void serve();

  const std::size_t most_, most_waiting_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> waiting_;
  std::size_t idle_ = 0;  // threads that wait for work, or begin
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace constat::server::http
