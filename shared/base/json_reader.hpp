// Reading one JSON object field by field: every missing, unknown or ill-typed field becomes a Problem with its path, and
// reading goes on, so that a file's problems are all found at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/fixed.hpp"
#include "shared/base/json.hpp"
#include "shared/base/result.hpp"

namespace constat {

using Problems = std::vector<Problem>;

// "a.b" for a member, "a[3]" for an element; the root path is "".
std::string member_path(std::string_view path, std::string_view name);
std::string element_path(std::string_view path, std::size_t at);

// Typed readings of one value. None after the matching problem was added.
std::optional<std::string> read_text(const Json& value, std::string_view path, Problems& problems);
std::optional<bool> read_bool(const Json& value, std::string_view path, Problems& problems);
// "not-a-number", "too-many-decimals", "out-of-range" (found, low, high).
std::optional<Thousandths> read_thousandths(const Json& value, std::string_view path, Thousandths low, Thousandths high,
                                            Problems& problems);
// "not-an-integer", "out-of-range".
std::optional<std::int64_t> read_integer(const Json& value, std::string_view path, std::int64_t low, std::int64_t high,
                                         Problems& problems);
// "bad-id" (found) unless is_id.
std::optional<std::string> read_id(const Json& value, std::string_view path, Problems& problems);
bool check_kind(const Json& value, JsonKind kind, std::string_view path, Problems& problems);

class JsonReader {
 public:
  // Reports "not-an-object" when `value` is none; every field then reads as absent, without a further problem.
  JsonReader(const Json& value, std::string path, Problems& problems);

  // The member; absent: "missing-field" and none. A null counts as absent.
  const Json* required(std::string_view name);
  const Json* optional(std::string_view name);
  // The same, refused with its own problem when it has another kind.
  const Json* required(std::string_view name, JsonKind kind);
  const Json* optional(std::string_view name, JsonKind kind);

  // "unknown-field" for every member that nobody asked for. Call it last.
  void refuse_others();

  std::string path_of(std::string_view name) const { return member_path(path_, name); }
  const std::string& path() const { return path_; }
  Problems& problems() { return problems_; }
  void report(std::string_view name, std::string code, std::vector<std::string> args = {});

 private:
  const Json* value_;
  std::string path_;
  Problems& problems_;
  std::vector<std::string_view> asked_;
};

// "unknown-format" unless the member "format" says `expected`.
void read_format(JsonReader& reader, std::string_view expected);

}  // namespace constat
