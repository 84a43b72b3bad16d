// API tokens as administrators keep them: made for an account, listed, revoked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backend/auth/tokens.hpp"
#include "shared/base/json_reader.hpp"
#include "shared/base/result.hpp"

namespace constat::server {

inline constexpr std::size_t kLongestTokenName = 100;  // bytes
inline constexpr std::size_t kTokensPage = 50;

struct TokenDetails {
  std::string name;
  std::vector<std::string> scopes;  // known, each once, at least one
  std::int64_t days = 0;            // 1 to kLongestTokenDays
};
// {"name","scopes":[…],"days"}: every problem at once.
tl::expected<TokenDetails, Problems> parse_token_details(std::string_view json);
// The same rules over values that came otherwise.
Problems problems_of(const TokenDetails& details);

struct TokenChange {
  enum class Kind : std::uint8_t { not_found, deactivated, made, revoked, unchanged };
  Kind kind = Kind::not_found;
  MadeToken made;  // its text is empty unless it was just made
};
// For an account that may act; it need not have a password. Ends an earlier one of the same name and account. `made_by` is empty
// on the command line.
TokenChange add_token(Store& store, const OrganisationId& organisation, const UserId& user, const TokenDetails& details, const UserId& made_by,
                      std::int64_t now_ms);
// Holds at once. Again, or after its last day: unchanged.
TokenChange revoke_token(Store& store, const OrganisationId& organisation, std::string_view id, std::int64_t now_ms);
void revoke_tokens_of(Writer& writer, const UserId& user, std::int64_t now_ms);

struct TokenFilter {
  std::string text;    // in what it is for, the person's name, address or id, without case or accents
  std::string status;  // active, expired, revoked
  std::string user;    // of this person only
  std::size_t page = 0;
};
std::string_view status_of(const ApiToken& token, std::int64_t now_ms);
std::string tokens_json(Reader& reader, const TokenFilter& filter, std::int64_t now_ms);
// One; with `text`, which is told once, where it was just made.
std::string token_json(Reader& reader, const MadeToken& made, std::int64_t now_ms);

}  // namespace constat::server
