// How long to wait after a failure: exponential to two minutes, half fixed and half random, so that phones that failed
// together do not return together. Two minutes, so that a network that comes back and still loses one request in ten has
// every queue empty within ten.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "shared/device/seams.hpp"

namespace constat {

inline constexpr std::int64_t kBackoffFirstMs = 2'000;
inline constexpr std::int64_t kBackoffMostMs = 2 * 60'000;

// `failures` before this one, in a row.
inline std::int64_t backoff_ms(int failures, Randomness& random) {
  const std::int64_t full = std::min(kBackoffMostMs, kBackoffFirstMs << std::min(failures, 10));
  return full / 2 + static_cast<std::int64_t>(random.next() % static_cast<std::uint64_t>(full / 2 + 1));
}

inline std::int64_t retry_after_ms(const HttpResponse& response) {
  const std::string seconds(response.header("retry-after"));
  return std::clamp<std::int64_t>(std::strtoll(seconds.c_str(), nullptr, 10), 0, 300) * 1000;
}

// 4xx that say "later", not "never".
inline bool is_for_later(int status) { return status == 408 || status == 425 || status == 429; }

}  // namespace constat
