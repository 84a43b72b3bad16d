#include "backend/intake/visit_intake.hpp"

#include <optional>

#include "backend/intake/assessment.hpp"
#include "backend/intake/visit_photos.hpp"
#include "backend/intake/visit_record.hpp"
#include "shared/base/sha256.hpp"
#include "shared/sync/receipt.hpp"

namespace constat::server {
namespace {

Parsed<Submission> read_push(const Push& push) {
  auto submission = parse_submission(push.body);
  if (submission && submission->visit.id.value != push.visit)
    return tl::unexpected(std::vector<Problem>{{"visit.id", "visit-id-mismatch", {submission->visit.id.value, push.visit}}});
  return submission;
}

std::optional<PushOutcome> known(const std::vector<Revision>& revisions, std::int64_t number, std::string_view sha256) {
  for (const Revision& revision : revisions)
    if (revision.revision == number && revision.sha256 == sha256)
      return PushOutcome{revision.main || revision.quarantined != "conflict" ? PushOutcome::Kind::repeated
                                                                             : PushOutcome::Kind::conflict,
                         revision.receipt,
                         {}};
  return std::nullopt;
}

bool number_taken(const std::vector<Revision>& revisions, std::int64_t number) {
  for (const Revision& revision : revisions)
    if (revision.main && revision.revision == number) return true;
  return false;
}

}  // namespace

struct VisitIntake::Item {
  const Push& push;
  Submission submission;
  std::string sha256, received_at;
  std::vector<VisitPhoto> photos;
  std::optional<OwnScore> score;  // none: the transaction will see whether the checklist has come
};

PushOutcome VisitIntake::receive(const OrganisationId& organisation, Push push) {
  std::vector<Push> one;
  one.push_back(std::move(push));
  return std::move(receive(organisation, std::move(one)).front());
}

std::vector<PushOutcome> VisitIntake::receive(const OrganisationId& organisation, std::vector<Push> pushes) {
  std::vector<PushOutcome> outcomes(pushes.size());
  std::vector<std::optional<Item>> items(pushes.size());
  bool any = false;
  const std::string now = rfc3339(clock_());
  for (std::size_t i = 0; i < pushes.size(); ++i) {
    const Push& push = pushes[i];
    auto submission = read_push(push);
    if (!submission) {
      outcomes[i].problems = std::move(submission.error());
      continue;
    }
    // All that needs no transaction is done before it: one thread runs them all.
    auto photos = photos_of(*submission, push.revision);
    std::optional<OwnScore> score;
    const Visit& visit = submission->visit;
    if (const auto checklist = checklists_.published(store_, organisation, visit.checklist, visit.checklist_version))
      score = own_score(*checklist, *submission);
    items[i].emplace(Item{push, std::move(*submission), sha256_hex(push.body), now, std::move(photos), std::move(score)});
    any = true;
  }
  if (!any) return outcomes;
  store_.write(organisation, [&](Writer& writer) {
    for (std::size_t i = 0; i < pushes.size(); ++i)
      if (items[i]) outcomes[i] = store_one(writer, *items[i]);
  });
  return outcomes;
}

PushOutcome VisitIntake::store_one(Writer& writer, const Item& item) {
  const Push& push = item.push;
  // Let in before the person was erased: what it brings would be the first thing to be kept of them again.
  if (!writer.user(push.sender) && writer.is_erased(push.sender)) {
    PushOutcome refused;
    refused.problems.push_back({"", "sender-erased", {}});
    return refused;
  }
  const auto revisions = writer.revisions(item.submission.visit.id);
  if (auto before = known(revisions, push.revision, item.sha256)) return std::move(*before);

  const auto record_before = writer.visit(item.submission.visit.id);
  const bool conflict = number_taken(revisions, push.revision);
  const bool foreign = record_before && record_before->investigator != push.sender;
  Assessment assessment = assess(writer, checklists_, item.submission, push.sender, item.score);
  if (conflict) assessment.quarantined = "conflict";
  if (foreign) assessment.quarantined = "other-investigator";
  // What a reviewer closed, and what counts by it, is not replaced behind their back.
  const bool closed = record_before && (record_before->status == "approved" || record_before->status == "rejected");
  if (closed && !conflict && !foreign) assessment.quarantined = "already-decided";

  Revision revision;
  revision.visit = item.submission.visit.id;
  revision.revision = push.revision;
  revision.sha256 = item.sha256;
  revision.main = !conflict && !foreign && !closed;
  revision.body = push.body;
  revision.sender = push.sender;
  revision.received_at = item.received_at;
  revision.client_time = push.client_time;
  revision.quarantined = assessment.quarantined;
  revision.seq = writer.next_seq();

  Receipt receipt;
  receipt.visit = push.visit;
  receipt.revision = push.revision;
  receipt.sha256 = item.sha256;
  receipt.seq = revision.seq;
  receipt.received_at = item.received_at;
  for (const VisitPhoto& photo : item.photos) {
    writer.add_visit_photo(photo);
    if (!writer.blob(photo.sha256)) receipt.photos_missing.push_back(photo.sha256);
  }
  receipt.quarantined = assessment.quarantined;
  receipt.score = assessment.score;
  receipt.score_differs = assessment.score_differs;
  receipt.key_id = key_.id();
  const std::string to_sign = signed_bytes(receipt);
  revision.receipt = with_signature(to_sign, key_.sign(to_sign));
  writer.add_revision(revision);

  const bool newest = !record_before || push.revision > record_before->revision;
  VisitRecord record = revision.main && newest ? visit_record(item.submission, assessment, revision) : *record_before;
  // Also for a body that does not count: its phone must know when it may let go of it.
  record.stored_seq.reset();
  const bool never_had_photos = revisions.empty() && item.photos.empty();
  if (never_had_photos || writer.photos_missing(record.id).empty()) record.stored_seq = revision.seq;
  writer.put_visit(record);
  if (revision.main && !assessment.quarantined) finish_mission(writer, item.submission.visit.mission);
  return {conflict && !foreign ? PushOutcome::Kind::conflict : PushOutcome::Kind::created, revision.receipt, {}};
}

}  // namespace constat::server
