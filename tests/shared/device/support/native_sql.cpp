#include "tests/shared/device/support/native_sql.hpp"

#include <stdexcept>

namespace constat::test {

NativeSql::NativeSql(Faults& faults) : faults_(faults) { open(); }

NativeSql::~NativeSql() { sqlite3_close(connection_); }

void NativeSql::open() {
  if (sqlite3_open(":memory:", &connection_) != SQLITE_OK) throw std::runtime_error("SQLite cannot open a database in memory");
}

void NativeSql::forget_uncommitted() {
  if (!sqlite3_get_autocommit(connection_)) sqlite3_exec(connection_, "ROLLBACK", nullptr, nullptr, nullptr);
}

std::string NativeSql::bytes() const {
  sqlite3_int64 size = 0;
  unsigned char* pages = sqlite3_serialize(connection_, "main", &size, 0);
  std::string bytes(reinterpret_cast<const char*>(pages), static_cast<std::size_t>(size));
  sqlite3_free(pages);
  return bytes;
}

void NativeSql::lose() {
  sqlite3_close(connection_);
  open();
}

Result<SqlRows> NativeSql::run(std::string_view sql, const std::vector<SqlValue>& parameters) {
  const bool reads = sql.substr(0, 6) == "SELECT";
  if (!reads && faults_.next() == Faults::What::fails) return failure(ErrorCode::unavailable, "storage-failed");
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(connection_, sql.data(), static_cast<int>(sql.size()), &raw, nullptr) != SQLITE_OK)
    return failure(ErrorCode::unavailable, "storage-failed", {sqlite3_errmsg(connection_)});
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(raw, sqlite3_finalize);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const int at = static_cast<int>(i) + 1;
    if (const auto* text = std::get_if<std::string>(&parameters[i]))
      sqlite3_bind_text(raw, at, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
    else if (const auto* integer = std::get_if<std::int64_t>(&parameters[i]))
      sqlite3_bind_int64(raw, at, *integer);
  }
  SqlRows rows;
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(raw)) == SQLITE_ROW) {
    SqlRow& row = rows.emplace_back();
    for (int column = 0; column < sqlite3_column_count(raw); ++column) {
      switch (sqlite3_column_type(raw, column)) {
        case SQLITE_NULL: row.emplace_back(std::monostate()); break;
        case SQLITE_INTEGER: row.emplace_back(std::int64_t{sqlite3_column_int64(raw, column)}); break;
        default: {
          const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(raw, column));
          row.emplace_back(std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(raw, column))));
        }
      }
    }
  }
  if (misreports_commit_ && sql == "COMMIT") {
    misreports_commit_ = false;
    return failure(ErrorCode::unavailable, "storage-failed");
  }
  if (step != SQLITE_DONE) return failure(ErrorCode::unavailable, "storage-failed", {sqlite3_errmsg(connection_)});
  return rows;
}

}  // namespace constat::test
