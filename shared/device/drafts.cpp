#include "shared/device/drafts.hpp"

#include <algorithm>

#include "shared/device/times.hpp"
#include "shared/sync/submission.hpp"
#include "shared/base/sha256.hpp"

namespace constat {
namespace {

constexpr std::int64_t kRetryFirstMs = 500, kRetryMostMs = 30'000;
// Without a place to copy to, thirty days of the server's time after it received them.
constexpr std::int64_t kKeepReceivedMs = std::int64_t{30} * 24 * 3600 * 1000;

}  // namespace

Result<std::optional<Drafts::Row>> Drafts::find(const std::string& visit) {
  auto rows = context_.db.run(
      "SELECT id, owner, mission, state, start, revision, log_n, ui, ended_at, body, sha256 FROM visit WHERE id = ?1",
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

Result<void> Drafts::insert(const std::string& visit, const std::string& start) {
  const Json record = json_fields::parse(start);
  const Json* head = json_fields::member(record, "visit");
  auto done = context_.db.run(
      "INSERT INTO visit(id, owner, mission, state, start, revision, log_n) VALUES(?1, ?2, ?3, 'draft', ?4, ?5, 0)",
      {visit, json_fields::text_or(record, "owner"), head ? json_fields::text_or(*head, "mission") : std::string(), start,
       json_fields::integer(record, "revision").value_or(1)});
  return done ? Result<void>() : Result<void>(tl::unexpected(done.error()));
}

Result<void> Drafts::apply_answer(const std::string& visit, const std::string& item, const std::string& answer,
                                  std::int64_t n) {
  return context_.db.all({
      {"INSERT INTO answer(visit, item, answer, n) VALUES(?1, ?2, ?3, ?4) "
       "ON CONFLICT(visit, item) DO UPDATE SET answer = ?3, n = ?4",
       {visit, item, answer, n}},
      {"UPDATE visit SET log_n = ?2, state = 'draft', body = NULL, sha256 = NULL, ended_at = NULL WHERE id = ?1", {visit, n}},
  });
}

Result<void> Drafts::apply_submit(const std::string& visit, const std::string& ended_at, const std::string& body,
                                  const std::string& sha256, std::int64_t n) {
  return context_.db.all({{"UPDATE visit SET state = 'saved', ended_at = ?2, body = ?3, sha256 = ?4, log_n = ?5 WHERE id = ?1",
                           {visit, ended_at, body, sha256, n}}});
}

Result<void> Drafts::write_answer(const std::string& visit, const std::string& item, const std::string& answer) {
  auto row = find(visit);
  if (!row) return tl::unexpected(row.error());
  // The visit was closed or discarded while this answer waited; the caller drops it.
  if (!*row || (*row)->state != "draft") return failure(ErrorCode::conflict, "visit-closed");
  const std::int64_t n = next_n(visit, (*row)->log_n);
  const std::string record = "{\"t\":\"answer\",\"n\":" + std::to_string(n) + ",\"item\":" + json_quoted(item) +
                             ",\"answer\":" + answer + "}";
  if (!context_.logs.has(visit)) {
    if (auto written = rewrite_log(**row); !written) return written;
  }
  if (auto logged = context_.logs.append(visit, record); !logged) return logged;
  return context_.db.transaction([&] { return apply_answer(visit, item, answer, n); });
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
  if (!draft_or_refuse(seq, visit)) return;
  auto done = context_.db.run("UPDATE visit SET ui = ?2 WHERE id = ?1", {visit, ui});
  if (done) context_.reply(seq, "{}");
  else context_.refuse(seq, done.error());
}

void Drafts::discard(std::int64_t seq, const std::string& visit) {
  const auto row = draft_or_refuse(seq, visit);
  if (!row) return;
  const std::string record = "{\"t\":\"discard\",\"n\":" + std::to_string(next_n(visit, row->log_n)) + "}";
  Result<void> done;
  // The log first: after a crash in between, the draft must not come back from it.
  if (context_.logs.has(visit)) done = context_.logs.append(visit, record);
  if (done) {
    auto deleted = context_.db.run("DELETE FROM visit WHERE id = ?1", {visit});
    if (!deleted) done = tl::unexpected(deleted.error());
  }
  if (!done) return context_.refuse(seq, done.error());
  release_log(visit);
  for (auto entry = waiting_.begin(); entry != waiting_.end();) {
    if (entry->first.first != visit) { ++entry; continue; }
    for (std::int64_t waiting : entry->second.seqs) context_.refuse(waiting, "visit-closed");
    entry = waiting_.erase(entry);
  }
  context_.reply(seq, "{}");
  context_.changed({"missions", "visits"});
}

void Drafts::submit(std::int64_t seq, const std::string& visit, const std::string& device_score) {
  if (!flush_waiting()) return context_.refuse(seq, "not-saved");
  const auto row = draft_or_refuse(seq, visit);
  if (!row) return;
  auto assembled = assemble(*row);
  if (!assembled) return context_.refuse(seq, assembled.error());
  Submission submission{std::move(*assembled), parse_score_summary(device_score), context_.app_version};
  submission.visit.ended_at = rfc3339(context_.now.wall_ms, context_.now.offset_minutes);
  const std::string body = write_submission(submission);
  if (body.size() > kMaxSubmissionBytes)
    return context_.refuse(seq, "visit-too-large", {std::to_string(kMaxSubmissionBytes >> 20)});
  const std::string sha256 = sha256_hex(body);
  const std::int64_t n = next_n(visit, row->log_n);
  Json record = Json::object();
  record.add("t", Json::of_text("submit"))
      .add("n", Json::of_integer(n))
      .add("ended_at", Json::of_text(submission.visit.ended_at))
      .add("sha256", Json::of_text(sha256))
      .add("body", Json::of_text(body));
  Result<void> done;
  if (!context_.logs.has(visit)) done = rewrite_log(*row);
  if (done) done = context_.logs.append(visit, write_json(record));
  if (done)
    done = context_.db.transaction([&] { return apply_submit(visit, submission.visit.ended_at, body, sha256, n); });
  if (!done) return context_.refuse(seq, "not-saved");
  context_.reply(seq, "{\"revision\":" + std::to_string(row->revision) + ",\"sha256\":\"" + sha256 + "\"}");
  context_.changed({"missions", "visits"});
}

void Drafts::purge(std::int64_t server_time) {
  const std::int64_t before = server_time - kKeepReceivedMs;
  if (before <= 0) return;
  auto rows = context_.db.run(
      "SELECT id FROM visit WHERE state = 'received' AND body IS NOT NULL AND "
      "unixepoch(json_extract(receipt, '$.received_at')) < ?1",
      {before / 1000});
  if (!rows) return;
  for (const SqlRow& row : *rows) {
    const std::string visit = text_at(row, 0);
    // One that fails is tried at the next purge.
    (void)context_.db.transaction([&] {
      return context_.db.all({{"DELETE FROM answer WHERE visit = ?1", {visit}},
                              {"UPDATE visit SET body = NULL, ui = NULL, start = json_remove(start, "
                               "'$.checklist.sections') WHERE id = ?1",
                               {visit}}});
    });
  }
}

void Drafts::tick() {
  if (retry_at_ && context_.now.monotonic_ms >= *retry_at_) (void)flush_waiting();
}

std::optional<std::int64_t> Drafts::wake_at() const { return retry_at_; }

}  // namespace constat
