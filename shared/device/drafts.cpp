#include "shared/device/drafts.hpp"

#include <algorithm>

#include "shared/base/sha256.hpp"
#include "shared/device/draft_records.hpp"
#include "shared/device/times.hpp"
#include "shared/sync/submission.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat {
namespace {

constexpr std::int64_t kRetryFirstMs = 500, kRetryMostMs = 30'000;

}  // namespace

Result<std::optional<Drafts::Row>> Drafts::find(const std::string& visit) {
  auto rows = context_.db.run(
      "SELECT id, owner, mission, state, start, revision, log_n, ui, ended_at, body, sha256, awaiting FROM visit WHERE id = ?1",
      {visit});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return std::optional<Row>();
  const SqlRow& row = rows->front();
  Row out;
  out.id = text_at(row, 0);
  out.owner = text_at(row, 1);
  out.mission = text_at(row, 2);
  out.state = text_at(row, 3);
  out.start = text_at(row, 4);
  out.revision = integer_at(row, 5);
  out.log_n = integer_at(row, 6);
  out.ui = text_at(row, 7);
  out.ended_at = text_at(row, 8);
  out.body = text_at(row, 9);
  out.sha256 = text_at(row, 10);
  out.awaiting = text_at(row, 11);
  return std::optional<Row>(std::move(out));
}

std::optional<Drafts::Row> Drafts::draft_or_refuse(std::int64_t seq, const std::string& visit) {
  auto row = find(visit);
  if (!row) context_.refuse(seq, row.error());
  else if (!*row || (*row)->owner != context_.user) context_.refuse(seq, "unknown-visit");
  else if ((*row)->state != "draft") context_.refuse(seq, "visit-closed");
  else return std::move(*row);
  return std::nullopt;
}

std::int64_t Drafts::next_n(const std::string& visit, std::int64_t log_n) {
  std::int64_t& last = last_n_[visit];
  last = std::max(last, log_n) + 1;
  return last;
}

Result<Answer> Drafts::answer_now(const std::string& visit, const std::string& item) {
  auto rows = context_.db.run("SELECT answer FROM answer WHERE visit = ?1 AND item = ?2", {visit, item});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return Answer{};
  auto answer = parse_answer(text_at(rows->front(), 0));
  if (!answer) return failure(ErrorCode::internal, "unreadable-visit", {}, visit);
  return std::move(*answer);
}

Result<void> Drafts::write_answer(const std::string& visit, const std::string& item, const std::string& answer) {
  auto row = find(visit);
  if (!row) return tl::unexpected(row.error());
  // The visit was closed or discarded while this answer waited; the caller drops it.
  if (!*row || (*row)->state != "draft") return failure(ErrorCode::conflict, "visit-closed");
  auto photos = photos_of(context_.db, visit);
  if (!photos) return tl::unexpected(photos.error());
  auto parsed = parse_answer(answer);
  const std::string whole = parsed ? constat::write_answer(with_photos(std::move(*parsed), item, *photos)) : answer;
  return change(**row, [&](std::int64_t n) { return draft_records::answer(n, item, whole); });
}

bool Drafts::flush_waiting() {
  for (auto entry = waiting_.begin(); entry != waiting_.end();) {
    const auto& [visit, item] = entry->first;
    const auto written = write_answer(visit, item, entry->second.answer);
    if (!written && written.error().code != ErrorCode::conflict) {
      const std::int64_t delay = std::min(kRetryMostMs, kRetryFirstMs << std::min(failures_, 6));
      retry_at_ = context_.now.monotonic_ms + delay;
      ++failures_;
      if (!storage_reported_)
        context_.push("storage", "{\"problem\":" + json_quoted(written.error().message) + "}");
      storage_reported_ = true;
      return false;
    }
    for (std::int64_t seq : entry->second.seqs) {
      if (written) context_.reply(seq, "{\"saved_at\":" + std::to_string(context_.now.wall_ms) + "}");
      else context_.refuse(seq, written.error());
    }
    entry = waiting_.erase(entry);
  }
  if (storage_reported_) context_.push("storage", "{\"problem\":null}");
  storage_reported_ = false;
  retry_at_.reset();
  failures_ = 0;
  return true;
}

void Drafts::save_answer(std::int64_t seq, const std::string& visit, const std::string& item, const std::string& answer) {
  auto parsed = parse_answer(answer);
  if (item.empty() || !parsed) {
    context_.refuse(seq, "invalid-answer");
    return;
  }
  // A read that fails says nothing about the visit: the answer waits like one that could not be written.
  const auto row = find(visit);
  if (row && (!*row || (*row)->owner != context_.user)) return context_.refuse(seq, "unknown-visit");
  if (row && (*row)->state != "draft") return context_.refuse(seq, "visit-closed");
  Waiting& waiting = waiting_[{visit, item}];
  waiting.answer = constat::write_answer(*parsed);
  waiting.seqs.push_back(seq);
  (void)flush_waiting();
}

void Drafts::save_state(std::int64_t seq, const std::string& visit, const std::string& ui) {
  const auto row = draft_or_refuse(seq, visit);
  if (!row) return;
  const Result<void> done =
      row->ui == ui ? Result<void>() : change(*row, [&](std::int64_t n) { return draft_records::ui(n, ui); });
  if (done) context_.reply(seq, "{}");
  else context_.refuse(seq, done.error());
}

void Drafts::discard(std::int64_t seq, const std::string& visit) {
  const auto row = draft_or_refuse(seq, visit);
  if (!row) return;
  // What was sent once is somebody else's too.
  if (row->revision > 1) return context_.refuse(seq, "visit-returned");
  auto photos = photos_of(context_.db, visit);
  if (!photos) return context_.refuse(seq, photos.error());
  const std::string record = draft_records::discard(next_n(visit, row->log_n));
  Result<void> done;
  // The log first: after a crash in between, the draft must not come back from it.
  if (context_.logs.has(visit)) done = context_.logs.append(visit, record);
  if (done) {
    auto deleted = context_.db.run("DELETE FROM visit WHERE id = ?1", {visit});
    if (!deleted) done = tl::unexpected(deleted.error());
  }
  if (!done) {
    discard_failed_.insert(visit);
    (void)settle_failed_discard(*row);
    return context_.refuse(seq, done.error());
  }
  (void)context_.logs.remove(visit);
  std::vector<std::string> hashes;
  for (const PhotoRow& photo : *photos) hashes.push_back(photo.sha256);
  files_.release(hashes);
  forget({visit});
  context_.reply(seq, "{}");
  context_.changed({"missions", "visits"});
}

void Drafts::forget(const std::vector<std::string>& visits) {
  for (auto entry = waiting_.begin(); entry != waiting_.end();) {
    if (std::find(visits.begin(), visits.end(), entry->first.first) == visits.end()) { ++entry; continue; }
    for (std::int64_t waiting : entry->second.seqs) context_.refuse(waiting, "visit-closed");
    entry = waiting_.erase(entry);
  }
}

Result<void> Drafts::settle_failed_discard(const Row& row) {
  if (!discard_failed_.count(row.id)) return {};
  auto done = change(row, [&](std::int64_t n) { return draft_records::ui(n, row.ui.empty() ? "{}" : row.ui); });
  if (done) discard_failed_.erase(row.id);
  return done;
}

void Drafts::submit(std::int64_t seq, const std::string& visit, const std::string& device_score) {
  if (!flush_waiting()) return context_.refuse(seq, "not-saved");
  const auto fixed = [&](const Row& row, const std::string& sha256) {
    context_.reply(seq, "{\"revision\":" + std::to_string(row.revision) + ",\"sha256\":\"" + sha256 + "\"}");
    context_.changed({"missions", "visits"});
  };
  // A commit can be reported as failed and count all the same, and the visit be sent since: asked again, the bytes that it
  // fixed are the answer.
  if (const auto before = find(visit);
      before && *before && (*before)->owner == context_.user && (*before)->state != "draft" && !(*before)->sha256.empty())
    return fixed(**before, (*before)->sha256);
  const auto row = draft_or_refuse(seq, visit);
  if (!row) return;
  auto assembled = assemble(*row);
  if (!assembled) return context_.refuse(seq, assembled.error());
  auto photos = photos_of(context_.db, visit);
  if (!photos) return context_.refuse(seq, photos.error());
  const std::vector<std::string> named = photo_hashes(*assembled);
  Submission submission{std::move(*assembled), parse_score_summary(device_score), context_.app_version};
  submission.visit.ended_at = rfc3339(context_.now.wall_ms, context_.now.offset_minutes);
  std::vector<std::string> unnamed;
  for (const PhotoRow& photo : *photos) {
    if (!std::binary_search(named.begin(), named.end(), photo.sha256)) unnamed.push_back(photo.sha256);
    else if (auto facts = parse_photo_facts(photo.facts)) submission.photos.push_back(std::move(*facts));
  }
  const std::string body = write_submission(submission);
  if (body.size() > kMaxSubmissionBytes)
    return context_.refuse(seq, "visit-too-large", {std::to_string(kMaxSubmissionBytes >> 20)});
  const std::string sha256 = sha256_hex(body);
  const auto done = change(*row, [&](std::int64_t n) { return draft_records::submit(n, submission.visit.ended_at, sha256, body); });
  if (!done) return context_.refuse(seq, "not-saved");
  files_.release(unnamed);
  fixed(*row, sha256);
}

bool Drafts::is_sent(const std::string& visit) {
  auto waiting = context_.db.run(
      "SELECT 1 FROM visit WHERE id = ?1 AND (state <> 'received' OR EXISTS(SELECT 1 FROM photo WHERE photo.visit = visit.id "
      "AND photo.state NOT IN ('sent', 'purged')))",
      {visit});
  return waiting && waiting->empty();
}

void Drafts::release_log_when_sent(const std::string& visit) {
  if (is_sent(visit)) (void)context_.logs.remove(visit);
}

void Drafts::tick() {
  if (retry_at_ && context_.now.monotonic_ms >= *retry_at_) (void)flush_waiting();
}

std::optional<std::int64_t> Drafts::wake_at() const { return retry_at_; }

}  // namespace constat
