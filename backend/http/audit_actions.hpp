// What of the requests is noted in the audit log, and how: one table beside the route table, so that a write which somebody
// adds is either noted or named here as one that is not (tests/backend/audit_test.cpp).
#pragma once

#include <optional>

#include "backend/http/route.hpp"

namespace constat::server::http {

// Of a request that was fulfilled; none: this is not noted.
std::optional<AuditEntry> audit_entry(const Route& route, const Call& call, const Response& response);

// Whether the table says anything of the route.
bool is_audit_decided(const Route& route);

}  // namespace constat::server::http
