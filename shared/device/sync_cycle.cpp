#include "shared/device/sync_cycle.hpp"

#include <algorithm>

#include "shared/device/backoff.hpp"
#include "shared/device/listing.hpp"
#include "shared/device/parked.hpp"
#include "shared/device/retention.hpp"
#include "shared/device/sync_requests.hpp"

namespace constat {
namespace {

constexpr std::int64_t kPollMs = 5 * 60'000;         // when nothing failed
constexpr std::int64_t kGraceMs = 5'000;             // beyond the host's own time-out

const char* name_of(int state) {
  constexpr const char* kNames[] = {"idle", "pushing", "pulling", "waiting"};
  return kNames[state];
}

}  // namespace

void SyncCycle::report() {
  std::string retry = "null";
  if (state_ == State::waiting && next_at_) retry = std::to_string(std::max<std::int64_t>(0, *next_at_ - context_.now.monotonic_ms));
  context_.push("sync", std::string("{\"state\":\"") + name_of(static_cast<int>(state_)) + "\",\"unsent\":" +
                            std::to_string(count_unsent(context_, false)) + ",\"last_error\":" +
                            (last_error_.empty() ? "null" : json_quoted(last_error_)) + ",\"next_retry_ms\":" + retry +
                            ",\"online\":" + (online_ ? "true" : "false") + "}");
}

void SyncCycle::start() {
  if (context_.user.empty() || accounts_.session_lost()) return;
  if (in_flight_) {
    again_ = true;
    return;
  }
  tried_.clear();
  cycle_error_.clear();
  at_least_ms_ = 0;
  pages_ = 0;
  pulled_ = false;
  again_ = false;
  next_at_.reset();
  if (!cut_off_.empty()) tried_.insert(cut_off_);
  next();
}

void SyncCycle::start_with_parked() {
  // When this fails what is parked stays parked.
  (void)retry_parked(context_, {});
  start();
}

void SyncCycle::stop() {
  in_flight_.reset();
  next_at_.reset();
  tried_.clear();
  cut_off_.clear();
  last_error_.clear();
  failures_ = 0;
  state_ = State::idle;
}

void SyncCycle::next() {
  if (push_next()) return;
  if (!pulled_) return pull_next();
  // A visit that the network cut off last time comes after the pull, so that it blocks neither the others nor that.
  if (!cut_off_.empty()) {
    tried_.erase(cut_off_);
    cut_off_.clear();
    if (push_next()) return;
  }
  finish();
}

bool SyncCycle::push_next() {
  auto rows = context_.db.run("SELECT id, revision FROM visit WHERE owner = ?1 AND state = 'saved' ORDER BY ended_at, id", {context_.user});
  if (!rows) {
    cycle_error_ = rows.error().message;
    return false;
  }
  for (const SqlRow& row : *rows) {
    const std::string visit = text_at(row, 0);
    if (tried_.count(visit)) continue;
    auto found = context_.db.run("SELECT body, sha256 FROM visit WHERE id = ?1", {visit});
    if (!found || found->empty()) continue;
    tried_.insert(visit);
    HttpRequest request = push_request(visit, integer_at(row, 1), text_at(found->front(), 0), context_.now);
    in_flight_ = InFlight{0, context_.now.monotonic_ms + request.timeout_ms + kGraceMs, context_.user, visit,
                          text_at(found->front(), 1), {}, integer_at(row, 1)};
    in_flight_->id = context_.send(std::move(request));
    state_ = State::pushing;
    report();
    return true;
  }
  return false;
}

void SyncCycle::pull_next() {
  auto pull = accounts_.pull_state(context_.user);
  if (!pull) {
    cycle_error_ = pull.error().message;
    return finish();
  }
  HttpRequest request = pull_request(pull->cursor);
  in_flight_ = InFlight{0, context_.now.monotonic_ms + request.timeout_ms + kGraceMs, context_.user, {}, {}, pull->cursor, 0};
  in_flight_->id = context_.send(std::move(request));
  state_ = State::pulling;
  report();
}

void SyncCycle::finish() {
  last_error_ = cycle_error_;
  if (cycle_error_.empty()) {
    failures_ = 0;
    state_ = State::idle;
    next_at_ = context_.now.monotonic_ms + kPollMs;
    purge(context_, files_, accounts_.server_time());
  } else {
    state_ = State::waiting;
    next_at_ = context_.now.monotonic_ms + std::max(at_least_ms_, backoff_ms(failures_, context_.random));
    ++failures_;
  }
  report();
  if (again_) start();
}

bool SyncCycle::on_response(std::int64_t id, const HttpResponse& response) {
  if (!in_flight_ || in_flight_->id != id) return false;
  const InFlight request = *in_flight_;
  in_flight_.reset();
  if (response.status == 0) {
    // The network, not the item: the others would fail the same way now.
    if (!request.visit.empty()) cut_off_ = request.visit;
    cycle_error_ = "offline";
    finish();
  } else if (!lost(request, response)) {
    if (request.visit.empty()) on_pull(request, response);
    else on_push(request, response);
  }
  return true;
}

bool SyncCycle::lost(const InFlight& request, const HttpResponse& response) {
  if (response.status != 401) return false;
  state_ = State::idle;
  next_at_.reset();
  again_ = false;
  last_error_ = "session-lost";
  if (request.user == context_.user) (void)accounts_.set_session_lost();
  report();
  return true;
}

void SyncCycle::tick() {
  if (in_flight_ && context_.now.monotonic_ms >= in_flight_->give_up_at) {
    (void)on_response(in_flight_->id, HttpResponse());
  } else if (!in_flight_ && next_at_ && context_.now.monotonic_ms >= *next_at_) {
    start();
  }
}

std::optional<std::int64_t> SyncCycle::wake_at() const {
  if (in_flight_) return in_flight_->give_up_at;
  return next_at_;
}

void SyncCycle::set_online(bool online) {
  if (online == online_) return;
  online_ = online;
  if (online && !in_flight_) {
    failures_ = 0;
    start();
  }
  report();
}

}  // namespace constat
