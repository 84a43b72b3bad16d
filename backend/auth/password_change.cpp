// A person changes their own password.
#include "backend/auth/session_list.hpp"
#include "backend/auth/sessions.hpp"

namespace constat::server {

PasswordOutcome Sessions::change_password(const SignedIn& who, const PasswordChange& change) {
  using Kind = PasswordOutcome::Kind;
  PasswordOutcome outcome;
  if (auto problems = problems_of_password(change.new_password, who.user); !problems.empty()) return {Kind::refused, std::move(problems), {}};
  if ((outcome.retry_after_s = attempt_account(who.user.email, change.address))) return outcome;
  const auto verdict = passwords_.verify(change.old_password, who.user.password_hash);
  if (verdict == Passwords::Verdict::busy) outcome.retry_after_s = 5;
  if (verdict != Passwords::Verdict::right) return outcome;
  forgive_account(who.user.email, change.address);
  const std::string hash = passwords_.hash(change.new_password);
  store_.write(who.organisation.id, [&](Writer& writer) {
    auto user = writer.user(who.user.id);
    // Another one was set meanwhile, by a link or on another device.
    if (!user || user->disabled || user->password_hash != who.user.password_hash) return;
    user->password_hash = hash;
    writer.put_user(*user);
    outcome.kind = Kind::changed;
  });
  if (outcome.kind == Kind::changed) (void)end_sessions(store_, who.organisation.id, who.user.id, {}, who.token_hash, clock_());
  return outcome;
}

}  // namespace constat::server
