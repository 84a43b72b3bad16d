// The audit log as docs/protocol.md writes it.
#pragma once

#include <string>

#include "backend/store/repository.hpp"

namespace constat::server {

inline constexpr std::size_t kAuditPage = 50;
inline constexpr std::size_t kMostAuditPage = 500;

// {"entries":[{"number","at","actor":{"id","name"}|null,"action","object":{"type","id","name"},"detail":{},"address"}],"count",
// "people":[{"id","name"}]}
std::string audit_json(Reader& reader, const AuditFilter& filter);

}  // namespace constat::server
