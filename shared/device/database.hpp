// The engine's own view of the SQL seam: transactions that cannot be left open, and short readings of a row.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/device/seams.hpp"

namespace constat {

class Database {
 public:
  explicit Database(SqlDatabase& sql) : sql_(sql) {}

  Result<SqlRows> run(std::string_view sql, const std::vector<SqlValue>& parameters = {}) {
    if (auto ended = end_left_open(); !ended) return tl::unexpected(ended.error());
    return sql_.run(sql, parameters);
  }

  // Runs `work` (returning Result<void>) between BEGIN IMMEDIATE and COMMIT; rolls back when any of it fails.
  template <class Work>
  Result<void> transaction(Work&& work) {
    if (auto ended = end_left_open(); !ended) return ended;
    if (auto begun = sql_.run("BEGIN IMMEDIATE", {}); !begun) {
      // A rollback that failed earlier may have left one open.
      (void)sql_.run("ROLLBACK", {});
      if (begun = sql_.run("BEGIN IMMEDIATE", {}); !begun) return tl::unexpected(begun.error());
    }
    Result<void> done = work();
    if (done) {
      auto committed = sql_.run("COMMIT", {});
      if (committed) return {};
      done = tl::unexpected(committed.error());
    }
    left_open_ = !sql_.run("ROLLBACK", {});
    return done;
  }

  // Runs statements until one fails.
  Result<void> all(std::initializer_list<std::pair<std::string_view, std::vector<SqlValue>>> statements) {
    for (const auto& [sql, parameters] : statements)
      if (auto done = sql_.run(sql, parameters); !done) return tl::unexpected(done.error());
    return {};
  }

 private:
  // What a transaction wrote that could not be rolled back would be read as if it had been committed: a visit that was refused
  // would be sent.
  Result<void> end_left_open() {
    if (!left_open_) return {};
    if (!sql_.run("ROLLBACK", {})) {
      // After some failures SQLite has rolled back by itself. Then another one can begin.
      if (auto begun = sql_.run("BEGIN", {}); !begun) return tl::unexpected(begun.error());
      if (auto ended = sql_.run("ROLLBACK", {}); !ended) return tl::unexpected(ended.error());
    }
    left_open_ = false;
    return {};
  }

  SqlDatabase& sql_;
  bool left_open_ = false;  // a ROLLBACK failed
};

inline std::string text_at(const SqlRow& row, std::size_t at) {
  const auto* text = at < row.size() ? std::get_if<std::string>(&row[at]) : nullptr;
  return text ? *text : std::string();
}

inline std::int64_t integer_at(const SqlRow& row, std::size_t at) {
  const auto* value = at < row.size() ? std::get_if<std::int64_t>(&row[at]) : nullptr;
  return value ? *value : 0;
}

inline SqlValue null_if_empty(std::string text) {
  return text.empty() ? SqlValue() : SqlValue(std::move(text));
}

// A JSON column as it stands, or null.
inline std::string json_at(const SqlRow& row, std::size_t at) {
  std::string text = text_at(row, at);
  return text.empty() ? "null" : text;
}

}  // namespace constat
