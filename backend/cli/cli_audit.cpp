#include "backend/cli/cli_audit.hpp"

#include <nlohmann/json.hpp>
#include <pwd.h>
#include <unistd.h>

#include "backend/platform/clock.hpp"

namespace constat {

server::AuditEntry cli_audit(std::string action, std::string object_type, std::string object,
                             std::initializer_list<std::pair<const char*, std::string>> details) {
  using Doc = nlohmann::json;
  Doc detail = Doc::object();
  for (const auto& [name, value] : details) detail[name] = value;
  if (const passwd* account = ::getpwuid(::geteuid())) detail["system_account"] = account->pw_name;
  server::AuditEntry entry;
  entry.at = server::rfc3339(server::system_clock()());
  entry.action = std::move(action);
  entry.object_type = std::move(object_type);
  entry.object = std::move(object);
  entry.detail = detail.dump(-1, ' ', false, Doc::error_handler_t::replace);
  entry.address = "cli";
  return entry;
}

void note_cli(server::Store& store, const server::OrganisationId& organisation, const server::AuditEntry& entry) {
  store.write(organisation, [&](server::Writer& writer) { writer.add_audit(entry); });
}

}  // namespace constat
