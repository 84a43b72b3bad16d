// One page of the pull feed. Documents travel as JSON text: this layer neither reads nor changes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace constat {

inline constexpr std::size_t kMaxPageBytes = 1u << 20;

struct Change {
  std::string type;  // "site", "checklist", "mission", "visit"; a reader skips types that it does not know
  std::string id;
  std::int64_t seq = 0;
  std::string doc;  // JSON text; empty: the document is removed
};

struct ChangePage {
  std::string epoch;   // changes when the server was restored from a backup
  std::string cursor;  // opaque to the phone
  bool more = false;
  std::vector<Change> changes;  // in order of seq
  // Visits whose stored_seq is at most this have been copied off the server's machine; none: nothing ever was.
  std::optional<std::int64_t> safe_seq = {};
};

// A page is taken whole or not at all: any fault of form is a problem.
Parsed<ChangePage> parse_change_page(std::string_view json);

std::string write_change_page(const ChangePage& page);

}  // namespace constat
