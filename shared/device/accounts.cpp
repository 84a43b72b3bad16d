#include "shared/device/accounts.hpp"

#include "shared/visit/timestamp.hpp"

namespace constat {
namespace {

std::string user_of(const std::string& session) {
  const Json json = json_fields::parse(session);
  const Json* user = json_fields::member(json, "user");
  return user ? json_fields::text_or(*user, "id") : std::string();
}

}  // namespace

Result<void> Accounts::load() {
  context_.user.clear();
  lost_ = false;
  auto rows = context_.db.run(
      "SELECT account.user, account.lost FROM setting JOIN account ON account.user = setting.value "
      "WHERE setting.name = 'active'");
  if (!rows) return tl::unexpected(rows.error());
  if (!rows->empty()) {
    context_.user = text_at(rows->front(), 0);
    lost_ = integer_at(rows->front(), 1) != 0;
  }
  return {};
}

Result<void> Accounts::store(const std::string& user, const std::string& session, bool active) {
  return context_.db.transaction([&]() -> Result<void> {
    if (auto done = context_.db.run("INSERT INTO account(user, session) VALUES(?1, ?2) "
                                    "ON CONFLICT(user) DO UPDATE SET session = ?2, lost = 0",
                                    {user, session});
        !done)
      return tl::unexpected(done.error());
    return active ? set_setting("active", user) : Result<void>();
  });
}

Result<void> Accounts::write_log(const std::string& session) {
  Json record = Json::object();
  record.add("t", Json::of_text("session"))
      .add("active", Json::of_bool(!session.empty()))
      .add("session", session.empty() ? Json() : json_fields::parse(session));
  return context_.logs.replace(std::string(kDeviceLog), {write_json(record)});
}

Result<void> Accounts::repair_log() {
  if (context_.logs.has(std::string(kDeviceLog))) return {};
  auto rows = context_.db.run("SELECT session FROM account WHERE user = ?1 OR ?1 = '' LIMIT 1", {context_.user});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return {};
  return write_log(context_.user.empty() ? std::string() : text_at(rows->front(), 0));
}

Result<void> Accounts::sign_in(const std::string& session) {
  const std::string user = user_of(session);
  if (user.empty()) return failure(ErrorCode::invalid, "server");
  if (auto logged = write_log(session); !logged) return logged;
  if (auto stored = store(user, session, true); !stored) return stored;
  note_server_time(json_fields::text_or(json_fields::parse(session), "server_time"));
  return load();
}

Result<void> Accounts::sign_out() {
  if (auto logged = write_log({}); !logged) return logged;
  if (auto done = context_.db.run("DELETE FROM setting WHERE name = 'active'"); !done) return tl::unexpected(done.error());
  return load();
}

Result<void> Accounts::restore(const std::string& session, bool active) {
  const std::string user = user_of(session);
  if (user.empty()) return {};
  if (auto stored = store(user, session, active); !stored) return stored;
  return load();
}

std::string Accounts::session_json() {
  if (context_.user.empty()) return "null";
  auto rows = context_.db.run("SELECT session FROM account WHERE user = ?1", {context_.user});
  if (!rows || rows->empty()) return "null";
  const Json session = json_fields::parse(text_at(rows->front(), 0));
  Json out = Json::object();
  for (const char* name : {"user", "organisation"})
    if (const Json* part = json_fields::member(session, name)) out.add(name, *part);
  return write_json(out);
}

Result<void> Accounts::set_session_lost() {
  lost_ = true;
  context_.push("session_lost", "{}");
  auto done = context_.db.run("UPDATE account SET lost = 1 WHERE user = ?1", {context_.user});
  return done ? Result<void>() : Result<void>(tl::unexpected(done.error()));
}

std::string Accounts::setting(std::string_view name) {
  auto rows = context_.db.run("SELECT value FROM setting WHERE name = ?1", {std::string(name)});
  return rows && !rows->empty() ? text_at(rows->front(), 0) : std::string();
}

Result<void> Accounts::set_setting(std::string_view name, const std::string& value) {
  auto done = context_.db.run("INSERT INTO setting(name, value) VALUES(?1, ?2) ON CONFLICT(name) DO UPDATE SET value = ?2",
                              {std::string(name), value});
  return done ? Result<void>() : Result<void>(tl::unexpected(done.error()));
}

Result<PullState> Accounts::pull_state(const std::string& user) {
  auto rows = context_.db.run("SELECT epoch, cursor, \"full\", generation FROM account WHERE user = ?1", {user});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return failure(ErrorCode::not_found, "not-signed-in");
  const SqlRow& row = rows->front();
  return PullState{text_at(row, 0), text_at(row, 1), integer_at(row, 2) != 0, integer_at(row, 3)};
}

std::optional<std::int64_t> Accounts::last_pull() {
  auto rows = context_.db.run("SELECT last_pull FROM account WHERE user = ?1 AND last_pull IS NOT NULL", {context_.user});
  if (!rows || rows->empty()) return std::nullopt;
  return integer_at(rows->front(), 0);
}

std::int64_t Accounts::server_time() {
  return unix_milliseconds(setting("server_time")).value_or(0);
}

void Accounts::note_server_time(std::string_view rfc3339) {
  const auto time = unix_milliseconds(rfc3339);
  // Only the purge depends on it: a write that fails delays the purge and nothing else.
  if (time && *time > server_time()) (void)set_setting("server_time", std::string(rfc3339));
}

}  // namespace constat
