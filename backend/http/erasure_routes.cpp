// Erasing a person, what is held of them as one file, and for how long an organisation keeps who made its visits.
#include <nlohmann/json.hpp>

#include "backend/administration/people.hpp"
#include "backend/erasure/erasure.hpp"
#include "backend/erasure/person_export.hpp"
#include "backend/erasure/retention.hpp"
#include "backend/erasure/retention_periods.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"

namespace constat::server::http {
namespace {

using Doc = nlohmann::json;

constexpr std::size_t kSmallBytes = 4096;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }

ErasureParts parts_of(const Call& call) {
  return {call.services.store, call.services.blobs, call.services.checklists, call.services.data};
}

std::optional<User> person_of(const Call& call, Reader& reader) {
  auto user = reader.user(UserId(call.path.at("id")));
  if (user && is_erased(*user)) user.reset();
  return user;
}

Doc counts_doc(const ErasureCounts& counts) {
  return {{"visits", counts.visits},     {"bodies", counts.bodies},     {"events", counts.events},         {"photos", counts.photos},
          {"parked", counts.parked},     {"missions", counts.missions}, {"statements", counts.statements}, {"sessions", counts.sessions}};
}

Doc counts_doc(const RetentionCounts& counts) {
  return {{"before", counts.before.empty() ? Doc() : Doc(counts.before)}, {"visits", counts.visits}, {"photos", counts.photos},
          {"parked", counts.parked}, {"unpaid", counts.unpaid}};
}

Response look(const Call& call) {
  const auto reader = read_for(call.services.store, *call.who);
  const auto user = person_of(call, *reader);
  if (!user) return problem(call.language, 404, "not-found");
  const auto accounts = call.services.store.accounts();
  return json_response(200, dump({{"email", user->email}, {"counts", counts_doc(erasure_counts(*reader, *accounts, *user))}}));
}

Response erase(const Call& call) {
  const auto user = person_of(call, *read_for(call.services.store, *call.who));
  if (!user) return problem(call.language, 404, "not-found");
  if (user->id == call.who->user.id) return problem(call.language, 409, "erase-yourself");
  const Doc body = Doc::parse(call.request.body, nullptr, false);
  const auto email = body.is_object() ? body.find("email") : body.end();
  // Nobody is erased by a request that meant somebody else.
  if (!body.is_object() || email == body.end() || *email != user->email) return problem(call.language, 400, "erasure-not-confirmed");
  const ErasureOutcome outcome = erase_person(parts_of(call), call.who->organisation.id, user->id, call.services.clock());
  if (outcome.kind == ErasureOutcome::Kind::not_found) return problem(call.language, 404, "not-found");
  if (outcome.kind == ErasureOutcome::Kind::last_administrator) return problem(call.language, 409, "last-administrator", {user->name});
  return json_response(200, dump({{"id", outcome.pseudonym.value}, {"counts", counts_doc(outcome.counts)}, {"scrubbed", outcome.scrubbed},
                                  {"places_missing", outcome.places_missing}}));
}

Response take_out(const Call& call) {
  const auto user = person_of(call, *read_for(call.services.store, *call.who));
  if (!user) return problem(call.language, 404, "not-found");
  Response response = json_response(200, person_export_json(call.services.store, *user, call.services.clock()));
  return std::move(response.with("Content-Disposition", "attachment; filename=\"constat-person.json\"").with("Cache-Control", "no-store"));
}

Doc retention_doc(const Call& call) {
  const auto reader = read_for(call.services.store, *call.who);
  const std::int64_t months = reader->organisation().retention_months;
  Doc programmes = Doc::array();
  const RetentionPeriods periods(*reader, call.services.clock());
  for (const auto& own : periods.own())
    programmes.push_back({{"id", own.programme.value}, {"months", own.months}, {"before", own.before.empty() ? Doc() : Doc(own.before)}});
  return {{"id", call.who->organisation.id.value}, {"months", months}, {"programmes", std::move(programmes)},
          {"now", counts_doc(retention_counts(*reader, call.services.clock()))}};
}

Response retention(const Call& call) { return json_response(200, dump(retention_doc(call))); }

Response set_retention(const Call& call) {
  const Doc body = Doc::parse(call.request.body, nullptr, false);
  const auto months = body.is_object() ? body.find("months") : body.end();
  const bool good = body.is_object() && months != body.end() && months->is_number_integer() && *months >= 0 && *months <= kMostRetentionMonths;
  if (!good) return problem(call.language, 400, "bad-retention", {std::to_string(kMostRetentionMonths)});
  const bool same = read_for(call.services.store, *call.who)->organisation().retention_months == *months;
  if (!same)
    call.services.store.write(call.who->organisation.id, [&](Writer& writer) { writer.set_retention_months(months->get<std::int64_t>()); });
  Response response = json_response(200, dump(retention_doc(call)));
  response.unchanged = same;
  return response;
}

}  // namespace

void add_erasure_routes(std::vector<Route>& table) {
  const Access administrators = Access::roles({Role::administrator});
  table.push_back({Method::get, "/api/v1/people/{id}/erasure", administrators, {}, look, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/people/{id}/erasure", administrators, kSmallBytes, erase, TokenScope::no_tokens});
  table.push_back({Method::get, "/api/v1/people/{id}/export", administrators, {}, take_out, TokenScope::no_tokens});
  table.push_back({Method::get, "/api/v1/retention", administrators, {}, retention, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/retention", administrators, kSmallBytes, set_retention, TokenScope::no_tokens});
}

}  // namespace constat::server::http
