// /api/v1/session: sign in, who am I, sign out. /api/v1/password: another password of one's own.
#include <nlohmann/json.hpp>

#include "backend/http/cookies.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/http/session_answer.hpp"
#include "backend/http/user_agent.hpp"

namespace constat::server::http {

using Doc = nlohmann::json;

std::string session_document(const Services& services, const SignedIn& who) {
  const Doc document = {
      {"user",
       {{"id", who.user.id.value},
        {"name", who.user.name},
        {"email", who.user.email},
        {"role", to_string(who.user.role)},
        {"language", who.user.language}}},
      {"organisation",
       {{"id", who.organisation.id.value}, {"name", who.organisation.name}, {"demo", who.organisation.demo}}},
      {"server_key", {{"id", services.key.id()}, {"ed25519", services.key.public_key()}}},
      {"epoch", who.organisation.epoch},
      {"server_time", rfc3339(services.clock())}};
  return document.dump(-1, ' ', false, Doc::error_handler_t::replace);
}

namespace {

constexpr std::size_t kSignInBytes = 4096;

// Empty: it is not there, or no text.
std::string text_in(const Doc& body, const char* name) {
  const auto found = body.is_object() ? body.find(name) : body.end();
  return body.is_object() && found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

AuditEntry session_entry(const Call& call, const UserId& user, const char* action) {
  AuditEntry entry;
  entry.actor = user;
  entry.action = action;
  entry.object_type = "user";
  entry.object = user.value;
  entry.address = call.request.address;
  return entry;
}

// Every refusal looks the account up, and what is known is written by another thread: the answer takes the same time.
void note_refusal(const Call& call, const std::string& email) {
  const auto user = call.services.store.accounts()->user_by_email(lower_case_email(email));
  if (user) call.services.audit.note_later(user->organisation, session_entry(call, user->id, "session-refused"));
}

Response sign_in(const Call& call) {
  const auto body = Doc::parse(call.request.body, nullptr, false);
  const std::string email = text_in(body, "email"), password = text_in(body, "password");
  if (email.empty() || password.empty()) return problem(call.language, 400, "sign-in-unreadable");
  const auto outcome = call.services.sessions.sign_in(
      {email, password, call.request.address, call.request.on_loopback, device_of(call.request.header("user-agent"))});
  if (outcome.retry_after_s) {
    const std::string seconds = std::to_string(*outcome.retry_after_s);
    return problem(call.language, 429, "too-many-attempts", {seconds}).with("Retry-After", seconds);
  }
  if (!outcome.token || !outcome.who) {
    note_refusal(call, email);
    return problem(call.language, 401, "sign-in-refused");
  }
  call.services.audit.note(outcome.who->organisation.id, session_entry(call, outcome.who->user.id, "session-begun"));
  return json_response(200, session_document(call.services, *outcome.who))
      .with("Set-Cookie", session_cookie(call.request, *outcome.token, kSessionIdleMs / 1000));
}

Response who_am_i(const Call& call) { return json_response(200, session_document(call.services, *call.who)); }

// {"old","new"} → {"id"}: the person's other sessions are over.
Response change_password(const Call& call) {
  const auto body = Doc::parse(call.request.body, nullptr, false);
  const auto outcome = call.services.sessions.change_password(*call.who, {text_in(body, "old"), text_in(body, "new"), call.request.address});
  if (outcome.retry_after_s) {
    const std::string seconds = std::to_string(*outcome.retry_after_s);
    return problem(call.language, 429, "too-many-attempts", {seconds}).with("Retry-After", seconds);
  }
  using Kind = PasswordOutcome::Kind;
  if (outcome.kind == Kind::refused) return problem(call.language, 400, "bad-password", {}, outcome.problems);
  if (outcome.kind == Kind::wrong) return problem(call.language, 403, "old-password-wrong");
  return json_response(200, Doc{{"id", call.who->user.id.value}}.dump());
}

Response sign_out(const Call& call) {
  // Without a session there is nothing to end: the wish is fulfilled.
  if (const auto who = call.services.sessions.find(session_token(call.request))) {
    call.services.sessions.sign_out(who->token_hash);
    call.services.audit.note(who->organisation.id, session_entry(call, who->user.id, "session-ended"));
  }
  Response response;
  response.status = 204;
  return response.with("Set-Cookie", ended_session_cookie(call.request));
}

}  // namespace

void add_session_routes(std::vector<Route>& table) {
  table.push_back({Method::post, "/api/v1/session", Access::anybody(), kSignInBytes, sign_in, TokenScope::no_tokens});
  table.push_back({Method::get, "/api/v1/session", Access::every_role(), {}, who_am_i, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/password", Access::every_role(), kSignInBytes, change_password, TokenScope::no_tokens});
  table.push_back({Method::remove, "/api/v1/session", Access::anybody(), 0, sign_out, TokenScope::no_tokens});
}

}  // namespace constat::server::http
