// Erasing a person, and what that does to single rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/ids.hpp"

namespace constat::server {

// A person who was erased. It says neither who they were nor what they did.
struct Erasure {
  std::string mark;                    // shared/sync/erasure_mark.hpp
  UserId pseudonym;                    // stands where their id stood
  std::int64_t at = 0;                 // ms since 1970
  std::vector<std::string> sessions;   // token hashes of the sessions that ended with it: their phones are told
};

// What takes the place of a body. Its hash stays that of the bytes that were sent: the same bytes, sent again, are known.
struct RedactedBody {
  VisitId visit;
  std::int64_t revision = 0;
  std::string sha256;
  std::string body;
};

}  // namespace constat::server
