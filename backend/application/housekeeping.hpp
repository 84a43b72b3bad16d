// What a running server does by itself once a day, the first time when it starts: sessions that have ended and removals
// that are old enough are forgotten, and so is what organisations keep for a limited time (backend/erasure/retention.hpp).
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "backend/platform/clock.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

class Housekeeping {
 public:
  // `forget` is given the time in ms; false: it is to be asked again soon.
  Housekeeping(Store& store, Clock clock, std::function<bool(std::int64_t)> forget)
      : store_(store), clock_(std::move(clock)), forget_(std::move(forget)) {}
  ~Housekeeping() { stop(); }

  void start();
  void stop();  // before the store closes

 private:
  void work();

  Store& store_;
  Clock clock_;
  std::function<bool(std::int64_t)> forget_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace constat::server
