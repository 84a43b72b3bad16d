// API tokens, for administrators.
#include "backend/administration/api_tokens.hpp"
#include "backend/http/page_number.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"

namespace constat::server::http {
namespace {

constexpr std::size_t kTokenBytes = 8192;

Response list(const Call& call) {
  const Request& from = call.request;
  const TokenFilter filter{std::string(from.parameter("text")), std::string(from.parameter("status")), std::string(from.parameter("user")),
                           page_in(from).value_or(0)};
  return json_response(200, tokens_json(*read_for(call.services.store, *call.who), filter, call.services.clock()));
}

Response make(const Call& call) {
  const UserId user(call.path.at("id"));
  if (!read_for(call.services.store, *call.who)->user(user)) return problem(call.language, 404, "not-found");
  const auto details = parse_token_details(call.request.body);
  if (!details) return problem(call.language, 400, "bad-token", {}, details.error());
  const TokenChange change = add_token(call.services.store, call.who->organisation.id, user, *details, call.who->user.id, call.services.clock());
  if (change.kind == TokenChange::Kind::not_found) return problem(call.language, 404, "not-found");
  if (change.kind == TokenChange::Kind::deactivated) return problem(call.language, 409, "token-of-deactivated");
  return json_response(201, token_json(*read_for(call.services.store, *call.who), change.made, call.services.clock()));
}

Response revoke(const Call& call) {
  const TokenChange change = revoke_token(call.services.store, call.who->organisation.id, call.path.at("id"), call.services.clock());
  if (change.kind == TokenChange::Kind::not_found) return problem(call.language, 404, "not-found");
  Response response = json_response(200, token_json(*read_for(call.services.store, *call.who), change.made, call.services.clock()));
  response.unchanged = change.kind == TokenChange::Kind::unchanged;
  return response;
}

}  // namespace

void add_token_routes(std::vector<Route>& table) {
  const Access administrators = Access::roles({Role::administrator});
  table.push_back({Method::get, "/api/v1/tokens", administrators, {}, list, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/people/{id}/tokens", administrators, kTokenBytes, make, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/tokens/{id}/revoke", administrators, kTokenBytes, revoke, TokenScope::no_tokens});
}

}  // namespace constat::server::http
