// A request that speaks by an API token instead of a session.
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "backend/http/route.hpp"
#include "backend/http/services.hpp"

namespace constat::server::http {

// The token of "Authorization: Bearer TOKEN", maybe empty; none: another scheme or no such header. A request that has one is
// the token's, whatever cookie it also has.
std::optional<std::string_view> bearer_of(const Request& head);

// Who the token speaks for, on this route; else the refusal, with WWW-Authenticate as RFC 6750 has it.
std::variant<SignedIn, Response> admit_bearer(Services& services, const Route& route, const Request& head, std::string_view token,
                                              Language language);

// Says to whoever brought nothing that a token could have been brought.
Response with_challenge(Response refusal);

}  // namespace constat::server::http
