// Pushes what is queued, then pulls what is new; one request at a time; with jittered backoff, for ever.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "shared/device/accounts.hpp"
#include "shared/device/drafts.hpp"
#include "shared/device/feed.hpp"

namespace constat {

class SyncCycle {
 public:
  SyncCycle(Context& context, Accounts& accounts, Drafts& drafts, Feed& feed, PhotoFiles& files)
      : context_(context), accounts_(accounts), drafts_(drafts), feed_(feed), files_(files) {}

  // Begins now, whatever the backoff says; a running cycle goes on and another follows it.
  void start();
  // By the user's order: what was parked is tried once more.
  void start_with_parked();
  // False when the id is none of this cycle's.
  bool on_response(std::int64_t id, const HttpResponse& response);
  void tick();
  std::optional<std::int64_t> wake_at() const;  // monotonic ms

  void set_online(bool online);
  void note_online(bool online) { online_ = online; }  // before there is anything to send
  bool online() const { return online_; }
  // Nothing under way, and the last cycle met the server: photos may use the network.
  bool leaves_network_free() const { return !in_flight_; }
  bool met_server() const { return last_error_ != "offline"; }
  // The person changed: what is in flight is still understood when it comes, but no longer waited for.
  void stop();
  void report();  // pushes "sync"

 private:
  enum class State { idle, pushing, pulling, waiting };
  struct InFlight {
    std::int64_t id = 0;
    std::int64_t give_up_at = 0;
    std::string user, visit, sha256, cursor;  // visit empty: a pull
    std::int64_t revision = 0;
  };

  void next();
  bool push_next();
  void pull_next();
  void finish();
  void on_push(const InFlight& request, const HttpResponse& response);
  void on_pull(const InFlight& request, const HttpResponse& response);
  bool accept_receipt(const InFlight& request, const HttpResponse& response);
  void park(const InFlight& request, const std::string& code);
  bool lost(const InFlight& request, const HttpResponse& response);

  Context& context_;
  Accounts& accounts_;
  Drafts& drafts_;
  Feed& feed_;
  PhotoFiles& files_;

  State state_ = State::idle;
  std::optional<InFlight> in_flight_;
  std::set<std::string> tried_;     // visits of this cycle that are done or put off
  std::string cut_off_;             // the visit at which the network failed: it goes last in the next cycle
  bool again_ = false;
  bool online_ = true;
  int pages_ = 0;                   // of this cycle
  bool pulled_ = false;             // to the end, in this cycle
  std::string cycle_error_, last_error_;
  std::int64_t at_least_ms_ = 0;    // the server's Retry-After
  int failures_ = 0;                // cycles in a row
  std::optional<std::int64_t> next_at_;
};

}  // namespace constat
