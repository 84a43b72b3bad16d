#include "backend/auth/sessions.hpp"

#include <algorithm>

#include "backend/auth/limits.hpp"
#include "backend/auth/session_list.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server {
namespace {

constexpr ThrottleRule kPerAccount{10, 15 * 60 * 1000};
constexpr ThrottleRule kPerAddress{100, 15 * 60 * 1000};
constexpr std::size_t kLongestToken = 128;               // bytes; more is not even looked for
constexpr std::size_t kKnown = 4096;                     // sessions kept in memory
constexpr std::int64_t kSeenEveryMs = 60 * 60 * 1000;  // a request is no reason to write

}  // namespace

std::string lower_case_email(std::string_view email) {
  const auto from = email.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  std::string text(email.substr(from, email.find_last_not_of(" \t\r\n") - from + 1));
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

Sessions::Sessions(Store& store, Passwords& passwords, Clock clock)
    : store_(store), passwords_(passwords), clock_(clock), by_account_(kPerAccount, clock),
      by_whole_account_(kPerAddress, clock), by_address_(kPerAddress, clock), by_link_(kPerAccount, clock) {}

std::optional<std::int64_t> Sessions::attempt_account(const std::string& email, const std::string& address) {
  const auto here = by_account_.attempt(email + "\n" + address);
  const auto anywhere = by_whole_account_.attempt(email);
  if (!here && !anywhere) return std::nullopt;
  return std::max(here.value_or(0), anywhere.value_or(0));
}

void Sessions::forgive_account(const std::string& email, const std::string& address) {
  by_account_.forgive(email + "\n" + address);
  by_whole_account_.forgive(email);
}

SignInOutcome Sessions::sign_in(const SignInAttempt& attempt) {
  const std::string email = lower_case_email(attempt.email);
  const auto address_wait = by_address_.attempt(attempt.address);
  const auto account_wait = attempt_account(email, attempt.address);
  if (address_wait || account_wait) return {{}, {}, std::max(address_wait.value_or(0), account_wait.value_or(0))};

  auto user = store_.accounts()->user_by_email(email);
  std::optional<Organisation> organisation;
  if (user) organisation = store_.read(user->organisation)->organisation();
  // What may not sign in takes the same way, and the same time, as what does not exist.
  const bool may = user && !user->disabled && (!organisation->demo || attempt.on_loopback);
  const auto verdict = passwords_.verify(attempt.password, may ? user->password_hash : std::string());
  if (verdict == Passwords::Verdict::busy) {
    by_address_.forgive(attempt.address);
    forgive_account(email, attempt.address);
    return {{}, {}, 5};
  }
  if (verdict == Passwords::Verdict::wrong) return {};

  by_address_.forgive(attempt.address);
  forgive_account(email, attempt.address);
  return begin(*user, attempt.device);
}

SignInOutcome Sessions::begin(const User& user, const std::string& device) {
  const std::string token = random_token();
  const std::int64_t now = clock_();
  store_.put_session({sha256_hex(token), user.organisation, user.id, now, now, now + kSessionLifetimeMs, device});
  const auto live = live_sessions(store_, user.organisation, user.id, now);
  for (std::size_t i = kMostSessions; i < live.size(); ++i) store_.remove_session(live[i].token_hash);
  return {token, find(token), {}};
}

// Every request asks, and the answer rarely changes: it is kept for as long as the store says that it holds.
std::optional<Sessions::Known> Sessions::look_up(const std::string& hash) {
  const std::uint64_t version = store_.accounts_version();
  {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(hash);
    if (found != known_.end() && found->second.accounts_version == version) return found->second;
  }
  auto session = store_.accounts()->session(hash);
  if (!session) return std::nullopt;
  Known known{*session, {}, version};
  {
    const auto reader = store_.read(session->organisation);
    auto who = person_as_of_now(*reader, session->user);
    if (!who) return std::nullopt;
    known.who = std::move(*who);
    known.who.token_hash = hash;
  }
  const std::lock_guard lock(mutex_);
  if (known_.size() >= kKnown) known_.clear();
  known_.insert_or_assign(hash, known);
  return known;
}

std::optional<SignedIn> Sessions::find(std::string_view token) {
  if (token.empty() || token.size() > kLongestToken) return std::nullopt;
  const std::string hash = sha256_hex(token);
  auto known = look_up(hash);
  const std::int64_t now = clock_();
  if (!known || now >= known->session.expires_at || now - known->session.seen_at >= kSessionIdleMs) return std::nullopt;
  if (now - known->session.seen_at >= kSeenEveryMs) {
    known->session.seen_at = now;
    store_.put_session(known->session);
    const std::lock_guard lock(mutex_);
    known_.insert_or_assign(hash, *known);
  }
  return std::move(known->who);
}

bool Sessions::was_erased(std::string_view token) {
  return !token.empty() && token.size() <= kLongestToken && store_.accounts()->is_erased_session(sha256_hex(token));
}

void Sessions::sign_out(std::string_view token_hash) { store_.remove_session(token_hash); }

}  // namespace constat::server
