// API tokens: `Authorization: Bearer constat_<id>.<secret>`. What a token may do is what its account may do at this moment,
// narrowed to its scopes; it ends with its day, its revocation, and with its account.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "backend/auth/sessions.hpp"
#include "backend/auth/throttle.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

inline constexpr std::int64_t kLongestTokenDays = 366, kProposedTokenDays = 90;

enum class TokenState : std::uint8_t { unknown, good, expired, revoked };
TokenState state_of(const ApiToken& token, std::int64_t now_ms);

struct MadeToken {
  ApiToken token;
  std::string text;  // "constat_<id>.<secret>", told once and kept nowhere
};
MadeToken make_api_token(const User& user, std::string name, std::vector<std::string> scopes, std::int64_t days, const UserId& made_by,
                         std::int64_t now_ms);

struct TokenAttempt {
  std::string_view text;
  std::string address;       // of the client, for throttling
  bool on_loopback = false;  // tokens of demo accounts work nowhere else
};

struct TokenOutcome {
  TokenState state = TokenState::unknown;  // told apart only to who has the right secret
  std::optional<SignedIn> who;             // of a good one
  std::vector<std::string> scopes;
  std::optional<std::int64_t> retry_after_s;  // too many wrong ones from this address
};

// Threads: any.
class Tokens {
 public:
  Tokens(Store& store, Clock clock);
  // Notes the day of the use, once a day.
  TokenOutcome find(const TokenAttempt& attempt);

 private:
  struct Known {
    ApiToken token;
    SignedIn who;
    std::uint64_t accounts_version = 0;  // of the store, before it was read
  };
  std::optional<Known> look_up(std::string_view id);
  void note_use(const ApiToken& token, std::int64_t now_ms);

  Store& store_;
  Clock clock_;
  Throttle by_address_;
  std::mutex mutex_;
  std::map<std::string, Known, std::less<>> known_;  // by id; an entry of another version is none
};

}  // namespace constat::server
