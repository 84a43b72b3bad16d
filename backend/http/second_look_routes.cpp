// A second reviewer's look at a share of the visits, and how far two reviewers agree.
#include <nlohmann/json.hpp>

#include "backend/auth/limits.hpp"
#include "backend/http/page_number.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/review/event_json.hpp"
#include "backend/review/second_look.hpp"

namespace constat::server::http {
namespace {

constexpr std::size_t kLookBytes = 16u << 10;
constexpr std::size_t kShareBytes = 1u << 10;

Response list(const Call& call) {
  const LooksAsked asked{std::string(call.request.parameter("text")), std::string(call.request.parameter("visit")), page_in(call.request).value_or(0)};
  return json_response(200, second_looks_json(*read_for(call.services.store, *call.who), *call.who, asked));
}

Response look(const Call& call) {
  // What this person does not see is not there, whatever is said of it.
  if (!read_for(call.services.store, *call.who)->visit(VisitId(call.path.at("id")))) return problem(call.language, 404, "not-found");
  const auto asked = parse_second_look(call.request.body);
  if (!asked) return problem(call.language, 400, "bad-event", {}, asked.error());
  using Kind = SecondLookOutcome::Kind;
  const SecondLookOutcome outcome =
      look_again(call.services.store, *call.who, VisitId(call.path.at("id")), *asked, call.services.clock());
  switch (outcome.kind) {
    case Kind::no_such_visit: return problem(call.language, 404, "not-found");
    case Kind::another_body: return problem(call.language, 409, "visit-changed");
    case Kind::not_chosen: return problem(call.language, 409, "look-not-wanted");
    case Kind::already_looked: return problem(call.language, 409, "look-done");
    case Kind::own_visit: return problem(call.language, 403, "own-visit");
    case Kind::own_review: return problem(call.language, 403, "own-review");
    case Kind::id_taken: return problem(call.language, 409, "event-id-taken");
    case Kind::created:
    case Kind::repeated: break;
  }
  const auto reader = read_for(call.services.store, *call.who);
  return json_response(outcome.kind == Kind::created ? 201 : 200, event_document(*reader, outcome.event).dump());
}

Response set_share(const Call& call) {
  const auto asked = nlohmann::json::parse(call.request.body, nullptr, false);
  const auto share = asked.is_object() ? asked.find("share") : asked.end();
  if (!asked.is_object() || asked.size() != 1 || share == asked.end() || !share->is_number_integer() || share->get<std::int64_t>() < 0 ||
      share->get<std::int64_t>() > 100)
    return problem(call.language, 400, "bad-share");
  const auto percent = share->get<std::int64_t>();
  call.services.store.write(call.who->organisation.id, [&](Writer& writer) {
    if (writer.organisation().second_share != percent) writer.set_second_share(percent);
  });
  return json_response(200, nlohmann::json{{"share", percent}}.dump());
}

}  // namespace

void add_second_look_routes(std::vector<Route>& table) {
  const Access deciders = Access::roles({Role::reviewer, Role::manager, Role::administrator});
  table.push_back({Method::get, "/api/v1/second-looks", deciders, {}, list, TokenScope::visits_read});
  table.push_back({Method::post, "/api/v1/visits/{id}/second-look", deciders, kLookBytes, look, TokenScope::visits_review});
  table.push_back({Method::post, "/api/v1/second-looks/share", Access::roles({Role::administrator}), kShareBytes, set_share, TokenScope::programmes_write});
}

}  // namespace constat::server::http
