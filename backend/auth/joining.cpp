// Looking at a link and using it.
#include <algorithm>

#include "backend/auth/sessions.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kLongestToken = 128;  // bytes; more is not even looked for

}  // namespace

JoinOutcome Sessions::look_at_link(const JoinAttempt& attempt) {
  JoinOutcome outcome;
  const LinkToken token = parse_link_token(attempt.token);
  const auto address_wait = by_address_.attempt(attempt.address);
  const auto link_wait = by_link_.attempt(token.id.substr(0, kLongestToken));
  if (address_wait || link_wait) {
    outcome.session.retry_after_s = std::max(address_wait.value_or(0), link_wait.value_or(0));
    return outcome;
  }
  auto link = attempt.token.size() <= kLongestToken ? store_.accounts()->account_link(token.id) : std::nullopt;
  // Without a link the hash of the secret is compared all the same, with one that no secret has.
  const std::string hash = sha256_hex(token.secret);
  if (!same_bytes(hash, link ? link->token_hash : std::string(hash.size(), '-'))) return outcome;
  const auto reader = store_.read(link->organisation);
  auto user = reader->user(link->user);
  outcome.organisation = reader->organisation();
  if (!user || (outcome.organisation.demo && !attempt.on_loopback)) return outcome;
  by_address_.forgive(attempt.address);
  by_link_.forgive(token.id.substr(0, kLongestToken));
  outcome.state = user->disabled ? LinkState::revoked : state_of(*link, clock_());
  outcome.link = std::move(link);
  outcome.user = std::move(user);
  return outcome;
}

JoinOutcome Sessions::join(const JoinAttempt& attempt) {
  JoinOutcome outcome = look_at_link(attempt);
  if (outcome.state == LinkState::used && !attempt.password.empty() && clock_() < outcome.link->expires_at) {
    // A guess at the password of a link that is used up counts like any other.
    if (const auto wait = attempt_account(outcome.user->email, attempt.address)) {
      outcome.session.retry_after_s = wait;
      return outcome;
    }
    const auto verdict = passwords_.verify(attempt.password, outcome.user->password_hash);
    if (verdict == Passwords::Verdict::busy) outcome.session.retry_after_s = 5;
    if (verdict == Passwords::Verdict::wrong) return outcome;
    forgive_account(outcome.user->email, attempt.address);
    if (verdict == Passwords::Verdict::right) outcome.session = begin(*outcome.user, attempt.device);
    return outcome;
  }
  if (outcome.state != LinkState::open) return outcome;
  outcome.problems = problems_of_password(attempt.password, *outcome.user);
  if (!outcome.problems.empty()) return outcome;
  const std::string hash = passwords_.hash(attempt.password);
  const std::int64_t now = clock_();
  store_.write(outcome.link->organisation, [&](Writer& writer) {
    auto user = writer.user(outcome.user->id);
    // Two may have used the link at once, and an administrator may have revoked it meanwhile.
    outcome.state = LinkState::revoked;
    for (AccountLink& link : writer.account_links(outcome.user->id)) {
      if (link.id != outcome.link->id || !user || user->disabled) continue;
      outcome.state = state_of(link, now);
      link.used_at = now;
      if (outcome.state == LinkState::open) writer.put_account_link(link);
    }
    if (outcome.state != LinkState::open) return;
    user->password_hash = hash;
    writer.put_user(*user);
    outcome.user = *user;
    outcome.joined = true;
  });
  if (!outcome.joined) return outcome;
  store_.remove_sessions_of(outcome.user->organisation, outcome.user->id);
  outcome.session = begin(*outcome.user, attempt.device);
  return outcome;
}

}  // namespace constat::server
