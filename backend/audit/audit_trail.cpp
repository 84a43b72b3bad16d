#include "backend/audit/audit_trail.hpp"

#include "backend/platform/log.hpp"

namespace constat::server {

void AuditTrail::note(const OrganisationId& organisation, AuditEntry entry) {
  entry.at = rfc3339(clock_());
  write(organisation, entry);
}

void AuditTrail::note_later(const OrganisationId& organisation, AuditEntry entry) {
  entry.at = rfc3339(clock_());
  const std::lock_guard lock(mutex_);
  if (stopping_) return;
  if (waiting_.size() >= kMostWaiting) return log_event("audit_overflow", {{"action", std::string_view(entry.action)}});
  waiting_.emplace_back(organisation, std::move(entry));
  if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
  wake_.notify_one();
}

void AuditTrail::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void AuditTrail::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const auto next = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    write(next.first, next.second);
    lock.lock();
  }
}

void AuditTrail::write(const OrganisationId& organisation, const AuditEntry& entry) noexcept {
  try {
    store_.write(organisation, [&](Writer& writer) { writer.add_audit(entry); });
  } catch (const std::exception& failure) {
    log_event("audit_failed", {{"action", std::string_view(entry.action)}, {"what", std::string_view(failure.what())}});
  }
}

}  // namespace constat::server
