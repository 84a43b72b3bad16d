#include "tests/faults/support/sim_sql.hpp"

namespace constat::test {
namespace {

std::string file_of(int generation) { return "/phone/constat-" + std::to_string(generation) + ".db"; }

bool is_whole(sqlite3* connection) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection, "PRAGMA quick_check(1)", -1, &statement, nullptr) != SQLITE_OK) return false;
  const bool whole = sqlite3_step(statement) == SQLITE_ROW &&
                     std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0))) == "ok";
  sqlite3_finalize(statement);
  return whole;
}

SqlValue value_of(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL: return std::monostate();
    case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement, column)};
    default: break;
  }
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return std::string(text ? text : "", static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
}

}  // namespace

bool SimSql::open_generation(int generation) {
  if (sqlite3_open_v2(file_of(generation).c_str(), &connection_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                      vfs_.name()) == SQLITE_OK &&
      sqlite3_db_config(connection_, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr) == SQLITE_OK &&
      sqlite3_exec(connection_, "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF",
                   nullptr, nullptr, nullptr) == SQLITE_OK &&
      is_whole(connection_))
    return true;
  close();
  return false;
}

bool SimSql::open() {
  int latest = 1;
  while (vfs_.disk().exists(file_of(latest + 1))) ++latest;
  if (open_generation(latest)) return true;
  if (vfs_.disk().is_dead()) return false;
  damaged_ = true;
  return open_generation(latest + 1);
}

void SimSql::close() {
  for (auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  statements_.clear();
  sqlite3_close_v2(connection_);
  connection_ = nullptr;
}

Result<SqlRows> SimSql::run(std::string_view sql, const std::vector<SqlValue>& parameters) {
  const auto failed = [&] { return failure(ErrorCode::unavailable, "storage-failed", {sqlite3_errmsg(connection_)}); };
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(connection_, sql.data(), static_cast<int>(sql.size()), &made, nullptr) != SQLITE_OK) return failed();
    found = statements_.emplace(std::string(sql), made).first;
  }
  sqlite3_stmt* statement = found->second;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const int at = static_cast<int>(i) + 1;
    int bound = SQLITE_OK;
    if (const auto* text = std::get_if<std::string>(&parameters[i]))
      bound = sqlite3_bind_text(statement, at, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
    else if (const auto* integer = std::get_if<std::int64_t>(&parameters[i]))
      bound = sqlite3_bind_int64(statement, at, *integer);
    if (bound == SQLITE_OK) continue;
    // As in a browser: a value that cannot be bound is no null.
    Result<SqlRows> refused = failed();
    sqlite3_clear_bindings(statement);
    return refused;
  }
  SqlRows rows;
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
    SqlRow& row = rows.emplace_back();
    for (int column = 0; column < sqlite3_column_count(statement); ++column) row.push_back(value_of(statement, column));
  }
  Result<SqlRows> result = step == SQLITE_DONE ? Result<SqlRows>(std::move(rows)) : Result<SqlRows>(failed());
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return result;
}

}  // namespace constat::test
