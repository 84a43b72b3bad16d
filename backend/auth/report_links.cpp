#include "backend/auth/report_links.hpp"

#include <algorithm>

#include "backend/auth/limits.hpp"
#include "backend/platform/log.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server {
namespace {

constexpr ThrottleRule kPerAddress{100, 15 * 60 * 1000};
constexpr ThrottleRule kPerLink{10, 15 * 60 * 1000};
constexpr ThrottleRule kDocuments{60, 15 * 60 * 1000};  // making one costs a second of a processor
constexpr std::size_t kLongestToken = 128;              // bytes; more is not even looked for

}  // namespace

ReportLinkState state_of(const ReportLink& link, std::int64_t now_ms) {
  if (link.revoked_at) return ReportLinkState::revoked;
  return now_ms >= link.expires_at ? ReportLinkState::expired : ReportLinkState::good;
}

MadeReportLink make_report_link(const User& maker, const ReportSubject& subject, std::string request, std::int64_t days, std::int64_t now_ms) {
  const std::string secret = random_token();
  MadeReportLink made{{maker.organisation, random_id("r"), maker.id, subject.kind, subject.id, subject.wave, std::move(request), sha256_hex(secret),
                       now_ms, now_ms + days * kDayMs, 0, {}, {}},
                      {}};
  made.token = made.link.id + "." + secret;
  return made;
}

ReportLinks::ReportLinks(Store& store, Clock clock)
    : store_(store), clock_(clock), by_address_(kPerAddress, clock), by_link_(kPerLink, clock), documents_(kDocuments, clock) {}

ReportLinkOutcome ReportLinks::find(const ReportLinkAttempt& attempt) {
  ReportLinkOutcome outcome;
  const LinkToken token = parse_link_token(attempt.token);
  const auto address_wait = by_address_.attempt(attempt.address);
  const auto link_wait = by_link_.attempt(token.id.substr(0, kLongestToken));
  if (address_wait || link_wait) {
    outcome.retry_after_s = std::max(address_wait.value_or(0), link_wait.value_or(0));
    return outcome;
  }
  auto link = attempt.token.size() <= kLongestToken ? store_.accounts()->report_link(token.id) : std::nullopt;
  // Without a link the hash of the secret is compared all the same, with one that no secret has.
  const std::string hash = sha256_hex(token.secret);
  if (!same_bytes(hash, link ? link->token_hash : std::string(hash.size(), '-'))) return outcome;
  auto maker = person_as_of_now(*store_.read(link->organisation), link->maker);
  if (!maker || (maker->organisation.demo && !attempt.on_loopback)) return outcome;
  by_address_.forgive(attempt.address);
  by_link_.forgive(token.id);
  outcome.state = state_of(*link, clock_());
  outcome.link = std::move(link);
  if (outcome.state == ReportLinkState::good) outcome.maker = std::move(maker);
  return outcome;
}

std::optional<std::int64_t> ReportLinks::too_many_documents(const ReportLink& link) { return documents_.attempt(link.id); }

// A document that cannot be counted (the disk is full) is no reason to refuse it.
void ReportLinks::note_opened(const ReportLink& link) {
  try {
    store_.write(link.organisation, [&](Writer& writer) {
      for (ReportLink& now : writer.report_links(link.maker)) {
        if (now.id != link.id) continue;
        ++now.opened;
        now.opened_at = clock_();
        writer.put_report_link(now);
      }
    });
  } catch (const StoreFailure& failure) {
    log_event("link_use_not_noted", {{"what", std::string_view(failure.what())}});
  }
}

}  // namespace constat::server
