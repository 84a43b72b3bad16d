#include "backend/auth/tokens.hpp"

#include "backend/auth/account_link.hpp"
#include "backend/auth/limits.hpp"
#include "backend/platform/log.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server {
namespace {

constexpr std::string_view kPrefix = "constat_";  // so that whoever finds one knows what it is
constexpr ThrottleRule kPerAddress{100, 15 * 60 * 1000};
constexpr std::size_t kLongestToken = 128;  // bytes; more is not even looked for
constexpr std::size_t kKnown = 4096;        // tokens kept in memory

std::int64_t day_of(std::int64_t ms) { return ms - ms % kDayMs; }

}  // namespace

TokenState state_of(const ApiToken& token, std::int64_t now_ms) {
  if (token.revoked_at) return TokenState::revoked;
  return now_ms >= token.expires_at ? TokenState::expired : TokenState::good;
}

MadeToken make_api_token(const User& user, std::string name, std::vector<std::string> scopes, std::int64_t days, const UserId& made_by,
                         std::int64_t now_ms) {
  const std::string secret = random_token();
  MadeToken made{{user.organisation, random_id("t"), user.id, std::move(name), std::move(scopes), sha256_hex(secret), made_by, now_ms,
                  now_ms + days * kDayMs, {}, {}},
                 {}};
  made.text = std::string(kPrefix) + made.token.id + "." + secret;
  return made;
}

Tokens::Tokens(Store& store, Clock clock) : store_(store), clock_(clock), by_address_(kPerAddress, clock) {}

// Only what is there is kept: asking for ids that nobody gave fills nothing.
std::optional<Tokens::Known> Tokens::look_up(std::string_view id) {
  const std::uint64_t version = store_.accounts_version();
  {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(id);
    if (found != known_.end() && found->second.accounts_version == version) return found->second;
  }
  auto token = store_.accounts()->api_token(id);
  if (!token) return std::nullopt;
  auto who = person_as_of_now(*store_.read(token->organisation), token->user);
  if (!who) return std::nullopt;
  who->api_token = token->id;
  Known known{std::move(*token), std::move(*who), version};
  const std::lock_guard lock(mutex_);
  if (known_.size() >= kKnown) known_.clear();
  known_.insert_or_assign(known.token.id, known);
  return known;
}

// A day that cannot be noted (the disk is full) is no reason to refuse what was asked.
void Tokens::note_use(const ApiToken& token, std::int64_t now_ms) {
  try {
    store_.write(token.organisation, [&](Writer& writer) {
      for (ApiToken& now : writer.api_tokens(token.user)) {
        if (now.id != token.id || now.used_on == day_of(now_ms)) continue;
        now.used_on = day_of(now_ms);
        writer.put_api_token(now);
      }
    });
  } catch (const StoreFailure& failure) {
    log_event("token_use_not_noted", {{"what", std::string_view(failure.what())}});
  }
}

TokenOutcome Tokens::find(const TokenAttempt& attempt) {
  TokenOutcome outcome;
  outcome.retry_after_s = by_address_.attempt(attempt.address);
  if (outcome.retry_after_s) return outcome;
  const bool looks_right = attempt.text.size() <= kLongestToken && attempt.text.substr(0, kPrefix.size()) == kPrefix;
  const LinkToken parts = parse_link_token(looks_right ? attempt.text.substr(kPrefix.size()) : std::string_view());
  auto known = parts.id.empty() ? std::nullopt : look_up(parts.id);
  // Without a token the hash of the secret is compared all the same, with one that no secret has.
  const std::string hash = sha256_hex(parts.secret);
  if (!same_bytes(hash, known ? known->token.token_hash : std::string(hash.size(), '-'))) return outcome;
  if (known->who.organisation.demo && !attempt.on_loopback) return outcome;
  by_address_.forgive(attempt.address);
  const std::int64_t now = clock_();
  outcome.state = known->who.user.disabled ? TokenState::revoked : state_of(known->token, now);
  if (outcome.state != TokenState::good) return outcome;
  if (known->token.used_on != day_of(now)) note_use(known->token, now);
  outcome.scopes = std::move(known->token.scopes);
  outcome.who = std::move(known->who);
  return outcome;
}

}  // namespace constat::server
