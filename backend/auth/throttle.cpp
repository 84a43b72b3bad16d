#include "backend/auth/throttle.hpp"

namespace constat::server {
namespace {

// Beyond, windows that have ended are dropped at each attempt.
constexpr std::size_t kManyKeys = 10'000;

}  // namespace

void Throttle::forget_old(std::int64_t now) {
  for (auto it = counts_.begin(); it != counts_.end();)
    it = now - it->second.window_start >= rule_.window_ms ? counts_.erase(it) : std::next(it);
  // A flood from more addresses than that within one window: the oldest knowledge goes, never the server.
  while (counts_.size() >= 10 * kManyKeys) counts_.erase(counts_.begin());
}

std::optional<std::int64_t> Throttle::attempt(std::string_view key) {
  const std::lock_guard lock(mutex_);
  const std::int64_t now = clock_();
  if (counts_.size() >= kManyKeys) forget_old(now);
  auto found = counts_.find(key);
  if (found == counts_.end()) found = counts_.emplace(std::string(key), Count{0, now}).first;
  Count& count = found->second;
  if (now - count.window_start >= rule_.window_ms) count = {0, now};
  if (count.attempts >= rule_.failures) return (count.window_start + rule_.window_ms - now + 999) / 1000;
  ++count.attempts;
  return std::nullopt;
}

void Throttle::forgive(std::string_view key) {
  const std::lock_guard lock(mutex_);
  const auto found = counts_.find(key);
  if (found != counts_.end() && found->second.attempts > 0) --found->second.attempts;
}

}  // namespace constat::server
