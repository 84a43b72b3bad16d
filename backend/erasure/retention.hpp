// What an organisation or one of its programmes keeps for a limited time only: visits that are older than its months no longer say who made them, what
// was written in them or about them, and have no photos. Their scores and the answers that a checklist asks for stay.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "backend/erasure/erasure.hpp"

namespace constat::server {

inline constexpr std::int64_t kMostRetentionMonths = 240;

struct RetentionCounts {
  std::string before;         // visits that began before this day, where no programme says otherwise; empty: kept for ever
  std::int64_t visits = 0;    // that lose their persons
  std::int64_t photos = 0;    // that go
  std::int64_t parked = 0;    // what phones could not deliver, as old: goes
  std::int64_t unpaid = 0;    // visits as old that wait: an amount of them is still owed
  bool any() const { return visits > 0 || parked > 0; }
};

// The same day of the month, so many months before; the month's last where it has no such day.
std::string day_before_months(std::int64_t now_ms, std::int64_t months);

// What apply_retention would do now.
RetentionCounts retention_counts(Reader& reader, std::int64_t now_ms);

// Throws StoreFailure: what was done before it stays done, and the rest is done the next time. Noted in the audit log.
RetentionCounts apply_retention(const ErasureParts& parts, const OrganisationId& organisation, std::int64_t now_ms);
// Of every organisation; failures and what was done go to the server's log. False: something is left to be tried again.
bool apply_retention_everywhere(const ErasureParts& parts, std::int64_t now_ms);

}  // namespace constat::server
