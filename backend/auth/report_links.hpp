// Opening a report by a link, without an account: `<id>.<secret>` stands for its maker, with the rights that the maker has at this
// moment, for one document. It ends with its day, its revocation, and with the maker's account.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "backend/auth/sessions.hpp"
#include "backend/auth/throttle.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

inline constexpr std::int64_t kLongestReportLinkDays = 90, kProposedReportLinkDays = 14;

enum class ReportLinkState : std::uint8_t { unknown, good, expired, revoked };
ReportLinkState state_of(const ReportLink& link, std::int64_t now_ms);

// What a link opens: a visit's report, a site's scorecard, or the comparison of the network.
struct ReportSubject {
  std::string kind;  // visit, site, network
  std::string id;    // of the visit or the site
  std::string wave;  // of a site or the network: an id, "all", or empty for the latest
};
inline ReportSubject subject_of(const ReportLink& link) { return {link.kind, link.subject, link.wave}; }

struct MadeReportLink {
  ReportLink link;
  std::string token;  // "<id>.<secret>", told once and kept nowhere
};
MadeReportLink make_report_link(const User& maker, const ReportSubject& subject, std::string request, std::int64_t days, std::int64_t now_ms);

struct ReportLinkAttempt {
  std::string_view token;
  std::string address;       // of the client, for throttling
  bool on_loopback = false;  // links of demo accounts work nowhere else
};

struct ReportLinkOutcome {
  ReportLinkState state = ReportLinkState::unknown;  // told apart only to who has the right secret
  std::optional<ReportLink> link;                    // unless it is unknown
  std::optional<SignedIn> maker;                     // of a good one, as of now; their account may be disabled
  std::optional<std::int64_t> retry_after_s;         // too many wrong ones from this address
};

// Threads: any.
class ReportLinks {
 public:
  ReportLinks(Store& store, Clock clock);
  // Throttled by address and by link; one that nobody made costs the same and says no more than a wrong secret.
  ReportLinkOutcome find(const ReportLinkAttempt& attempt);
  // Before a document is made: seconds to wait when this link gave as many as it may for now.
  std::optional<std::int64_t> too_many_documents(const ReportLink& link);
  // Counts one document that the link gave.
  void note_opened(const ReportLink& link);

 private:
  Store& store_;
  Clock clock_;
  Throttle by_address_, by_link_, documents_;
};

}  // namespace constat::server
