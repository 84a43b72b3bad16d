#include "backend/http/bearer.hpp"

#include <algorithm>

#include "backend/http/problems.hpp"

namespace constat::server::http {
namespace {

constexpr std::string_view kScheme = "bearer ";
constexpr std::string_view kChallenge = "Bearer realm=\"constat\"";

// RFC 6750, section 3.
std::string challenge(std::string_view error, std::string_view scope = {}) {
  std::string value(kChallenge);
  if (!error.empty()) value.append(", error=\"").append(error).append("\"");
  if (!scope.empty()) value.append(", scope=\"").append(scope).append("\"");
  return value;
}

Response refusal(Language language, std::string_view code) {
  return std::move(problem(language, 401, code).with("WWW-Authenticate", challenge("invalid_token")));
}

}  // namespace

std::optional<std::string_view> bearer_of(const Request& head) {
  std::string_view value = head.header("authorization");
  const auto is_same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; };
  // "Bearer" alone: the header's blank end was taken off on the way.
  const bool bare = value.size() + 1 == kScheme.size();
  if (value.size() < kScheme.size() && !bare) return std::nullopt;
  const std::string_view wanted = bare ? kScheme.substr(0, value.size()) : kScheme;
  if (!std::equal(wanted.begin(), wanted.end(), value.begin(), [&](char b, char a) { return is_same(a, b); })) return std::nullopt;
  value.remove_prefix(wanted.size());
  while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
  return value;
}

std::variant<SignedIn, Response> admit_bearer(Services& services, const Route& route, const Request& head, std::string_view token,
                                              Language language) {
  TokenOutcome outcome = services.tokens.find({token, head.address, head.on_loopback});
  if (outcome.retry_after_s) {
    const std::string seconds = std::to_string(*outcome.retry_after_s);
    return std::move(problem(language, 429, "too-many-attempts", {seconds}).with("Retry-After", seconds));
  }
  switch (outcome.state) {
    case TokenState::unknown: return refusal(language, "token-unknown");
    case TokenState::expired: return refusal(language, "token-expired");
    case TokenState::revoked: return refusal(language, "token-revoked");
    case TokenState::good: break;
  }
  if (route.scope == TokenScope::no_tokens) return problem(language, 403, "tokens-not-taken");
  const std::string_view needed = to_string(route.scope);
  if (std::find(outcome.scopes.begin(), outcome.scopes.end(), needed) == outcome.scopes.end())
    return std::move(problem(language, 403, "scope-missing", {std::string(needed)})
                         .with("WWW-Authenticate", challenge("insufficient_scope", needed)));
  return std::move(*outcome.who);
}

Response with_challenge(Response refusal) { return std::move(refusal.with("WWW-Authenticate", challenge({}))); }

}  // namespace constat::server::http
