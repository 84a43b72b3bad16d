// The session's cookie. Everywhere but on plain loopback it is "__Host-constat": over TLS only, this host only.
#pragma once

#include <string>
#include <string_view>

#include "backend/http/exchange.hpp"

namespace constat::server::http {

std::string session_token(const Request& request);  // "" when there is none
std::string session_cookie(const Request& request, std::string_view token, std::int64_t lifetime_s);
std::string ended_session_cookie(const Request& request);

}  // namespace constat::server::http
