// Who did what, when, and to what: added to; only an erasure changes an entry. No secret, no answer and no text that a person wrote goes in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/ids.hpp"

namespace constat::server {

struct AuditEntry {
  std::int64_t number = 0;          // from 1, in the order of the organisation; given by the store
  std::string at;                   // RFC 3339
  UserId actor;                     // empty: the command line
  std::string action;               // "visit-approved"; what stands before the dash is its group
  std::string object_type, object;  // "visit" and its id
  std::string detail;               // a small JSON object
  std::string address;              // of the client; "cli" for the command line
};

struct AuditFilter {
  std::string group;             // "visit"; empty: all
  std::optional<UserId> actor;
  std::string text;              // in the object, the details, the address, or the actor's name or e-mail address
  std::size_t skip = 0, limit = 50;
};

struct AuditPage {
  std::vector<AuditEntry> entries;  // newest first
  std::int64_t count = 0;           // of all that fit
};

}  // namespace constat::server
