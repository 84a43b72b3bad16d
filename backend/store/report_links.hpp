// A link that opens one report without an account, until its day. It shows what its maker may see at that moment. Only the hash of
// its secret is kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "backend/store/records.hpp"

namespace constat::server {

struct ReportLink {
  OrganisationId organisation;
  std::string id;          // stands in the link, beside the secret
  UserId maker;            // whose rights it has
  std::string kind;        // visit, site, network
  std::string subject;     // the visit or the site; empty for the network
  std::string wave;        // of a site or the network: an id, "all", or empty for the latest when it is opened
  std::string request;     // the maker's own name of the request that made it; may be empty
  std::string token_hash;  // SHA-256 hex of the secret
  std::int64_t made_at = 0, expires_at = 0;  // ms since 1970
  std::int64_t opened = 0;                   // documents that it gave
  std::optional<std::int64_t> opened_at, revoked_at;  // opened: the last time
};

}  // namespace constat::server
