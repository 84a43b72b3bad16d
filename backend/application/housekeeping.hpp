// What a running server does by itself once a day, the first time when it starts: sessions that have ended and removals
// that are old enough are forgotten.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "backend/platform/clock.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

class Housekeeping {
 public:
  Housekeeping(Store& store, Clock clock) : store_(store), clock_(std::move(clock)) {}
  ~Housekeeping() { stop(); }

  void start();
  void stop();  // before the store closes

 private:
  void work();

  Store& store_;
  Clock clock_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace constat::server
