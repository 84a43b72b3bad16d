// What waits for a person, and the decisions over it.
#include <nlohmann/json.hpp>

#include "backend/feed/documents.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/review/decisions.hpp"
#include "backend/review/event_json.hpp"
#include "backend/review/quarantine.hpp"

namespace constat::server::http {
namespace {

constexpr std::size_t kEventBytes = 16u << 10;

Response list(const Call& call) {
  return json_response(200, quarantine_json(*call.services.store.read(call.who->organisation.id)));
}

Response add_event(const Call& call) {
  const VisitId visit(call.path.at("id"));
  if (!call.services.store.read(call.who->organisation.id)->visit(visit)) return problem(call.language, 404, "not-found");
  const auto decision = parse_decision(call.request.body);
  if (!decision) return problem(call.language, 400, "bad-event", {}, decision.error());
  using Kind = DecisionOutcome::Kind;
  const DecisionOutcome outcome =
      decide(call.services.store, call.services.checklists, *call.who, visit, *decision, call.services.clock());
  switch (outcome.kind) {
    case Kind::no_such_body: return problem(call.language, 404, "unknown-body");
    case Kind::nothing_set_aside: return problem(call.language, 409, "nothing-set-aside");
    case Kind::id_taken: return problem(call.language, 409, "event-id-taken");
    case Kind::created:
    case Kind::repeated: break;
  }
  const auto reader = call.services.store.read(call.who->organisation.id);
  return json_response(outcome.kind == Kind::created ? 201 : 200, event_document(*reader, outcome.event).dump());
}

Response events(const Call& call) {
  const auto reader = call.services.store.read(call.who->organisation.id);
  const auto visit = reader->visit(VisitId(call.path.at("id")));
  if (!visit || !may_see_visit(*call.who, *visit)) return problem(call.language, 404, "not-found");
  return json_response(200, events_json(*reader, visit->id));
}

}  // namespace

void add_quarantine_routes(std::vector<Route>& table) {
  const Access deciders = Access::roles({Role::reviewer, Role::manager, Role::administrator});
  table.push_back({Method::get, "/api/v1/quarantine", deciders, {}, list});
  table.push_back({Method::post, "/api/v1/visits/{id}/events", deciders, kEventBytes, add_event});
  table.push_back({Method::get, "/api/v1/visits/{id}/events",
                   Access::roles({Role::investigator, Role::reviewer, Role::manager, Role::site_manager,
                                  Role::administrator}),
                   {}, events});
}

}  // namespace constat::server::http
