// Who uses this phone: sessions, preferences, and how far each person's pull has come.
#pragma once

#include <optional>
#include <string>

#include "shared/device/context.hpp"

namespace constat {

struct PullState {
  std::string epoch, cursor;   // cursor empty: from the beginning
  bool full = true;            // what the feed does not name again is removed at the end
  std::int64_t generation = 1;
};

class Accounts {
 public:
  explicit Accounts(Context& context) : context_(context) {}

  // Reads who is signed in. To be called once the schema stands.
  Result<void> load();

  // `session` is the server's answer (docs/protocol.md); it is kept as it came.
  Result<void> sign_in(const std::string& session);
  Result<void> sign_out();
  // From the device log, when the database is new but the phone is not.
  Result<void> restore(const std::string& session, bool active);

  // The device log is missing beside a database that knows somebody: written anew.
  Result<void> repair_log();

  std::string session_json();  // {"user","organisation"} or "null"
  bool session_lost() const { return lost_; }
  Result<void> set_session_lost();

  std::string setting(std::string_view name);
  Result<void> set_setting(std::string_view name, const std::string& value);

  Result<PullState> pull_state(const std::string& user);
  std::optional<std::int64_t> last_pull();

  // The latest time that the server has told, in unix ms; 0: none yet. The phone's clock plays no part in it.
  std::int64_t server_time();
  void note_server_time(std::string_view rfc3339);

 private:
  Result<void> write_log(const std::string& session);  // empty: nobody is signed in
  Result<void> store(const std::string& user, const std::string& session, bool active);

  Context& context_;
  bool lost_ = false;
};

}  // namespace constat
