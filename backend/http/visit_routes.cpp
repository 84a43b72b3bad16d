// Visits: taking them in, and one of them as a manager reads it.
#include <charconv>

#include "backend/http/body.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/insight/visit_report.hpp"

namespace constat::server::http {
namespace {

constexpr std::int64_t kMostRevisions = 1'000'000;

std::optional<std::int64_t> revision_of(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 1 || value > kMostRevisions)
    return std::nullopt;
  return value;
}

Response push(const Call& call) {
  const std::string& id = call.path.at("id");
  const auto revision = revision_of(call.path.at("revision"));
  if (!is_uuid_v7(id) || !revision) return problem(call.language, 404, "not-found");
  if (call.request.header("content-digest").empty() && call.request.header("repr-digest").empty())
    return problem(call.language, 400, "digest-missing");
  Push push{id, *revision, call.request.body, std::string(call.request.header("constat-client-time").substr(0, 64)),
            call.who->user.id};
  const PushOutcome outcome = call.services.intake.receive(call.who->organisation.id, std::move(push));
  switch (outcome.kind) {
    case PushOutcome::Kind::refused: return problem(call.language, 400, "not-a-visit", {}, outcome.problems);
    case PushOutcome::Kind::created: return json_response(201, outcome.receipt);
    case PushOutcome::Kind::repeated: return json_response(200, outcome.receipt);
    case PushOutcome::Kind::conflict: return json_response(409, outcome.receipt);
  }
  return problem(call.language, 500, "internal");
}

Response report(const Call& call) {
  auto json = visit_report(call.services.store, call.services.checklists, *call.who, VisitId(call.path.at("id")));
  if (!json) return problem(call.language, 404, "not-found");
  return json_response(200, std::move(*json));
}

}  // namespace

void add_visit_routes(std::vector<Route>& table) {
  table.push_back({Method::put, "/api/v1/visits/{id}/revisions/{revision}",
                   Access::roles({Role::investigator, Role::reviewer, Role::manager, Role::site_manager,
                                  Role::administrator})
                       .also_disabled(),
                   kMaxSubmissionBytes, push, TokenScope::visits_write});
  table.push_back({Method::get, "/api/v1/visits/{id}",
                   Access::roles({Role::investigator, Role::reviewer, Role::manager, Role::site_manager,
                                  Role::administrator}),
                   {}, report, TokenScope::visits_read});
}

}  // namespace constat::server::http
