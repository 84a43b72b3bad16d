// Writes the audit log. What a signed-in person did is noted before the answer goes out; what strangers try is noted a moment
// later by a thread of its own, so that the time of the answer does not tell which accounts exist.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "backend/platform/clock.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

class AuditTrail {
 public:
  AuditTrail(Store& store, Clock clock) : store_(store), clock_(std::move(clock)) {}
  ~AuditTrail() { stop(); }

  // `at` is put in here. Durable when it returns. A storage that fails is told to the server's log: the deed itself is done.
  void note(const OrganisationId& organisation, AuditEntry entry);
  // At most kMostWaiting at a time; what comes beyond is counted in the server's log.
  void note_later(const OrganisationId& organisation, AuditEntry entry);

  void stop();  // writes what waits; before the store closes

  static constexpr std::size_t kMostWaiting = 1'000;

 private:
  void work();
  void write(const OrganisationId& organisation, const AuditEntry& entry) noexcept;

  Store& store_;
  Clock clock_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::pair<OrganisationId, AuditEntry>> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace constat::server
