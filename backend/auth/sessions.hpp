// Signing in and out. A session is an opaque token of 256 bits, kept only as its hash.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "backend/auth/secrets.hpp"
#include "backend/auth/throttle.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

inline constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000LL;
inline constexpr std::int64_t kSessionIdleMs = 30 * kDayMs;       // an investigator may be offline for weeks
inline constexpr std::int64_t kSessionLifetimeMs = 180 * kDayMs;  // whatever its use

// A user who was disabled since still has the session: the route table says what it is good for.
struct SignedIn {
  User user;
  Organisation organisation;
  std::vector<SiteId> sites;  // of a site manager
  std::string token_hash;
};

struct SignInAttempt {
  std::string email, password;
  std::string address;      // of the client, for throttling
  bool on_loopback = false;  // demo accounts work nowhere else
};

struct SignInOutcome {
  std::optional<std::string> token;
  std::optional<SignedIn> who;
  std::optional<std::int64_t> retry_after_s;  // too many attempts, or too many sign-ins at once
};

class Sessions {
 public:
  Sessions(Store& store, Passwords& passwords, Clock clock);

  SignInOutcome sign_in(const SignInAttempt& attempt);
  std::optional<SignedIn> find(std::string_view token);
  void sign_out(std::string_view token_hash);

 private:
  struct Known {
    Session session;
    SignedIn who;
    std::uint64_t accounts_version = 0;  // of the store, before it was read
  };
  std::optional<Known> look_up(const std::string& hash);

  Store& store_;
  Passwords& passwords_;
  Clock clock_;
  Throttle by_account_, by_address_;
  std::mutex mutex_;
  std::map<std::string, Known> known_;  // by the token's hash; an entry of another version is none
};

std::string lower_case_email(std::string_view email);  // ASCII, spaces around taken off

}  // namespace constat::server
