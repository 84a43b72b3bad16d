// Signing in and out. A session is an opaque token of 256 bits, kept only as its hash.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "backend/auth/account_link.hpp"
#include "backend/auth/secrets.hpp"
#include "backend/auth/throttle.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

inline constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000LL;
inline constexpr std::int64_t kSessionIdleMs = 30 * kDayMs;       // an investigator may be offline for weeks
inline constexpr std::size_t kMostSessions = 50;                  // of one account at once; beyond, the one unused the longest ends
inline constexpr std::int64_t kSessionLifetimeMs = 180 * kDayMs;  // whatever its use

// A user who was disabled since still has the session: the route table says what it is good for.
struct SignedIn {
  User user;
  Organisation organisation;
  std::vector<SiteId> sites;  // of a site manager, or of a limited manager; by id
  std::string token_hash;
  bool limited = false;  // a manager of some regions or sites only (backend/auth/limits.hpp)
  std::string api_token = {};  // the id of the token that speaks for them (backend/auth/tokens.hpp); empty: a session
};

struct SignInAttempt {
  std::string email, password;
  std::string address;      // of the client, for throttling
  bool on_loopback = false;  // demo accounts work nowhere else
  std::string device = {};   // for the list of sessions: Session::device
};

struct JoinAttempt {
  std::string token, password;
  std::string address;
  bool on_loopback = false;
  std::string device = {};
};

struct SignInOutcome {
  std::optional<std::string> token;
  std::optional<SignedIn> who;
  std::optional<std::int64_t> retry_after_s;  // too many attempts, or too many sign-ins at once
};

// What became of a link: looked at, or used.
struct JoinOutcome {
  LinkState state = LinkState::unknown;
  std::optional<AccountLink> link;        // none unless it is open
  std::optional<User> user;               // whose it is
  Organisation organisation;
  std::vector<Problem> problems;          // of the password: nothing was changed
  bool joined = false;                    // the password is set and the link used up by this call
  SignInOutcome session;                  // of somebody who joined, now or with the same password before
};

struct PasswordChange {
  std::string old_password, new_password;
  std::string address;  // of the client, for throttling
};

struct PasswordOutcome {
  enum class Kind : std::uint8_t { changed, wrong, refused } kind = Kind::wrong;
  std::vector<Problem> problems;              // refused: of the new password
  std::optional<std::int64_t> retry_after_s;  // too many attempts, or too many hashes at once; nothing was changed
};

class Sessions {
 public:
  Sessions(Store& store, Passwords& passwords, Clock clock);

  SignInOutcome sign_in(const SignInAttempt& attempt);
  // Throttled like signing in, by address and by link; a link that nobody made costs the same and says no more than that.
  JoinOutcome look_at_link(const JoinAttempt& attempt);
  // Sets the password, once, ends the person's other sessions and begins one. Sent again with the same password while the
  // link has not expired, it begins another session: the answer to the first may have been lost.
  JoinOutcome join(const JoinAttempt& attempt);
  // Of who is signed in and knows the old one: their other sessions end, this one goes on. Throttled like signing in.
  PasswordOutcome change_password(const SignedIn& who, const PasswordChange& change);
  std::optional<SignedIn> find(std::string_view token);
  // It was one of a person who was erased: who brings it is told so.
  bool was_erased(std::string_view token);
  void sign_out(std::string_view token_hash);

 private:
  struct Known {
    Session session;
    SignedIn who;
    std::uint64_t accounts_version = 0;  // of the store, before it was read
  };
  SignInOutcome begin(const User& user, const std::string& device);
  std::optional<Known> look_up(const std::string& hash);

  Store& store_;
  Passwords& passwords_;
  Clock clock_;
  // By account and address together, so that guessing does not shut an account to its owner; and by account alone, ten times as many.
  std::optional<std::int64_t> attempt_account(const std::string& email, const std::string& address);
  void forgive_account(const std::string& email, const std::string& address);
  Throttle by_account_, by_whole_account_, by_address_, by_link_;
  std::mutex mutex_;
  std::map<std::string, Known> known_;  // by the token's hash; an entry of another version is none
};

std::string lower_case_email(std::string_view email);  // ASCII, spaces around taken off

}  // namespace constat::server
