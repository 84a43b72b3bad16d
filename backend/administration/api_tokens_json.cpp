// Tokens as an administrator reads them, page by page.
#include <map>
#include <nlohmann/json.hpp>

#include "backend/administration/api_tokens.hpp"
#include "backend/auth/scopes.hpp"
#include "backend/platform/clock.hpp"
#include "shared/review/comment_text.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

constexpr std::size_t kDateLength = 10;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }

Doc in_full(Reader& reader, const ApiToken& token, std::int64_t now_ms) {
  const auto user = reader.user(token.user), maker = reader.user(token.made_by);
  return {{"id", token.id},
          {"name", token.name},
          {"user", {{"id", token.user.value}, {"name", user ? user->name : token.user.value}, {"role", user ? to_string(user->role) : ""}}},
          {"scopes", token.scopes},
          {"status", status_of(token, now_ms)},
          {"made_at", rfc3339(token.made_at)},
          {"made_by", maker ? maker->name : token.made_by.value},
          {"expires_at", rfc3339(token.expires_at)},
          {"used_on", token.used_on ? Doc(rfc3339(*token.used_on).substr(0, kDateLength)) : Doc()},
          {"revoked_at", token.revoked_at ? Doc(rfc3339(*token.revoked_at)) : Doc()}};
}

}  // namespace

std::string_view status_of(const ApiToken& token, std::int64_t now_ms) {
  switch (state_of(token, now_ms)) {
    case TokenState::expired: return "expired";
    case TokenState::revoked: return "revoked";
    case TokenState::good:
    case TokenState::unknown: break;
  }
  return "active";
}

std::string tokens_json(Reader& reader, const TokenFilter& filter, std::int64_t now_ms) {
  const std::u32string wanted = normalised_comment(filter.text);
  std::map<std::string, User> people;
  for (User& user : reader.users()) people.emplace(user.id.value, std::move(user));
  std::map<std::string, std::int64_t, std::less<>> by_status;
  std::size_t count = 0;
  Doc tokens = Doc::array();
  for (const ApiToken& token : reader.api_tokens(filter.user.empty() ? std::nullopt : std::optional(UserId(filter.user)))) {
    const User& user = people[token.user.value];
    const std::string searched = token.name + " " + token.id + " " + user.name + " " + user.email + " " + token.user.value;
    if (!wanted.empty() && normalised_comment(searched).find(wanted) == std::u32string::npos) continue;
    const std::string_view status = status_of(token, now_ms);
    ++by_status[std::string(status)];
    if (!filter.status.empty() && filter.status != status) continue;
    if (count >= filter.page * kTokensPage && count < (filter.page + 1) * kTokensPage) tokens.push_back(in_full(reader, token, now_ms));
    ++count;
  }
  Doc scopes = Doc::array();
  for (const TokenScope scope : all_scopes()) scopes.push_back(to_string(scope));
  return dump({{"tokens", std::move(tokens)}, {"count", count}, {"statuses", by_status}, {"scopes", std::move(scopes)},
               {"days", {{"most", kLongestTokenDays}, {"proposed", kProposedTokenDays}}}});
}

std::string token_json(Reader& reader, const MadeToken& made, std::int64_t now_ms) {
  Doc doc = in_full(reader, made.token, now_ms);
  if (!made.text.empty()) doc["token"] = made.text;
  return dump(doc);
}

}  // namespace constat::server
