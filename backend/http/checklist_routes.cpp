// Checklists: publishing one, and its official visits as columns.
#include <nlohmann/json.hpp>

#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/insight/visit_columns.hpp"
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

Response columns(const Call& call) {
  const auto parameter = [&](std::string_view name) { return std::string(call.request.parameter(name)); };
  AskedChecklist wanted{parameter("checklist"), 0};
  const std::string version = parameter("version");
  if (version.size() <= 9 && version.find_first_not_of("0123456789") == std::string::npos && !version.empty()) wanted.version = std::stoll(version);
  const Asked asked{parameter("wave"), parameter("region"), parameter("tag")};
  const auto reader = call.services.store.read(call.who->organisation.id);
  std::string key = "columns";
  for (const std::string& part : {call.who->organisation.id.value, call.who->user.id.value, wanted.id, version, asked.wave, asked.region, asked.tag}) key += "\n" + part;
  std::string json = call.services.insight.kept().get(*reader, key, [&] {
    return visit_columns(*reader, call.services.checklists, *call.who, asked, wanted).value_or(std::string());
  });
  if (json.empty()) return problem(call.language, 404, "not-found");
  return json_response(200, std::move(json));
}

}  // namespace

void add_checklist_routes(std::vector<Route>& table) {
  table.push_back({Method::post, "/api/v1/checklists", Access::roles({Role::administrator}), kChecklistBytes, publish});
  table.push_back({Method::get, "/api/v1/columns", Access::roles({Role::reviewer, Role::manager, Role::administrator}), {}, columns});
}

}  // namespace constat::server::http
