// The device engine: drafts, outbox and pull state of the phone, as a state machine that never waits.
// Implements every command of docs/store-protocol.md. One thread. Every call may leave something to drain().
//
// Promise: `save_answer` and `submit_visit` are answered only when the data is flushed twice, in the database and in a
// log outside it. Opening a new Device over the same database and logs, after a crash at any point, finds all of it;
// either of the two may be missing or older.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/device/seams.hpp"

namespace constat {

struct Reply {
  std::int64_t seq = 0;
  bool ok = false;
  std::string json;  // the result, or the error {"code","args"}
};

struct Push {
  std::string topic;
  std::string data;  // JSON
};

struct Outbox {
  std::vector<Reply> replies;
  std::vector<Push> pushes;
  std::vector<HttpRequest> requests;
  std::optional<std::int64_t> wake_in_ms;  // call tick() then; none: nothing is waited for
  int free_log_slots = 0;                  // under 4, the host should open more
  std::vector<std::string> remove_blobs;   // photo files that nothing on this phone names any more: to be deleted
  bool drop_older_databases = false;       // copies from before an upgrade may hold somebody who was erased: to be deleted
};

class Device {
 public:
  // `app_version` travels in submissions.
  Device(SqlDatabase& database, LogSlots& slots, Randomness& randomness, std::string app_version);
  ~Device();

  // Answered exactly once, now or after a response; see the table of commands.
  void command(std::int64_t seq, std::string_view name, std::string_view payload_json, const Now& now);
  // A response to an id that is no longer waited for is ignored.
  void http_response(std::int64_t id, const HttpResponse& response, const Now& now);
  void tick(const Now& now);
  void set_online(bool online, const Now& now);

  Outbox drain();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace constat
