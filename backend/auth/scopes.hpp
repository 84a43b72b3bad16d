// What an API token may be used for. Every route names the one that it needs (backend/http/route.hpp); a role still decides first
// what its account may do at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace constat::server {

enum class TokenScope : std::uint8_t {
  undeclared, no_tokens,  // of a route: it does not say, which is a fault; it takes sessions only
  visits_read, visits_write, visits_review, missions_read, missions_write, sites_read, sites_write, checklists_read, checklists_write,
  surveys_write, figures_read, exports_read, payments_read, payments_write, programmes_read, programmes_write, audit_read,
};

std::string_view to_string(TokenScope scope);  // "visits:read", stored and sent; empty for the first two
std::optional<TokenScope> scope_of(std::string_view text);
const std::vector<TokenScope>& all_scopes();  // that a token can have

}  // namespace constat::server
