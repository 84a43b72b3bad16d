// The life of a link by which a person chooses a password: made, used once, revoked, or past its week.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backend/store/account_links.hpp"
#include "shared/base/result.hpp"

namespace constat::server {

inline constexpr std::int64_t kLinkLifetimeMs = 7 * 24 * 60 * 60 * 1000LL;
inline constexpr std::size_t kShortestPassword = 10;   // characters
inline constexpr std::size_t kLongestPassword = 1024;  // bytes

enum class LinkState : std::uint8_t { unknown, open, used, expired, revoked };
LinkState state_of(const AccountLink& link, std::int64_t now_ms);

struct MadeLink {
  AccountLink link;
  std::string token;  // "id.secret", told once and kept nowhere
};
MadeLink make_account_link(const User& user, const UserId& made_by, std::int64_t now_ms);

struct LinkToken {
  std::string_view id, secret;
};
LinkToken parse_link_token(std::string_view token);

// What is wrong with a password that this person chooses; empty: it is taken.
std::vector<Problem> problems_of_password(std::string_view password, const User& user);

}  // namespace constat::server
