// Slows down guessing: so many failures in a window per key (an account, an address), then a wait. In memory, bounded.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "backend/platform/clock.hpp"

namespace constat::server {

struct ThrottleRule {
  int failures = 10;
  std::int64_t window_ms = 15 * 60 * 1000;
};

class Throttle {
 public:
  Throttle(ThrottleRule rule, Clock clock) : rule_(rule), clock_(std::move(clock)) {}

  // Counts one attempt now. Seconds to wait when the key has used up its attempts, else none.
  std::optional<std::int64_t> attempt(std::string_view key);
  // The attempt was in order: it does not count.
  void forgive(std::string_view key);

 private:
  struct Count {
    int attempts = 0;
    std::int64_t window_start = 0;
  };
  void forget_old(std::int64_t now);

  ThrottleRule rule_;
  Clock clock_;
  std::mutex mutex_;
  std::map<std::string, Count, std::less<>> counts_;
};

}  // namespace constat::server
