#include "backend/auth/account_link.hpp"

#include <algorithm>

#include "backend/auth/common_passwords.hpp"
#include "backend/auth/secrets.hpp"
#include "backend/auth/sessions.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server {

LinkState state_of(const AccountLink& link, std::int64_t now_ms) {
  if (link.used_at) return LinkState::used;
  if (link.revoked_at) return LinkState::revoked;
  return now_ms >= link.expires_at ? LinkState::expired : LinkState::open;
}

MadeLink make_account_link(const User& user, const UserId& made_by, std::int64_t now_ms) {
  const std::string secret = random_token();
  MadeLink made{{user.organisation, random_id("l"), user.id, user.password_hash.empty() ? "invitation" : "reset", sha256_hex(secret),
                 made_by, now_ms, now_ms + kLinkLifetimeMs, {}, {}},
                {}};
  made.token = made.link.id + "." + secret;
  return made;
}

LinkToken parse_link_token(std::string_view token) {
  const auto dot = token.find('.');
  if (dot == std::string_view::npos) return {token, {}};
  return {token.substr(0, dot), token.substr(dot + 1)};
}

std::vector<Problem> problems_of_password(std::string_view password, const User& user) {
  const auto characters = std::count_if(password.begin(), password.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  if (static_cast<std::size_t>(characters) < kShortestPassword) return {{"password", "password-too-short", {std::to_string(kShortestPassword)}}};
  if (password.size() > kLongestPassword) return {{"password", "password-too-long", {std::to_string(kLongestPassword)}}};
  const std::string plain = lower_case_email(password);
  const bool repeats = plain.find_first_not_of(plain.front()) == std::string::npos;
  if (repeats || plain == lower_case_email(user.email) || plain == lower_case_email(user.name) || is_common_password(plain))
    return {{"password", "password-too-easy", {}}};
  return {};
}

}  // namespace constat::server
