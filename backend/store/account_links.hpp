// A link that lets one person choose a password, once: an invitation, or the way back after a forgotten password. Only the
// hash of its secret is kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "backend/store/records.hpp"

namespace constat::server {

struct AccountLink {
  OrganisationId organisation;
  std::string id;          // stands in the link, beside the secret
  UserId user;
  std::string kind;        // invitation, reset
  std::string token_hash;  // SHA-256 hex of the secret
  UserId made_by;          // empty: the command line
  std::int64_t made_at = 0, expires_at = 0;       // ms since 1970
  std::optional<std::int64_t> used_at, revoked_at;
};

}  // namespace constat::server
