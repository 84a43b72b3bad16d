#include "backend/erasure/retention.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "backend/erasure/redact_visit.hpp"
#include "backend/erasure/retention_periods.hpp"
#include "backend/payment/amounts.hpp"
#include "backend/platform/log.hpp"
#include "shared/base/calendar.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

constexpr std::int64_t kMsADay = 24 * 60 * 60 * 1000LL;
constexpr std::size_t kMostAtOnce = 100'000, kAll = 1'000'000'000;
constexpr std::size_t kVisitsPerWrite = 100;

// Who is owed something is still named.
std::set<std::string> visits_owed(Reader& reader) {
  std::set<std::string> owed;
  for (const Amount& amount : amounts(reader, {}).amounts)
    if (amount.status == AmountStatus::owed || amount.status == AmountStatus::held) owed.insert(amount.line.visit.value);
  return owed;
}

// Where some are kept longer than others, old ones that stay must not stand before those that are due.
std::vector<VisitId> due_visits(Reader& reader, const RetentionPeriods& periods, std::int64_t& unpaid) {
  std::vector<VisitId> due;
  if (periods.latest().empty()) return due;
  const auto owed = visits_owed(reader);
  for (VisitId& id : reader.visits_to_redact(periods.latest(), periods.differ() ? kAll : kMostAtOnce)) {
    if (periods.differ()) {
      const auto visit = reader.visit(id);
      if (!visit || visit->started_at >= periods.before(*visit)) continue;  // nothing comes before an empty day
    }
    if (owed.count(id.value) != 0) ++unpaid;
    else due.push_back(std::move(id));
    if (due.size() >= kMostAtOnce) break;
  }
  return due;
}

std::vector<std::string> due_parked(Reader& reader, const std::string& before) {
  std::vector<std::string> due;
  if (before.empty()) return due;
  for (const ParkedItem& item : reader.parked_by({}))
    if (item.received_at < before) due.push_back(item.sha256);
  return due;
}

std::int64_t count(std::size_t number) { return static_cast<std::int64_t>(number); }

AuditEntry entry_of(const OrganisationId& organisation, const RetentionCounts& counts, std::int64_t now_ms) {
  AuditEntry entry;
  entry.at = rfc3339(now_ms);
  entry.action = "data-retention";
  entry.object_type = "organisation";
  entry.object = organisation.value;
  entry.detail = Doc{{"before", counts.before}, {"visits", counts.visits}, {"photos", counts.photos}, {"parked", counts.parked}, {"unpaid", counts.unpaid}}.dump();
  return entry;
}

}  // namespace

std::string day_before_months(std::int64_t now_ms, std::int64_t months) {
  const std::string today = date_of_day(now_ms / kMsADay);
  const std::int64_t month = std::stoll(today.substr(0, 4)) * 12 + std::stoll(today.substr(5, 2)) - 1 - months;
  for (std::int64_t day = std::stoll(today.substr(8, 2));; --day) {
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(month / 12), static_cast<int>(month % 12 + 1), static_cast<int>(day));
    if (day_of_date(text)) return text;
  }
}

RetentionCounts retention_counts(Reader& reader, std::int64_t now_ms) {
  RetentionCounts counts;
  const RetentionPeriods periods(reader, now_ms);
  counts.before = periods.of_organisation();
  std::set<std::string> photos;
  for (const VisitId& visit : due_visits(reader, periods, counts.unpaid)) {
    ++counts.visits;
    for (const VisitPhoto& photo : reader.photos(visit))
      if (reader.blob(photo.sha256)) photos.insert(photo.sha256);
  }
  counts.photos = count(photos.size());
  counts.parked = count(due_parked(reader, counts.before).size());
  return counts;
}

RetentionCounts apply_retention(const ErasureParts& parts, const OrganisationId& organisation, std::int64_t now_ms) {
  RetentionCounts counts;
  std::vector<VisitId> due;
  {
    const auto reader = parts.store.read(organisation);
    const RetentionPeriods periods(*reader, now_ms);
    if (periods.latest().empty()) return counts;
    counts.before = periods.of_organisation();
    due = due_visits(*reader, periods, counts.unpaid);
  }
  // One for each person and run: what was made by one hand still counts as made by one, and no further.
  std::map<std::string, UserId> pseudonyms;
  for (std::size_t from = 0; from < due.size(); from += kVisitsPerWrite) {
    std::vector<std::string> files;
    RetentionCounts done;
    parts.store.write(organisation, [&](Writer& writer) {
      done = {};
      std::set<std::string> photos;
      for (std::size_t i = from; i < std::min(from + kVisitsPerWrite, due.size()); ++i) {
        const auto visit = writer.visit(due[i]);
        if (!visit) continue;
        const UserId& pseudonym = pseudonyms.try_emplace(visit->investigator.value, new_pseudonym()).first->second;
        const Redacted redacted = redact_visit(writer, parts.checklists, due[i], {}, pseudonym);
        photos.insert(redacted.photos.begin(), redacted.photos.end());
        writer.hand_visit_to(due[i], pseudonym);
        ++done.visits;
      }
      RemovedPhotos removed = remove_unnamed(writer, photos);
      done.photos = removed.received;
      files = std::move(removed.hashes);
    });
    parts.blobs.remove(organisation, files);
    counts.visits += done.visits;
    counts.photos += done.photos;
  }
  parts.store.write(organisation, [&](Writer& writer) {
    const auto parked = due_parked(writer, counts.before);
    for (const std::string& sha256 : parked) writer.remove_parked(sha256);
    counts.parked = count(parked.size());
    if (counts.any()) writer.add_audit(entry_of(organisation, counts, now_ms));
  });
  if (counts.any()) parts.store.scrub();
  return counts;
}

bool apply_retention_everywhere(const ErasureParts& parts, std::int64_t now_ms) {
  bool good = true;
  for (const Organisation& organisation : parts.store.accounts()->organisations()) {
    try {
      const RetentionCounts counts = apply_retention(parts, organisation.id, now_ms);
      if (counts.any())
        log_event("retention_applied", {{"organisation", std::string_view(organisation.id.value)}, {"before", std::string_view(counts.before)},
                                        {"visits", counts.visits}, {"photos", counts.photos}, {"parked", counts.parked}, {"unpaid", counts.unpaid}});
    } catch (const std::runtime_error& failure) {
      log_event("retention_failed", {{"organisation", std::string_view(organisation.id.value)}, {"what", std::string_view(failure.what())}});
      good = false;
    }
  }
  return good;
}

}  // namespace constat::server
