#include "backend/application/housekeeping.hpp"

#include "backend/feed/removals.hpp"
#include "backend/platform/log.hpp"

namespace constat::server {
namespace {

constexpr std::chrono::minutes kDaily{24 * 60}, kSoon{10};

}  // namespace

void Housekeeping::start() {
  if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
}

void Housekeeping::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Housekeeping::work() {
  for (;;) {
    bool done = true;
    try {
      store_.remove_expired_sessions(clock_());
      const std::size_t forgotten = forget_old_removals(store_, clock_());
      if (forgotten > 0) log_event("removals_forgotten", {{"entries", static_cast<std::int64_t>(forgotten)}});
      done = forget_(clock_());
    } catch (const StoreFailure& failure) {
      log_event("store_failed", {{"during", "housekeeping"}, {"error", failure.what()}});
    }
    std::unique_lock lock(mutex_);
    if (wake_.wait_for(lock, done ? kDaily : kSoon, [this] { return stopping_; })) return;
  }
}

}  // namespace constat::server
