// Sites side by side, and one site.
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"

namespace constat::server::http {
namespace {

Response comparison(const Call& call) {
  auto json = call.services.insight.comparison(*call.who, call.request.parameter("wave"));
  if (!json) return problem(call.language, 404, "unknown-wave");
  return json_response(200, std::move(*json));
}

Response summary(const Call& call) {
  auto json = call.services.insight.site_summary(*call.who, SiteId(call.path.at("id")), call.request.parameter("wave"));
  if (!json) return problem(call.language, 404, "not-found");
  return json_response(200, std::move(*json));
}

Access managers() {
  return Access::roles({Role::reviewer, Role::manager, Role::site_manager, Role::administrator, Role::client});
}

}  // namespace

void add_insight_routes(std::vector<Route>& table) {
  table.push_back({Method::get, "/api/v1/comparison", managers(), {}, comparison});
  table.push_back({Method::get, "/api/v1/sites/{id}/summary", managers(), {}, summary});
}

}  // namespace constat::server::http
