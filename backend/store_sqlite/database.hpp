// One SQLite connection and its statements, used by one thread at a time. The only users of sqlite3.h are in this folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace constat::server::sqlite {

enum class Mode : std::uint8_t { writer, reader };

class Statement;

class Database {
 public:
  // `vfs`: SQLite's file system by name, null for the system's. Throws StoreFailure.
  Database(const std::filesystem::path& file, Mode mode, const char* vfs = nullptr);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void execute(const char* sql);
  // Prepared once per connection and kept. One use at a time.
  Statement prepare(std::string_view sql);
  std::int64_t integer(std::string_view sql);
  int changes() const;
  sqlite3* handle() { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
  std::map<std::string, sqlite3_stmt*, std::less<>> statements_;
};

// A prepared statement in use; its destruction makes it ready for the next one.
class Statement {
 public:
  Statement(sqlite3* handle, sqlite3_stmt* statement) : handle_(handle), statement_(statement) {}
  Statement(Statement&& other) noexcept : handle_(other.handle_), statement_(other.statement_), next_(other.next_) {
    other.statement_ = nullptr;
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  Statement& bind(std::string_view text);
  Statement& bind(const char* text) { return bind(std::string_view(text)); }
  Statement& bind(const std::string& text) { return bind(std::string_view(text)); }
  Statement& bind(std::int64_t value);
  Statement& bind(int value) { return bind(static_cast<std::int64_t>(value)); }
  Statement& bind(bool value) { return bind(static_cast<std::int64_t>(value)); }
  Statement& bind(double value);
  Statement& bind(const std::optional<std::string>& text) { return text ? bind(*text) : bind_null(); }
  Statement& bind_null();

  bool step();  // true: a row stands ready
  void run();   // to the end, rows ignored

  std::string text(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  bool is_null(int column) const;
  std::optional<std::string> optional_text(int column) const;

 private:
  sqlite3* handle_;
  sqlite3_stmt* statement_;
  int next_ = 1;
};

}  // namespace constat::server::sqlite
