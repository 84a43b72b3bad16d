#include "backend/erasure/erasure.hpp"

#include <algorithm>
#include <set>

#include "backend/auth/secrets.hpp"
#include "backend/erasure/erasure_list.hpp"
#include "backend/erasure/redact_visit.hpp"
#include "backend/erasure/redaction.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/platform/log.hpp"
#include "shared/sync/erasure_mark.hpp"

namespace constat::server {
namespace {

bool is_last_administrator(Reader& reader, const User& user) {
  if (user.role != Role::administrator || user.disabled) return false;
  for (const User& other : reader.users())
    if (other.id != user.id && other.role == Role::administrator && !other.disabled && !other.password_hash.empty()) return false;
  return true;
}

std::int64_t count(std::size_t number) { return static_cast<std::int64_t>(number); }

MissionFilter missions_of(const UserId& person) {
  MissionFilter filter;
  filter.investigator = person;
  return filter;
}

// Somebody else may claim what was not done; what was said when one was cancelled was said to this person.
std::int64_t give_missions_back(Writer& writer, const UserId& person) {
  std::int64_t open = 0;
  for (Mission& mission : writer.missions(missions_of(person))) {
    const bool waits = mission.status == "assigned";
    if (!waits && mission.cancel_reason.empty()) continue;
    mission.cancel_reason.clear();
    if (waits) {
      mission.status = "open";
      mission.investigator = {};
      mission.claimed = false;
      ++open;
    }
    writer.put_mission(mission);
  }
  return open;
}

// Everything of one person, in one transaction; the files of the photos that nobody names any more.
std::vector<std::string> erase_rows(Writer& writer, const ErasureParts& parts, const User& user, Erasure erasure, ErasureCounts& counts) {
  std::set<std::string> photos;
  for (const VisitId& visit : writer.visits_sent_by(user.id)) {
    const Redacted done = redact_visit(writer, parts.checklists, visit, user.id, erasure.pseudonym);
    ++counts.visits;
    counts.bodies += done.bodies;
    counts.events += done.events;
    photos.insert(done.photos.begin(), done.photos.end());
  }
  for (const VisitEvent& event : writer.events_by(user.id)) {
    photos.merge(redact_event(writer, parts.checklists, event));
    const auto visit = writer.visit(event.visit);
    counts.events += visit && visit->investigator == user.id ? 0 : 1;
  }
  for (const ParkedItem& item : writer.parked_by(user.id)) {
    writer.remove_parked(item.sha256);
    ++counts.parked;
  }
  counts.missions = give_missions_back(writer, user.id);
  counts.statements = count(writer.payment_statements(user.id).size());
  RemovedPhotos removed = remove_unnamed(writer, photos);
  counts.photos = removed.received;
  erasure = writer.erase_person(user.id, erasure);
  counts.sessions = count(erasure.sessions.size());
  return std::move(removed.hashes);
}

}  // namespace

UserId new_pseudonym() { return UserId(random_id("erased-").substr(0, 19)); }

ErasureCounts erasure_counts(Reader& reader, Accounts& accounts, const User& user) {
  ErasureCounts counts;
  std::set<std::string> photos;
  for (const VisitId& id : reader.visits_sent_by(user.id)) {
    ++counts.visits;
    std::set<std::int64_t> revisions;
    for (const Revision& revision : reader.revisions(id)) {
      if (revision.sender != user.id) continue;
      revisions.insert(revision.revision);
      counts.bodies += revision.redacted ? 0 : 1;
    }
    for (const VisitPhoto& photo : reader.photos(id))
      if (revisions.count(photo.revision) != 0) photos.insert(photo.sha256);
    const auto visit = reader.visit(id);
    if (visit && visit->investigator == user.id) counts.events += count(reader.events(id).size());
  }
  auto visits = reader.visits_sent_by(user.id);
  for (const VisitEvent& event : reader.events_by(user.id)) {
    const auto visit = reader.visit(event.visit);
    counts.events += visit && visit->investigator == user.id ? 0 : 1;
    for (const std::string& sha256 : photos_of_event(event.body)) {
      photos.insert(sha256);
      visits.push_back(event.visit);
    }
  }
  std::sort(visits.begin(), visits.end());
  for (const std::string& sha256 : photos) {
    const auto named_by = reader.visits_with_photo(sha256);
    const bool only_theirs = std::includes(visits.begin(), visits.end(), named_by.begin(), named_by.end());
    counts.photos += only_theirs && reader.blob(sha256) ? 1 : 0;
  }
  counts.parked = count(reader.parked_by(user.id).size());
  for (const Mission& mission : reader.missions(missions_of(user.id))) counts.missions += mission.status == "assigned" ? 1 : 0;
  counts.statements = count(reader.payment_statements(user.id).size());
  counts.sessions = count(accounts.sessions_of(user.organisation, user.id).size());
  return counts;
}

ErasureOutcome erase_person(const ErasureParts& parts, const OrganisationId& organisation, const UserId& person, std::int64_t now_ms,
                            LastAdministrator last) {
  ErasureOutcome outcome;
  std::vector<std::string> files;
  parts.store.write(organisation, [&](Writer& writer) {
    outcome = {};
    const auto user = writer.user(person);
    // Who is erased already has a row of a pseudonym.
    if (!user || user->email.find('@') == std::string::npos) return;
    if (last == LastAdministrator::stays && is_last_administrator(writer, *user)) {
      outcome.kind = ErasureOutcome::Kind::last_administrator;
      return;
    }
    outcome.pseudonym = new_pseudonym();
    const Erasure erasure{erasure_mark(organisation.value, person.value), outcome.pseudonym, now_ms, {}};
    files = erase_rows(writer, parts, *user, erasure, outcome.counts);
    outcome.kind = ErasureOutcome::Kind::erased;
  });
  if (outcome.kind != ErasureOutcome::Kind::erased) return outcome;
  try {
    parts.blobs.remove(organisation, files);
    parts.store.scrub();
    outcome.places_missing = note_erasures(parts.store, parts.data);
    outcome.scrubbed = true;
  } catch (const std::runtime_error& failure) {
    log_event("erasure_unfinished", {{"what", std::string_view(failure.what())}});
  }
  return outcome;
}

bool finish_erasures(const ErasureParts& parts) {
  try {
    if (!parts.store.scrub_wanted()) return true;
    parts.blobs.remove_unknown();
    parts.store.scrub();
    note_erasures(parts.store, parts.data);
    return true;
  } catch (const std::runtime_error& failure) {
    log_event("erasure_unfinished", {{"what", std::string_view(failure.what())}});
    return false;
  }
}

}  // namespace constat::server
