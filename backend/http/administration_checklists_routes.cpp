// Published checklists: read by those who plan and review, looked at before publishing by administrators. Publishing itself is
// in checklist_routes.cpp.
#include <charconv>
#include <nlohmann/json.hpp>

#include "backend/administration/checklist_withdrawal.hpp"
#include "backend/administration/checklists.hpp"
#include "backend/auth/secrets.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "shared/checklist/parse.hpp"

namespace constat::server::http {
namespace {

using Doc = nlohmann::json;

constexpr std::size_t kReasonBytes = 16u << 10;
constexpr std::size_t kUploadBytes = 12u << 20;  // a checklist of 8 MiB, in base64

std::unique_ptr<Reader> reader_of(const Call& call) { return read_for(call.services.store, *call.who); }

std::int64_t number_in(const Call& call, const char* name) {
  const std::string& text = call.path.at(name);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : -1;
}

Response list(const Call& call) { return json_response(200, checklist_shelf_json(*reader_of(call))); }

Response one(const Call& call) {
  auto json = published_checklist_json(*reader_of(call), ChecklistId(call.path.at("id")), number_in(call, "version"), call.language);
  if (!json) return problem(call.language, 404, "not-found");
  return json_response(200, std::move(*json));
}

Response file(const Call& call) {
  const auto record = reader_of(call)->checklist(ChecklistId(call.path.at("id")), number_in(call, "version"));
  if (!record) return problem(call.language, 404, "not-found");
  std::string name;
  for (const char c : record->id.value) name += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ? c : '-';
  Response response = json_response(200, record->json);
  return std::move(response.with("Content-Disposition", "attachment; filename=\"" + name + "-" + std::to_string(record->version) + ".json\""));
}

Response changes(const Call& call) {
  auto json = checklist_changes_json(*reader_of(call), ChecklistId(call.path.at("id")), number_in(call, "from"), number_in(call, "to"), call.language);
  if (!json) return problem(call.language, 404, "not-found");
  return json_response(200, std::move(*json));
}

// The checklist itself, or in base64 inside a document, as the app sends the file that somebody chose.
Response check(const Call& call) {
  std::string json = call.request.body;
  const auto body = Doc::parse(call.request.body, nullptr, false);
  if (body.is_object() && body.contains("json_base64") && body["json_base64"].is_string()) {
    auto file = from_base64(body["json_base64"].get<std::string>());
    if (!file) return problem(call.language, 400, "bad-checklist");
    json = std::move(*file);
  }
  const auto checklist = parse_checklist(json);
  if (!checklist) return problem(call.language, 400, "bad-checklist", {}, checklist.error());
  return json_response(200, checked_checklist_json(*reader_of(call), *checklist, json, call.language));
}

Response open_on(const Call& call) {
  auto json = missions_on_checklist_json(*reader_of(call), ChecklistId(call.path.at("id")), number_in(call, "version"));
  return json ? json_response(200, std::move(*json)) : problem(call.language, 404, "not-found");
}

Response answer(const Call& call, const WithdrawalOutcome& outcome) {
  if (outcome.kind == WithdrawalOutcome::Kind::not_found) return problem(call.language, 404, "not-found");
  Response response = json_response(200, outcome.json);
  response.unchanged = outcome.kind == WithdrawalOutcome::Kind::unchanged;
  return response;
}

Response withdraw(const Call& call) {
  const ChecklistId id(call.path.at("id"));
  const std::int64_t version = number_in(call, "version");
  if (!reader_of(call)->checklist(id, version)) return problem(call.language, 404, "not-found");
  const auto reason = parse_withdrawal(call.request.body);
  if (!reason) return problem(call.language, 400, "bad-withdrawal", {}, reason.error());
  return answer(call, withdraw_checklist(call.services.store, call.who->organisation.id, id, version, *reason, call.services.clock()));
}

Response restore(const Call& call) {
  return answer(call, restore_checklist(call.services.store, call.who->organisation.id, ChecklistId(call.path.at("id")), number_in(call, "version")));
}

}  // namespace

void add_administration_checklists_routes(std::vector<Route>& table) {
  const Access readers = Access::roles({Role::reviewer, Role::manager, Role::administrator});
  table.push_back({Method::get, "/api/v1/checklists", readers, {}, list, TokenScope::checklists_read});
  table.push_back({Method::get, "/api/v1/checklists/{id}/{version}", readers, {}, one, TokenScope::checklists_read});
  table.push_back({Method::get, "/api/v1/checklists/{id}/{version}/file.json", readers, {}, file, TokenScope::checklists_read});
  table.push_back({Method::get, "/api/v1/checklists/{id}/{from}/changes/{to}", readers, {}, changes, TokenScope::checklists_read});
  const Access administrators = Access::roles({Role::administrator});
  table.push_back({Method::get, "/api/v1/checklists/{id}/{version}/missions", administrators, {}, open_on, TokenScope::checklists_read});
  table.push_back({Method::post, "/api/v1/checklists/{id}/{version}/withdraw", administrators, kReasonBytes, withdraw, TokenScope::checklists_write});
  table.push_back({Method::post, "/api/v1/checklists/{id}/{version}/restore", administrators, kReasonBytes, restore, TokenScope::checklists_write});
  table.push_back({Method::post, "/api/v1/checklists/check", Access::roles({Role::administrator}), kUploadBytes, check, TokenScope::checklists_write});
}

}  // namespace constat::server::http
