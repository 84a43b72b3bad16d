#include "shared/device/photo_queue.hpp"

#include <algorithm>

#include "shared/device/backoff.hpp"
#include "shared/device/sync_requests.hpp"
#include "shared/sync/problem_json.hpp"

namespace constat {
namespace {

constexpr std::int64_t kChunkLeast = 256 << 10, kChunkMost = 1 << 20;  // bytes
constexpr std::int64_t kQuickMs = 4'000;        // a chunk that took less may be followed by one of twice its size
constexpr std::int64_t kGraceMs = 5'000;        // beyond the host's own time-out
constexpr std::int64_t kProgressEveryMs = 250;  // four pushes a second
constexpr int kMostCorrections = 3;
constexpr int kMostDamaged = 3;

}  // namespace

void PhotoQueue::start() {
  put_off_.clear();
  failed_ = false;
  next_at_.reset();
  at_least_ms_ = 0;
  active_ = true;
}

void PhotoQueue::stop() {
  start();
  active_ = false;
  upload_.reset();
  in_flight_.reset();
  failures_ = 0;
}

void PhotoQueue::advance() {
  if (!active_ || in_flight_ || context_.user.empty() || accounts_.session_lost()) return;
  if (!upload_ && !choose()) return;
  if (upload_->offset_known) send_chunk();
  else ask_offset();
}

bool PhotoQueue::choose() {
  auto rows = context_.db.run(
      "SELECT photo.visit, photo.sha256, photo.bytes FROM photo JOIN visit ON visit.id = photo.visit "
      "WHERE visit.owner = ?1 AND visit.state = 'received' AND photo.state = 'queued' ORDER BY visit.ended_at, photo.visit, photo.n",
      {context_.user});
  if (!rows) {
    end_round(true);
    return false;
  }
  for (const SqlRow& row : *rows) {
    if (put_off_.count({text_at(row, 0), text_at(row, 1)})) continue;
    upload_ = Upload{context_.user, text_at(row, 0), text_at(row, 1), integer_at(row, 2)};
    return true;
  }
  end_round(failed_);
  return false;
}

void PhotoQueue::end_round(bool failed) {
  upload_.reset();
  active_ = false;
  if (!failed) {
    put_off_.clear();
    failures_ = 0;
    next_at_.reset();
  } else if (!next_at_) {
    next_at_ = context_.now.monotonic_ms + std::max(at_least_ms_, backoff_ms(failures_, context_.random));
    ++failures_;
  }
}

void PhotoQueue::ask_offset() {
  HttpRequest request = photo_offset_request(upload_->sha256);
  in_flight_ = InFlight{0, context_.now.monotonic_ms + request.timeout_ms + kGraceMs, context_.now.monotonic_ms, 0, false};
  in_flight_->id = context_.send(std::move(request));
}

void PhotoQueue::send_chunk() {
  if (chunk_bytes_ == 0) chunk_bytes_ = kChunkLeast;
  // Nothing left to send and still not complete: an empty chunk makes the server finish.
  const std::int64_t length = std::min(chunk_bytes_, upload_->bytes - upload_->offset);
  HttpRequest request = photo_chunk_request(upload_->sha256, upload_->offset, length, upload_->bytes);
  in_flight_ = InFlight{0, context_.now.monotonic_ms + request.timeout_ms + kGraceMs, context_.now.monotonic_ms, length, true};
  in_flight_->id = context_.send(std::move(request));
}

bool PhotoQueue::on_response(std::int64_t id, const HttpResponse& response) {
  if (!in_flight_ || in_flight_->id != id) return false;
  const InFlight request = *in_flight_;
  in_flight_.reset();
  if (response.status == 0) {
    // The network, not the photo: the others would fail the same way now.
    chunk_bytes_ = kChunkLeast;
    end_round(true);
  } else if (response.status == 401) {
    stop();
    (void)accounts_.set_session_lost();
  } else if (response.status == kUnreadableFile) {
    put_off("photo-file-missing", response);
  } else if (request.is_chunk) {
    on_chunk(request, response);
  } else {
    on_offset(response);
  }
  return true;
}

bool PhotoQueue::take_offset(const HttpResponse& response) {
  const std::string text(response.header("upload-offset"));
  if (text.empty() || text.size() > 12 || text.find_first_not_of("0123456789") != std::string::npos) return false;
  const std::int64_t offset = std::strtoll(text.c_str(), nullptr, 10);
  if (offset > upload_->bytes) return false;
  upload_->offset = offset;
  upload_->offset_known = true;
  return true;
}

void PhotoQueue::on_offset(const HttpResponse& response) {
  if (response.status == 200 && response.header("upload-complete") == "?1") return done();
  if (response.status == 200 && take_offset(response)) return;
  if (response.status >= 400 && response.status < 500 && !is_for_later(response.status)) {
    // An answer to HEAD has no body that would say who refused, and why: the first chunk will.
    upload_->offset = 0;
    upload_->offset_known = true;
    return;
  }
  put_off("server", response);
}

void PhotoQueue::on_chunk(const InFlight& request, const HttpResponse& response) {
  if (response.status == 409) {
    if (++upload_->corrections > kMostCorrections || !take_offset(response)) put_off("server", response);
    return;
  }
  if (response.status != 204 && response.status != 200) return refused(response);
  if (response.header("upload-complete") == "?1") return done();
  const std::int64_t before = upload_->offset;
  if (!take_offset(response) || upload_->offset <= before) return put_off("server", response);
  upload_->corrections = 0;
  if (context_.now.monotonic_ms - request.sent_at < kQuickMs && request.length == chunk_bytes_)
    chunk_bytes_ = std::min(kChunkMost, 2 * chunk_bytes_);
  update("sent = ?3, problem = NULL", upload_->offset);
  progressed();
}

void PhotoQueue::refused(const HttpResponse& response) {
  const auto problem = parse_problem_json(response.body);
  const bool never = response.status == 413 || (response.status >= 400 && response.status < 500 && !is_for_later(response.status) && problem);
  if (!never) return put_off("server", response);
  if (!problem || problem->code != "photo-hash-mismatch") return park(problem ? problem->code : "too-large");
  update("damaged = damaged + 1, sent = 0, problem = ?3", std::string("photo-hash-mismatch"));
  auto damaged = context_.db.run("SELECT damaged FROM photo WHERE visit = ?1 AND sha256 = ?2", {upload_->visit, upload_->sha256});
  if (damaged && !damaged->empty() && integer_at(damaged->front(), 0) >= kMostDamaged) return park("photo-damaged");
  upload_->offset_known = false;
}

void PhotoQueue::progressed() {
  if (progress_at_ && context_.now.monotonic_ms - *progress_at_ < kProgressEveryMs) return;
  progress_at_ = context_.now.monotonic_ms;
  context_.push("photo_progress", "{\"visit\":" + json_quoted(upload_->visit) + ",\"sha256\":" + json_quoted(upload_->sha256) +
                                      ",\"sent\":" + std::to_string(upload_->offset) + ",\"bytes\":" + std::to_string(upload_->bytes) + "}");
}

void PhotoQueue::update(const std::string& assignments, SqlValue value) {
  // What fails here is told again by the server: the photo only seems to have got less far.
  (void)context_.db.run("UPDATE photo SET " + assignments + " WHERE visit = ?1 AND sha256 = ?2", {upload_->visit, upload_->sha256, std::move(value)});
}

void PhotoQueue::done() {
  upload_->offset = upload_->bytes;
  update("state = 'sent', sent = bytes, damaged = 0, problem = ?3", SqlValue());
  progressed();
  drafts_.release_log_when_sent(upload_->visit);
  settled_ = true;
  // Were the write above to fail, the photo would be chosen again at once, for ever.
  put_off_.insert({upload_->visit, upload_->sha256});
  upload_.reset();
  context_.changed({"visits"});
}

void PhotoQueue::park(const std::string& problem) {
  update("state = 'parked', problem = ?3", problem);
  settled_ = true;
  put_off_.insert({upload_->visit, upload_->sha256});
  upload_.reset();
  context_.changed({"visits"});
}

void PhotoQueue::put_off(const std::string& problem, const HttpResponse& response) {
  failed_ = true;
  chunk_bytes_ = kChunkLeast;
  at_least_ms_ = std::max(at_least_ms_, retry_after_ms(response));
  if (response.status == kUnreadableFile) {
    update("problem = ?3", problem);
    context_.changed({"visits"});
  }
  put_off_.insert({upload_->visit, upload_->sha256});
  upload_.reset();
}

void PhotoQueue::tick() {
  if (in_flight_ && context_.now.monotonic_ms >= in_flight_->give_up_at) (void)on_response(in_flight_->id, HttpResponse());
  else if (!in_flight_ && next_at_ && context_.now.monotonic_ms >= *next_at_) start();
}

std::optional<std::int64_t> PhotoQueue::wake_at() const {
  if (in_flight_) return in_flight_->give_up_at;
  return next_at_;
}

}  // namespace constat
