#include "backend/auth/scopes.hpp"

namespace constat::server {

std::string_view to_string(TokenScope scope) {
  switch (scope) {
    case TokenScope::undeclared:
    case TokenScope::no_tokens: break;
    case TokenScope::visits_read: return "visits:read";
    case TokenScope::visits_write: return "visits:write";
    case TokenScope::visits_review: return "visits:review";
    case TokenScope::missions_read: return "missions:read";
    case TokenScope::missions_write: return "missions:write";
    case TokenScope::sites_read: return "sites:read";
    case TokenScope::sites_write: return "sites:write";
    case TokenScope::checklists_read: return "checklists:read";
    case TokenScope::checklists_write: return "checklists:write";
    case TokenScope::surveys_write: return "surveys:write";
    case TokenScope::figures_read: return "figures:read";
    case TokenScope::exports_read: return "exports:read";
    case TokenScope::payments_read: return "payments:read";
    case TokenScope::payments_write: return "payments:write";
    case TokenScope::programmes_read: return "programmes:read";
    case TokenScope::programmes_write: return "programmes:write";
    case TokenScope::audit_read: return "audit:read";
  }
  return {};
}

const std::vector<TokenScope>& all_scopes() {
  static const std::vector<TokenScope> kAll = {
      TokenScope::visits_read,     TokenScope::visits_write,     TokenScope::visits_review, TokenScope::missions_read,  TokenScope::missions_write,
      TokenScope::sites_read,      TokenScope::sites_write,      TokenScope::checklists_read, TokenScope::checklists_write, TokenScope::surveys_write,
      TokenScope::figures_read,    TokenScope::exports_read,     TokenScope::payments_read, TokenScope::payments_write, TokenScope::programmes_read,
      TokenScope::programmes_write, TokenScope::audit_read};
  return kAll;
}

std::optional<TokenScope> scope_of(std::string_view text) {
  for (const TokenScope scope : all_scopes())
    if (to_string(scope) == text) return scope;
  return std::nullopt;
}

}  // namespace constat::server
