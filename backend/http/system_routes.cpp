// /healthz and /api/v1/meta.
#include <nlohmann/json.hpp>

#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"

namespace constat::server::http {
namespace {

using Doc = nlohmann::json;

Response health(const Call& call) {
  // A read proves that the store answers.
  call.services.store.accounts()->organisations();
  return json_response(200, Doc{{"status", "ok"}, {"version", call.services.version}}.dump());
}

Response meta(const Call& call) {
  const bool show = call.request.on_loopback && !call.services.demo_accounts.empty();
  Doc answer = {{"name", "Constat"},
                {"version", call.services.version},
                {"protocol", 1},
                {"demo", !call.services.demo_accounts.empty()}};
  if (show) {
    Doc& accounts = answer["accounts"] = Doc::array();
    for (const DemoAccount& account : call.services.demo_accounts)
      accounts.push_back({{"email", account.email}, {"password", account.password}, {"role", account.role},
                          {"name", account.name}});
  }
  return json_response(200, answer.dump());
}

}  // namespace

void add_system_routes(std::vector<Route>& table) {
  table.push_back({Method::get, "/healthz", Access::anybody(), {}, health, TokenScope::no_tokens});
  table.push_back({Method::get, "/api/v1/meta", Access::anybody(), {}, meta, TokenScope::no_tokens});
}

}  // namespace constat::server::http
