#include "backend/rescue/rescue_import.hpp"

#include <algorithm>
#include <set>

#include "shared/base/json.hpp"
#include "shared/sync/json_fields.hpp"
#include "shared/sync/submission.hpp"
#include "shared/text/text.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat::server {
namespace {

void note_outcome(const Push& push, const PushOutcome& outcome, RescueCounts& counts) {
  if (outcome.kind == PushOutcome::Kind::refused) {
    for (const Problem& problem : outcome.problems) {
      Problem of_visit = problem;
      of_visit.path = "visits." + push.visit + (problem.path.empty() ? "" : "." + problem.path);
      counts.problems.push_back(std::move(of_visit));
    }
    return;
  }
  if (outcome.kind == PushOutcome::Kind::repeated) ++counts.known;
  else ++counts.visits;
  const std::string reason = json_fields::text_or(json_fields::parse(outcome.receipt), "quarantined");
  if (!reason.empty()) ++counts.quarantined;
}

bool store_photo(BlobStore& blobs, const OrganisationId& organisation, const std::string& sha256, const std::string& bytes) {
  UploadState state = blobs.state(organisation, sha256);
  while (!state.complete) {
    const auto offset = static_cast<std::size_t>(state.offset);
    const UploadChunk chunk{sha256, state.offset, static_cast<std::int64_t>(bytes.size()),
                            std::string_view(bytes).substr(offset, kMaxChunkBytes)};
    const UploadOutcome outcome = blobs.append(organisation, chunk);
    if (outcome.kind != UploadOutcome::Kind::taken || outcome.state.offset <= state.offset) return outcome.state.complete;
    state = outcome.state;
  }
  return true;
}

}  // namespace

RescueCounts import_rescued(Application& application, const User& sender, const Rescued& rescued) {
  RescueCounts counts;
  counts.problems = rescued.problems;
  std::vector<Push> pushes;
  std::set<std::string> named;
  for (const RescuedVisit& visit : rescued.visits) {
    if (visit.body.empty()) {
      ++counts.drafts;
      counts.problems.push_back({"visits." + visit.id, "rescue-draft", {visit.id}});
      continue;
    }
    pushes.push_back({visit.id, visit.revision, visit.body, {}, sender.id});
    if (const auto submission = parse_submission(visit.body))
      for (const std::string& sha256 : photo_hashes(submission->visit)) named.insert(sha256);
  }
  const std::vector<PushOutcome> outcomes = application.intake().receive(sender.organisation, pushes);
  for (std::size_t i = 0; i < outcomes.size(); ++i) note_outcome(pushes[i], outcomes[i], counts);
  BlobStore& blobs = application.services().blobs;
  for (const std::string& sha256 : named) {
    const auto found = rescued.photos.find(sha256);
    if (found == rescued.photos.end()) {
      if (!blobs.state(sender.organisation, sha256).complete)
        counts.problems.push_back({"photos." + sha256, "rescue-photo-missing", {sha256}});
    } else if (store_photo(blobs, sender.organisation, sha256, found->second)) {
      ++counts.photos;
    } else {
      counts.problems.push_back({"photos." + sha256, "rescue-photo-damaged", {sha256}});
    }
  }
  return counts;
}

}  // namespace constat::server
