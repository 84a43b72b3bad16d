// /api/v1/parked: what phones could not deliver.
#include <nlohmann/json.hpp>

#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/review/parked.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat::server::http {
namespace {

using Doc = nlohmann::json;

// A body of 2 MiB as a JSON string, its quotes escaped.
constexpr std::size_t kParkBytes = std::size_t{5} << 20;
constexpr std::size_t kDecisionBytes = 16u << 10;

Response park(const Call& call) {
  auto item = parse_parked(call.request.body);
  if (!item) return problem(call.language, 400, "bad-parked", {}, item.error());
  const std::string sha256 = item->sha256;
  const bool is_new = keep_parked(call.services.store, *call.who, std::move(*item), call.services.clock());
  return json_response(is_new ? 201 : 200, Doc{{"sha256", sha256}}.dump());
}

Response read(const Call& call) {
  const std::string& sha256 = call.path.at("sha256");
  auto item = read_for(call.services.store, *call.who)->parked(sha256);
  if (!item) return problem(call.language, 404, "not-found");
  Response response;
  response.content_type = "application/octet-stream";
  response.body = std::move(item->body);
  // A stored row has a hash for its key, so that no header can be made of it.
  return std::move(response.with("Content-Disposition", "attachment; filename=\"" + item->sha256.substr(0, 16) + ".txt\""));
}

Response decide_over(const Call& call) {
  const auto decision = parse_parked_decision(call.request.body);
  const std::string& sha256 = call.path.at("sha256");
  if (!read_for(call.services.store, *call.who)->parked(sha256)) return problem(call.language, 404, "not-found");
  if (!decision) return problem(call.language, 400, "bad-event", {}, decision.error());
  using Kind = ParkedOutcome::Kind;
  const ParkedOutcome outcome = decide_parked(call.services.store, call.services.intake, *call.who, sha256, *decision,
                                              call.services.clock());
  switch (outcome.kind) {
    case Kind::not_found: return problem(call.language, 404, "not-found");
    case Kind::not_a_visit: return problem(call.language, 400, "not-a-visit", {}, outcome.problems);
    case Kind::already_taken_in: return problem(call.language, 409, "already-taken-in");
    case Kind::decided: break;
  }
  Doc answer = {{"decision", decision->accept ? "accept" : "dismiss"}, {"receipt", nullptr}};
  if (!outcome.receipt.empty()) answer["receipt"] = Doc::parse(outcome.receipt, nullptr, false);
  return json_response(200, answer.dump());
}

}  // namespace

void add_parked_routes(std::vector<Route>& table) {
  const Access deciders = Access::roles({Role::reviewer, Role::manager, Role::administrator});
  table.push_back({Method::post, "/api/v1/parked", Access::every_role(), kParkBytes, park, TokenScope::visits_write});
  table.push_back({Method::get, "/api/v1/parked/{sha256}", deciders, {}, read, TokenScope::visits_read});
  table.push_back({Method::post, "/api/v1/parked/{sha256}/decision", deciders, kDecisionBytes, decide_over, TokenScope::visits_review});
}

}  // namespace constat::server::http
