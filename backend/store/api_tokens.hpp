// A token by which a program acts with an account: with its role, limits and sites, narrowed to the token's scopes. Only the
// hash of its secret is kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "backend/store/records.hpp"

namespace constat::server {

struct ApiToken {
  OrganisationId organisation;
  std::string id;                   // stands in the token, beside the secret
  UserId user;                      // whose rights it has
  std::string name;                 // what it is for, in an administrator's words
  std::vector<std::string> scopes;  // backend/auth/scopes.hpp
  std::string token_hash;           // SHA-256 hex of the secret
  UserId made_by;                   // empty: the command line
  std::int64_t made_at = 0, expires_at = 0;  // ms since 1970
  // The beginning of the day (UTC) of its last use: one write a day, whatever is asked.
  std::optional<std::int64_t> used_on, revoked_at;
};

}  // namespace constat::server
