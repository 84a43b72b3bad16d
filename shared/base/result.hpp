// Result<T>: a value or one Error. Parsed<T>: a value or every Problem of the input at once.
// The core never throws; exceptions stop at the edge where a library throws.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace constat {

// Maps to HTTP statuses and exit codes in one table per edge.
enum class ErrorCode { invalid, not_found, conflict, unauthorized, forbidden, too_large, busy, unavailable, internal };

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;  // catalogue key (shared/text), never a sentence
  std::vector<std::string> args;
  std::string where;  // file, path or route; may be empty
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorCode code, std::string message, std::vector<std::string> args = {},
                                     std::string where = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(args), std::move(where)});
}

// One thing wrong with an input file. `code` is a stable kebab-case id; the sentence that people read (what is wrong;
// what to do) stands in the catalogue under "problem.<code>", with {0}, {1}... replaced by `args`.
struct Problem {
  std::string path;  // where in the JSON, as "sections[0].items[2].bands[1].below"; "" is the whole document
  std::string code;
  std::vector<std::string> args;

  friend bool operator==(const Problem& a, const Problem& b) {
    return a.path == b.path && a.code == b.code && a.args == b.args;
  }
};

template <class T>
using Parsed = tl::expected<T, std::vector<Problem>>;

}  // namespace constat
