// The list of sessions: everybody's own, and for administrators those of anybody.
#include <nlohmann/json.hpp>

#include "backend/auth/session_list.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"

namespace constat::server::http {
namespace {

using Doc = nlohmann::json;

constexpr std::size_t kSmallBytes = 4096;

Response list_of(const Call& call, const UserId& user) {
  const auto sessions = live_sessions(call.services.store, call.who->organisation.id, user, call.services.clock());
  return json_response(200, sessions_json(sessions, call.who->token_hash));
}

// {"session": its id}: that one; {"all": true}: all but the one that asks. Ended already, it is fulfilled.
Response end_of(const Call& call, const UserId& user) {
  const Doc body = Doc::parse(call.request.body, nullptr, false);
  const bool one = body.is_object() && body.contains("session") && body["session"].is_string() && !body["session"].get_ref<const std::string&>().empty();
  const bool all = body.is_object() && body.contains("all") && body["all"] == true;
  if (one == all) return problem(call.language, 400, "which-session");
  const std::string name = one ? body["session"].get<std::string>() : std::string();
  const auto ended = end_sessions(call.services.store, call.who->organisation.id, user, name, call.who->token_hash, call.services.clock());
  Doc doc = Doc::parse(list_of(call, user).body);
  doc["id"] = user.value;
  doc["ended"] = ended.value_or(0);
  Response response = json_response(200, doc.dump(-1, ' ', false, Doc::error_handler_t::replace));
  response.unchanged = ended.value_or(0) == 0;
  return response;
}

std::optional<UserId> person_in(const Call& call) {
  UserId user(call.path.at("id"));
  if (!read_for(call.services.store, *call.who)->user(user)) return std::nullopt;
  return user;
}

Response own(const Call& call) { return list_of(call, call.who->user.id); }
Response end_own(const Call& call) { return end_of(call, call.who->user.id); }

Response of_person(const Call& call) {
  const auto user = person_in(call);
  return user ? list_of(call, *user) : problem(call.language, 404, "not-found");
}

Response end_of_person(const Call& call) {
  const auto user = person_in(call);
  return user ? end_of(call, *user) : problem(call.language, 404, "not-found");
}

}  // namespace

void add_sessions_routes(std::vector<Route>& table) {
  const Access administrators = Access::roles({Role::administrator});
  table.push_back({Method::get, "/api/v1/sessions", Access::every_role(), {}, own, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/sessions/end", Access::every_role(), kSmallBytes, end_own, TokenScope::no_tokens});
  table.push_back({Method::get, "/api/v1/people/{id}/sessions", administrators, {}, of_person, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/people/{id}/sessions/end", administrators, kSmallBytes, end_of_person, TokenScope::no_tokens});
}

}  // namespace constat::server::http
