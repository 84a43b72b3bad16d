#include "backend/store_sqlite/database.hpp"

#include <sqlite3.h>

#include <cstring>

#include "backend/store/store.hpp"

namespace constat::server::sqlite {
namespace {

[[noreturn]] void fail(sqlite3* handle, std::string_view doing) {
  throw StoreFailure(std::string(doing) + ": " + (handle ? sqlite3_errmsg(handle) : "out of memory"));
}

// Settings of every connection: damage is found early, and a file that somebody prepared cannot run code of its own.
constexpr const char* kSettings =
    "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;"
    "PRAGMA busy_timeout=10000;";

}  // namespace

Database::Database(const std::filesystem::path& file, Mode mode, const char* vfs) {
  const int flags = SQLITE_OPEN_READWRITE | (mode == Mode::writer ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(file.c_str(), &handle_, flags, vfs) != SQLITE_OK) {
    const std::string why = handle_ ? sqlite3_errmsg(handle_) : "out of memory";
    sqlite3_close_v2(handle_);
    throw StoreFailure("open " + file.string() + ": " + why);
  }
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  // Plans do not depend on bound values. Without this, a statement with a bound LIMIT, or one that a partial index might
  // serve, is prepared again with each new value.
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
  // Only the writer checkpoints: a reader never pays for it and never truncates what another reads.
  const char* own = mode == Mode::writer ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=2000; PRAGMA secure_delete=ON;"
                                         : "PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0;";
  for (const char* settings : {kSettings, own}) {
    if (sqlite3_exec(handle_, settings, nullptr, nullptr, nullptr) == SQLITE_OK) continue;
    // No destructor runs for an object that never was: the handle is closed here.
    const std::string why = sqlite3_errmsg(handle_);
    sqlite3_close_v2(handle_);
    throw StoreFailure("open " + file.string() + ": " + why);
  }
}

Database::~Database() {
  for (auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close_v2(handle_);
}

void Database::execute(const char* sql) {
  // One statement is kept: BEGIN and COMMIT are said with every request.
  if (!std::strchr(sql, ';')) return prepare(sql).run();
  if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle_, sql);
}

Statement Database::prepare(std::string_view sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, nullptr);
    if (code != SQLITE_OK) fail(handle_, sql);
    found = statements_.emplace(std::string(sql), statement).first;
  }
  return Statement(handle_, found->second);
}

std::int64_t Database::integer(std::string_view sql) {
  auto statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

int Database::changes() const { return sqlite3_changes(handle_); }

Statement::~Statement() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Statement& Statement::bind(std::string_view text) {
  const char* data = text.data() ? text.data() : "";
  if (sqlite3_bind_text64(statement_, next_++, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8) != SQLITE_OK)
    fail(handle_, "bind");
  return *this;
}

Statement& Statement::bind(std::int64_t value) {
  if (sqlite3_bind_int64(statement_, next_++, value) != SQLITE_OK) fail(handle_, "bind");
  return *this;
}

Statement& Statement::bind(double value) {
  if (sqlite3_bind_double(statement_, next_++, value) != SQLITE_OK) fail(handle_, "bind");
  return *this;
}

Statement& Statement::bind_null() {
  if (sqlite3_bind_null(statement_, next_++) != SQLITE_OK) fail(handle_, "bind");
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  fail(handle_, "step");
}

void Statement::run() {
  while (step()) continue;
}

std::string Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return data ? std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string();
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::optional<std::string> Statement::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

}  // namespace constat::server::sqlite
