// Sends photos, one at a time and in chunks, once the visit that names them is received. It goes on where the server
// says, tries for ever, and lets everything else go first: it asks for the network only when told that it is free.
//
//   per photo: HEAD (how far?) -> PATCH chunk -> PATCH chunk ... -> sent
//   409: go on where the server says; 422 photo-hash-mismatch: from the beginning, three times, then parked "photo-damaged";
//   any other refusal parks that one photo; a fault of the server or an unreadable file puts it off; the others go on.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "shared/device/accounts.hpp"
#include "shared/device/drafts.hpp"

namespace constat {

class PhotoQueue {
 public:
  PhotoQueue(Context& context, Accounts& accounts, Drafts& drafts) : context_(context), accounts_(accounts), drafts_(drafts) {}

  // Begins now, whatever the backoff says: what was put off is tried again.
  void start();
  // There may be something new, and the network works.
  void wake() { active_ = true; }
  // Sends the next request if there is one to send. To be called whenever nothing that goes first is under way.
  void advance();
  bool on_response(std::int64_t id, const HttpResponse& response);  // false: the id is none of the queue's
  void tick();
  std::optional<std::int64_t> wake_at() const;  // monotonic ms
  // The person changed.
  void stop();
  // True once after a photo was sent or parked: what waits has changed.
  bool take_settled() { return std::exchange(settled_, false); }

 private:
  struct Upload {
    std::string user, visit, sha256;
    std::int64_t bytes = 0, offset = 0;
    bool offset_known = false;
    int corrections = 0;  // 409 in a row
  };
  struct InFlight {
    std::int64_t id = 0, give_up_at = 0, sent_at = 0, length = 0;
    bool is_chunk = false;
  };

  bool choose();
  void ask_offset();
  void send_chunk();
  void on_offset(const HttpResponse& response);
  void on_chunk(const InFlight& request, const HttpResponse& response);
  void refused(const HttpResponse& response);
  bool take_offset(const HttpResponse& response);
  void progressed();
  void done();
  void park(const std::string& problem);
  void put_off(const std::string& problem, const HttpResponse& response);
  void end_round(bool failed);
  // "UPDATE photo SET <assignments> ..." of the photo under way; ?3 is `value`.
  void update(const std::string& assignments, SqlValue value);

  Context& context_;
  Accounts& accounts_;
  Drafts& drafts_;

  bool active_ = false;
  bool settled_ = false;
  std::optional<Upload> upload_;
  std::optional<InFlight> in_flight_;
  std::set<std::pair<std::string, std::string>> put_off_;  // visit, sha256: not again in this round
  bool failed_ = false;                                    // something of this round is to be tried again
  std::int64_t chunk_bytes_ = 0;
  std::int64_t at_least_ms_ = 0;  // the server's Retry-After
  int failures_ = 0;              // rounds in a row
  std::optional<std::int64_t> next_at_, progress_at_;
};

}  // namespace constat
