// The sessions of a person that still hold, as that person and administrators see and end them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/auth/sessions.hpp"

namespace constat::server {

// What a session is called outside: the beginning of its token's hash, from which nobody makes the token.
std::string session_name(const Session& session);

// Not expired, not idle for too long; the last used first.
std::vector<Session> live_sessions(Store& store, const OrganisationId& organisation, const UserId& user, std::int64_t now_ms);

// Ends the session of that name, or without a name all but the one with the token hash `kept`. How many ended; none: there is
// no session of that name.
std::optional<std::size_t> end_sessions(Store& store, const OrganisationId& organisation, const UserId& user, std::string_view name,
                                        std::string_view kept, std::int64_t now_ms);

std::string sessions_json(const std::vector<Session>& sessions, std::string_view own_token_hash);

}  // namespace constat::server
