// Publishing checklists.
#include <nlohmann/json.hpp>

#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/intake/checklist_cache.hpp"
#include "shared/checklist/parse.hpp"

namespace constat::server::http {
namespace {

using Doc = nlohmann::json;

constexpr std::size_t kChecklistBytes = 8u << 20;

// A published version never changes: the same again is as if it had been published, another one is refused.
Response publish(const Call& call) {
  const auto checklist = parse_checklist(call.request.body);
  if (!checklist) return problem(call.language, 400, "bad-checklist", {}, checklist.error());
  const ChecklistRecord record = record_of(*checklist, call.request.body);
  bool is_new = false, differs = false;
  call.services.store.write(call.who->organisation.id, [&](Writer& writer) {
    const auto present = writer.checklist(record.id, record.version);
    is_new = !present;
    differs = present && present->hash != record.hash;
    if (is_new) writer.put_checklist(record);
  });
  if (differs) return problem(call.language, 409, "checklist-published", {record.id.value, std::to_string(record.version)});
  return json_response(is_new ? 201 : 200, Doc{{"id", record.id.value}, {"version", record.version}, {"sha256", record.hash}}.dump());
}

}  // namespace

void add_checklist_routes(std::vector<Route>& table) {
  table.push_back({Method::post, "/api/v1/checklists", Access::roles({Role::administrator}), kChecklistBytes, publish, TokenScope::checklists_write});
}

}  // namespace constat::server::http
