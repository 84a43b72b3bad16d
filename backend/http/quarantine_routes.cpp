// What waits for a person, and the decisions over it.
#include <nlohmann/json.hpp>

#include "backend/feed/documents.hpp"
#include "backend/http/page_number.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/review/appeals.hpp"
#include "backend/review/decisions.hpp"
#include "backend/review/event_json.hpp"
#include "backend/review/quarantine.hpp"
#include "backend/review/review.hpp"

namespace constat::server::http {
namespace {

constexpr std::size_t kEventBytes = 64u << 10;

Response list(const Call& call) {
  return json_response(200, quarantine_json(*read_for(call.services.store, *call.who)));
}

Response queue(const Call& call) {
  return json_response(200, call.services.review_queues.json(*call.who, {std::string(call.request.parameter("text")), page_in(call.request)}));
}

Response answer(const Call& call, bool created, const VisitEvent& event) {
  const auto reader = read_for(call.services.store, *call.who);
  return json_response(created ? 201 : 200, event_document(*reader, event).dump());
}

Response add_review(const Call& call, const VisitId& visit) {
  const auto event = parse_review_event(call.request.body);
  if (!event) return problem(call.language, 400, "bad-event", {}, event.error());
  using Kind = ReviewOutcome::Kind;
  const ReviewOutcome outcome =
      review(call.services.store, call.services.checklists, *call.who, visit, *event, call.services.clock());
  switch (outcome.kind) {
    case Kind::no_such_visit: return problem(call.language, 404, "not-found");
    case Kind::another_body: return problem(call.language, 409, "visit-changed");
    case Kind::not_open: return problem(call.language, 409, "review-not-open");
    case Kind::not_complete: return problem(call.language, 409, "visit-not-complete");
    case Kind::own_visit: return problem(call.language, 403, "own-visit");
    case Kind::unknown_item: return problem(call.language, 400, "bad-event", {}, {{"items", "unknown-item", {outcome.item}}});
    case Kind::id_taken: return problem(call.language, 409, "event-id-taken");
    case Kind::created:
    case Kind::repeated: break;
  }
  return answer(call, outcome.kind == Kind::created, outcome.event);
}

Response answer_appeal(const Call& call, const AppealOutcome& outcome) {
  using Kind = AppealOutcome::Kind;
  switch (outcome.kind) {
    case Kind::not_found: return problem(call.language, 404, "not-found");
    case Kind::another_body: return problem(call.language, 409, "visit-changed");
    case Kind::not_approved: return problem(call.language, 409, "not-approved");
    case Kind::too_late: return problem(call.language, 409, "appeal-too-late", {std::to_string(outcome.days)});
    case Kind::already_open: return problem(call.language, 409, "appeal-open");
    case Kind::already_decided: return problem(call.language, 409, "appeal-decided");
    case Kind::own_visit: return problem(call.language, 403, "own-visit");
    case Kind::bad_answer: return problem(call.language, 400, "bad-event", {}, outcome.problems);
    case Kind::id_taken: return problem(call.language, 409, "event-id-taken");
    case Kind::created:
    case Kind::repeated: break;
  }
  return answer(call, outcome.kind == Kind::created, outcome.event);
}

Response add_appeal(const Call& call, const VisitId& visit) {
  const auto asked = parse_appeal(call.request.body);
  if (!asked) return problem(call.language, 400, "bad-event", {}, asked.error());
  return answer_appeal(call, appeal(call.services.store, call.services.checklists, *call.who, visit, *asked, call.services.clock()));
}

Response add_appeal_decision(const Call& call, const VisitId& visit) {
  const auto asked = parse_appeal_decision(call.request.body);
  if (!asked) return problem(call.language, 400, "bad-event", {}, asked.error());
  return answer_appeal(call, decide_appeal(call.services.store, call.services.checklists, *call.who, visit, *asked, call.services.clock()));
}

std::string type_of(std::string_view body) {
  const auto event = nlohmann::json::parse(body, nullptr, false);
  const auto type = event.is_object() ? event.find("type") : event.end();
  return event.is_object() && type != event.end() && type->is_string() ? type->get<std::string>() : std::string();
}

Response add_event(const Call& call) {
  const VisitId visit(call.path.at("id"));
  const auto known = read_for(call.services.store, *call.who)->visit(visit);
  if (!known || !may_see_visit(*call.who, *known)) return problem(call.language, 404, "not-found");
  const std::string type = type_of(call.request.body);
  // A site manager contests, and does nothing else to a visit.
  if (type == "appeal" || call.who->user.role == Role::site_manager) return add_appeal(call, visit);
  if (type == "appeal_decision") return add_appeal_decision(call, visit);
  if (type != "decision") return add_review(call, visit);
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
  return answer(call, outcome.kind == Kind::created, outcome.event);
}

Response events(const Call& call) {
  const auto reader = read_for(call.services.store, *call.who);
  const auto visit = reader->visit(VisitId(call.path.at("id")));
  if (!visit || !may_see_visit(*call.who, *visit)) return problem(call.language, 404, "not-found");
  return json_response(200, events_json(*reader, visit->id, call.who->user.role));
}

}  // namespace

void add_quarantine_routes(std::vector<Route>& table) {
  const Access deciders = Access::roles({Role::reviewer, Role::manager, Role::administrator});
  table.push_back({Method::get, "/api/v1/quarantine", deciders, {}, list, TokenScope::visits_read});
  table.push_back({Method::get, "/api/v1/review", deciders, {}, queue, TokenScope::visits_read});
  table.push_back({Method::post, "/api/v1/visits/{id}/events",
                   Access::roles({Role::reviewer, Role::manager, Role::site_manager, Role::administrator}), kEventBytes, add_event, TokenScope::visits_review});
  table.push_back({Method::get, "/api/v1/visits/{id}/events",
                   Access::roles({Role::investigator, Role::reviewer, Role::manager, Role::site_manager,
                                  Role::administrator}),
                   {}, events, TokenScope::visits_read});
}

}  // namespace constat::server::http
