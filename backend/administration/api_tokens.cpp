#include "backend/administration/api_tokens.hpp"

#include <algorithm>

#include "backend/administration/people.hpp"
#include "backend/auth/scopes.hpp"

namespace constat::server {
namespace {

std::string scope_names() {
  std::string names;
  for (const TokenScope scope : all_scopes()) names += (names.empty() ? "" : ", ") + std::string(to_string(scope));
  return names;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

void read_scopes(JsonReader& reader, TokenDetails& details) {
  const Json* value = reader.required("scopes", JsonKind::array);
  if (!value) return;
  for (std::size_t i = 0; i < value->elements.size(); ++i) {
    const auto scope = read_text(value->elements[i], element_path("scopes", i), reader.problems());
    if (scope && std::find(details.scopes.begin(), details.scopes.end(), *scope) == details.scopes.end()) details.scopes.push_back(*scope);
  }
}

}  // namespace

Problems problems_of(const TokenDetails& details) {
  Problems problems;
  if (is_blank(details.name)) problems.push_back({"name", "empty-text", {}});
  if (details.name.size() > kLongestTokenName) problems.push_back({"name", "text-too-long", {std::to_string(kLongestTokenName)}});
  if (details.scopes.empty()) problems.push_back({"scopes", "scope-needed", {}});
  for (const std::string& scope : details.scopes)
    if (!scope_of(scope)) problems.push_back({"scopes", "unknown-value", {scope, scope_names()}});
  if (details.days < 1 || details.days > kLongestTokenDays)
    problems.push_back({"days", "out-of-range", {std::to_string(details.days), "1", std::to_string(kLongestTokenDays)}});
  return problems;
}

tl::expected<TokenDetails, Problems> parse_token_details(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  TokenDetails details;
  if (const Json* name = reader.required("name", JsonKind::string)) details.name = name->text;
  read_scopes(reader, details);
  std::optional<std::int64_t> days;
  if (const Json* value = reader.required("days")) days = read_integer(*value, "days", 1, kLongestTokenDays, problems);
  reader.refuse_others();
  details.days = days.value_or(1);
  // What is absent was said already.
  for (Problem& each : problems_of(details)) {
    const bool said = std::any_of(problems.begin(), problems.end(), [&](const Problem& other) { return other.path == each.path; });
    if (!said) problems.push_back(std::move(each));
  }
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return details;
}

TokenChange add_token(Store& store, const OrganisationId& organisation, const UserId& user, const TokenDetails& details, const UserId& made_by,
                      std::int64_t now_ms) {
  TokenChange change;
  store.write(organisation, [&](Writer& writer) {
    const auto account = writer.user(user);
    if (!account || is_erased(*account)) return;
    change.kind = TokenChange::Kind::deactivated;
    if (account->disabled) return;
    // An answer that was lost is asked for again: the token that nobody has seen must not stay good.
    for (ApiToken& token : writer.api_tokens(user)) {
      if (token.name != details.name || state_of(token, now_ms) != TokenState::good) continue;
      token.revoked_at = now_ms;
      writer.put_api_token(token);
    }
    change.made = make_api_token(*account, details.name, details.scopes, details.days, made_by, now_ms);
    writer.put_api_token(change.made.token);
    change.kind = TokenChange::Kind::made;
  });
  return change;
}

TokenChange revoke_token(Store& store, const OrganisationId& organisation, std::string_view id, std::int64_t now_ms) {
  TokenChange change;
  store.write(organisation, [&](Writer& writer) {
    for (ApiToken& token : writer.api_tokens({})) {
      if (token.id != id) continue;
      change.kind = TokenChange::Kind::unchanged;
      if (state_of(token, now_ms) == TokenState::good) {
        token.revoked_at = now_ms;
        writer.put_api_token(token);
        change.kind = TokenChange::Kind::revoked;
      }
      change.made.token = std::move(token);
      return;
    }
  });
  return change;
}

void revoke_tokens_of(Writer& writer, const UserId& user, std::int64_t now_ms) {
  for (ApiToken& token : writer.api_tokens(user)) {
    if (state_of(token, now_ms) != TokenState::good) continue;
    token.revoked_at = now_ms;
    writer.put_api_token(token);
  }
}

}  // namespace constat::server
