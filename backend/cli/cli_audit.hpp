// What a command changed or took out, in the audit log: without a signed-in person, with the name of the system's account.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "backend/store/store.hpp"

namespace constat {

server::AuditEntry cli_audit(std::string action, std::string object_type, std::string object,
                             std::initializer_list<std::pair<const char*, std::string>> details = {});

void note_cli(server::Store& store, const server::OrganisationId& organisation, const server::AuditEntry& entry);

}  // namespace constat
