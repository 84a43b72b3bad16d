// What the device engine needs from the world. In the browser: sqlite-wasm, OPFS, fetch and crypto; in tests: native
// SQLite, memory, a simulated network. Everything is synchronous except HTTP, which is requests out and responses in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "shared/base/result.hpp"

namespace constat {

// Time is an argument of every call. The wall clock may jump by days; waiting uses the monotonic one.
struct Now {
  std::int64_t wall_ms = 0;       // since 1970, UTC
  int offset_minutes = 0;         // local time minus UTC
  std::int64_t monotonic_ms = 0;  // since an arbitrary start; never compared across restarts
};

using SqlValue = std::variant<std::monostate, std::int64_t, std::string>;
using SqlRow = std::vector<SqlValue>;
using SqlRows = std::vector<SqlRow>;

class SqlDatabase {
 public:
  virtual ~SqlDatabase() = default;
  // One statement with its parameters ?1, ?2, ... COMMIT returns only when the data is flushed. Any error leaves the
  // transaction to be rolled back by the caller; a full disk is an error like another.
  virtual Result<SqlRows> run(std::string_view sql, const std::vector<SqlValue>& parameters) = 0;
};

// Files outside the database, opened beforehand because a browser cannot open one synchronously. The engine gives them
// their meaning (draft_logs.hpp).
class LogSlots {
 public:
  virtual ~LogSlots() = default;
  virtual int count() = 0;  // slots 0 .. count-1 are open; may grow between calls, never shrinks
  virtual Result<std::string> read(int slot) = 0;
  // The bytes stand at `offset` and the slot ends behind them, flushed, when this returns. After an error the slot's
  // bytes from `offset` on are undefined.
  virtual Result<void> write(int slot, std::size_t offset, std::string_view bytes) = 0;
  virtual Result<void> clear(int slot) = 0;
};

class Randomness {
 public:
  virtual ~Randomness() = default;
  virtual std::uint64_t next() = 0;
};

// A part of a photo's file.
struct BlobSlice {
  std::string sha256;  // of the whole file, hexadecimal: its name
  std::int64_t offset = 0, length = 0;
};

struct HttpRequest {
  std::int64_t id = 0;
  std::string method, path;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  // empty: none
  // Instead of `body`: the host sends these bytes and adds their Content-Digest.
  std::optional<BlobSlice> blob = {};
  std::int64_t timeout_ms = 0;
};

inline constexpr int kUnreadableFile = -1;  // the slice that was to be sent could not be read

struct HttpResponse {
  int status = 0;  // 0: no answer came (offline, timeout, cut); kUnreadableFile: nothing was sent
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;

  std::string_view header(std::string_view name) const {
    for (const auto& [key, value] : headers)
      if (key == name) return value;
    return {};
  }
};

}  // namespace constat
