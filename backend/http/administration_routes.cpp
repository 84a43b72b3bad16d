// The people of an organisation, for administrators, and the links by which a person chooses a password.
#include <charconv>
#include <nlohmann/json.hpp>

#include "backend/administration/people.hpp"
#include "backend/administration/people_json.hpp"
#include "backend/http/cookies.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/http/session_answer.hpp"
#include "backend/http/user_agent.hpp"

namespace constat::server::http {
namespace {

using Doc = nlohmann::json;

constexpr std::size_t kPersonBytes = 256u << 10;  // a site manager's sites by id
constexpr std::size_t kLinkBytes = 4096;
constexpr std::size_t kMostPages = 1'000'000;

const OrganisationId& organisation_of(const Call& call) { return call.who->organisation.id; }
std::unique_ptr<Reader> reader_of(const Call& call) { return read_for(call.services.store, *call.who); }

std::size_t page_of(const Call& call) {
  const std::string_view text = call.request.parameter("page");
  std::size_t page = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), page);
  return error == std::errc() && end == text.data() + text.size() && page > 0 && page <= kMostPages ? page - 1 : 0;
}

Response list(const Call& call) {
  const PeopleFilter filter{std::string(call.request.parameter("text")), std::string(call.request.parameter("role")),
                            std::string(call.request.parameter("status")), page_of(call)};
  return json_response(200, people_json(*reader_of(call), filter, call.services.clock()));
}

Response one(const Call& call) {
  const auto reader = reader_of(call);
  const auto user = reader->user(UserId(call.path.at("id")));
  if (!user || is_erased(*user)) return problem(call.language, 404, "not-found");
  return json_response(200, person_json(*reader, *user, call.services.clock()));
}

Response answer(const Call& call, const PersonOutcome& outcome) {
  using Kind = PersonOutcome::Kind;
  switch (outcome.kind) {
    case Kind::not_found: return problem(call.language, 404, "not-found");
    case Kind::refused: return problem(call.language, 400, "bad-person", {}, outcome.problems);
    case Kind::email_taken: return problem(call.language, 409, "email-taken");
    case Kind::last_administrator: return problem(call.language, 409, "last-administrator", {outcome.user.name});
    default: break;
  }
  Response response = json_response(outcome.kind == Kind::made ? 201 : 200, person_json(*reader_of(call), outcome.user, call.services.clock()));
  response.unchanged = outcome.kind == Kind::unchanged;
  return response;
}

Response add(const Call& call) {
  const auto details = parse_person(call.request.body);
  if (!details) return problem(call.language, 400, "bad-person", {}, details.error());
  return answer(call, add_person(call.services.store, organisation_of(call), *details));
}

Response change(const Call& call) {
  const UserId id(call.path.at("id"));
  if (!reader_of(call)->user(id)) return problem(call.language, 404, "not-found");
  const auto details = parse_person(call.request.body);
  if (!details) return problem(call.language, 400, "bad-person", {}, details.error());
  return answer(call, change_person(call.services.store, organisation_of(call), id, *details));
}

Response deactivate(const Call& call) {
  return answer(call, set_active(call.services.store, organisation_of(call), UserId(call.path.at("id")), false, call.services.clock()));
}

Response reactivate(const Call& call) {
  return answer(call, set_active(call.services.store, organisation_of(call), UserId(call.path.at("id")), true, call.services.clock()));
}

// The address that the administrator's own browser used. Without TLS the app works on this machine only.
std::string link_address(const Request& request, const std::string& token) {
  return std::string(request.on_loopback ? "http://" : "https://") + std::string(request.header("host")) + "/#/join/" + token;
}

Response new_link(const Call& call) {
  const LinkOutcome outcome = make_link(call.services.store, *call.who, UserId(call.path.at("id")), call.services.clock());
  if (outcome.kind == LinkOutcome::Kind::not_found) return problem(call.language, 404, "not-found");
  if (outcome.kind == LinkOutcome::Kind::deactivated) return problem(call.language, 409, "person-deactivated");
  const Doc doc = {{"kind", outcome.made.link.kind},
                   {"token", outcome.made.token},
                   {"url", link_address(call.request, outcome.made.token)},
                   {"expires_at", rfc3339(outcome.made.link.expires_at)}};
  return json_response(201, doc.dump(-1, ' ', false, Doc::error_handler_t::replace));
}

Response revoke(const Call& call) {
  const UserId id(call.path.at("id"));
  const LinkOutcome outcome = revoke_links(call.services.store, organisation_of(call), id, call.services.clock());
  if (outcome.kind == LinkOutcome::Kind::not_found) return problem(call.language, 404, "not-found");
  const auto reader = reader_of(call);
  Response response = json_response(200, person_json(*reader, *reader->user(id), call.services.clock()));
  response.unchanged = outcome.kind == LinkOutcome::Kind::unchanged;
  return response;
}

JoinAttempt attempt_of(const Call& call) {
  const auto body = Doc::parse(call.request.body, nullptr, false);
  const auto text = [&](const char* name) {
    const auto found = body.is_object() ? body.find(name) : body.end();
    return body.is_object() && found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  return {text("token"), text("password"), call.request.address, call.request.on_loopback,
          device_of(call.request.header("user-agent"))};
}

std::optional<Response> refusal(const Call& call, const JoinOutcome& outcome) {
  if (outcome.session.retry_after_s) {
    const std::string seconds = std::to_string(*outcome.session.retry_after_s);
    return problem(call.language, 429, "too-many-attempts", {seconds}).with("Retry-After", seconds);
  }
  if (!outcome.problems.empty()) return problem(call.language, 400, "bad-password", {}, outcome.problems);
  if (outcome.session.token) return std::nullopt;
  switch (outcome.state) {
    case LinkState::open: return std::nullopt;
    case LinkState::used: return problem(call.language, 410, "link-used");
    case LinkState::expired: return problem(call.language, 410, "link-expired");
    case LinkState::revoked: return problem(call.language, 410, "link-revoked");
    case LinkState::unknown: break;
  }
  return problem(call.language, 404, "link-unknown");
}

// In the body, not in the path: addresses are written down by proxies and browsers.
Response look(const Call& call) {
  const JoinOutcome outcome = call.services.sessions.look_at_link(attempt_of(call));
  if (auto refused = refusal(call, outcome)) return *refused;
  const Doc doc = {{"kind", outcome.link->kind},
                   {"name", outcome.user->name},
                   {"email", outcome.user->email},
                   {"language", outcome.user->language},
                   {"organisation", {{"name", outcome.organisation.name}}},
                   {"expires_at", rfc3339(outcome.link->expires_at)},
                   {"shortest_password", kShortestPassword}};
  return json_response(200, doc.dump(-1, ' ', false, Doc::error_handler_t::replace));
}

Response join(const Call& call) {
  const JoinOutcome outcome = call.services.sessions.join(attempt_of(call));
  if (auto refused = refusal(call, outcome)) return *refused;
  if (!outcome.session.token || !outcome.session.who) return problem(call.language, 404, "link-unknown");
  AuditEntry entry;
  entry.actor = outcome.user->id;
  entry.action = !outcome.joined ? "session-begun" : outcome.link->kind == "invitation" ? "user-joined" : "user-password";
  entry.object_type = "user";
  entry.object = outcome.user->id.value;
  entry.address = call.request.address;
  call.services.audit.note(outcome.organisation.id, std::move(entry));
  return json_response(200, session_document(call.services, *outcome.session.who))
      .with("Set-Cookie", session_cookie(call.request, *outcome.session.token, kSessionIdleMs / 1000));
}

}  // namespace

void add_administration_routes(std::vector<Route>& table) {
  const Access administrators = Access::roles({Role::administrator});
  table.push_back({Method::get, "/api/v1/people", administrators, {}, list, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/people", administrators, kPersonBytes, add, TokenScope::no_tokens});
  table.push_back({Method::get, "/api/v1/people/{id}", administrators, {}, one, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/people/{id}", administrators, kPersonBytes, change, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/people/{id}/deactivate", administrators, kLinkBytes, deactivate, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/people/{id}/reactivate", administrators, kLinkBytes, reactivate, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/people/{id}/link", administrators, kLinkBytes, new_link, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/people/{id}/link/revoke", administrators, kLinkBytes, revoke, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/link", Access::anybody(), kLinkBytes, look, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/link/join", Access::anybody(), kLinkBytes, join, TokenScope::no_tokens});
}

}  // namespace constat::server::http
