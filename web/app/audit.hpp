// The audit log as an administrator reads it, page by page.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/json.hpp"

namespace constat::app {

inline constexpr std::int64_t kAuditPage = 50;  // entries

struct AuditEntry {
  std::int64_t number = 0;
  std::string at, actor_id, actor;  // actor: empty for the command line
  std::string action, object_type, object_id, object_name, address;
  std::vector<std::pair<std::string, std::string>> details;
};

struct AuditLog {
  std::vector<AuditEntry> entries;  // newest first
  std::int64_t count = 0;           // of all that fit
  std::vector<std::pair<std::string, std::string>> people;  // id and name
  std::int64_t pages() const { return count == 0 ? 1 : (count + kAuditPage - 1) / kAuditPage; }
  std::string name_of(const std::string& person) const {
    for (const auto& [id, name] : people)
      if (id == person) return name;
    return person;
  }
};

AuditLog read_audit_log(const Json& body);

}  // namespace constat::app
