#include "backend/erasure/redact_visit.hpp"

#include "backend/erasure/redaction.hpp"
#include "shared/sync/submission.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat::server {
namespace {

std::shared_ptr<const Checklist> checklist_of(Reader& reader, ChecklistCache& checklists, const ChecklistId& id, std::int64_t version) {
  const auto record = reader.checklist(id, version);
  return record ? checklists.get(*record) : nullptr;
}

// Each body says by itself which checklist it follows: a later revision may follow another version.
std::shared_ptr<const Checklist> checklist_of(Reader& reader, ChecklistCache& checklists, const std::string& body) {
  const auto submission = parse_submission(body);
  return submission ? checklist_of(reader, checklists, submission->visit.checklist, submission->visit.checklist_version) : nullptr;
}

std::set<std::string> photos_in(const std::string& body) {
  std::set<std::string> photos;
  if (const auto submission = parse_submission(body))
    for (const std::string& sha256 : photo_hashes(submission->visit)) photos.insert(sha256);
  return photos;
}

}  // namespace

Redacted redact_visit(Writer& writer, ChecklistCache& checklists, const VisitId& id, const std::optional<UserId>& sender,
                      const UserId& pseudonym) {
  Redacted done;
  std::set<std::int64_t> revisions;
  std::set<std::pair<std::int64_t, std::string>> kept;  // named by somebody else's body under the same number
  for (const Revision& body : writer.revisions(id)) {
    if (sender && body.sender != *sender) {
      for (const std::string& sha256 : photos_in(body.body)) kept.emplace(body.revision, sha256);
      continue;
    }
    revisions.insert(body.revision);
    if (body.redacted) continue;
    const auto checklist = checklist_of(writer, checklists, body.body);
    writer.redact_revision({id, body.revision, body.sha256, redacted_body(body.body, checklist.get(), pseudonym)});
    ++done.bodies;
  }
  for (const VisitPhoto& photo : writer.photos(id)) {
    if (revisions.count(photo.revision) == 0 || kept.count({photo.revision, photo.sha256}) != 0) continue;
    writer.remove_visit_photo(id, photo.revision, photo.sha256);
    done.photos.insert(photo.sha256);
  }
  const auto visit = writer.visit(id);
  if (sender && (!visit || visit->investigator != *sender)) return done;
  for (const VisitEvent& event : writer.events(id)) {
    done.photos.merge(redact_event(writer, checklists, event));
    ++done.events;
  }
  return done;
}

std::set<std::string> redact_event(Writer& writer, ChecklistCache& checklists, const VisitEvent& event) {
  const auto visit = writer.visit(event.visit);
  const auto checklist = visit ? checklist_of(writer, checklists, visit->checklist, visit->checklist_version) : nullptr;
  std::set<std::string> photos = photos_of_event(event.body);
  writer.replace_event(event.visit, event.id, redacted_event(event.body, checklist.get()));
  if (photos.empty()) return photos;
  for (const VisitEvent& other : writer.events(event.visit))
    for (const std::string& sha256 : photos_of_event(other.body)) photos.erase(sha256);
  for (const std::string& sha256 : photos) writer.remove_visit_photo(event.visit, 0, sha256);
  return photos;
}

RemovedPhotos remove_unnamed(Writer& writer, const std::set<std::string>& photos) {
  RemovedPhotos removed;
  for (const std::string& sha256 : photos) {
    if (!writer.visits_with_photo(sha256).empty()) continue;
    if (writer.blob(sha256)) ++removed.received;
    writer.remove_blob(sha256);
    removed.hashes.push_back(sha256);
  }
  return removed;
}

}  // namespace constat::server
