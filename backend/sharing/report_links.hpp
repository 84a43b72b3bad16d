// Links to reports as their makers and administrators keep them: made, listed, revoked, and forgotten long after they ended.
#pragma once

#include <string>
#include <string_view>

#include "backend/auth/report_links.hpp"
#include "backend/sharing/report_document.hpp"
#include "shared/base/json_reader.hpp"
#include "shared/base/result.hpp"

namespace constat::server {

inline constexpr std::size_t kReportLinksPage = 50;
inline constexpr std::size_t kMostReportLinks = 500;  // of one person, that are good at once
inline constexpr std::int64_t kReportLinkKeptDays = 180;  // after its last day

struct ReportLinkDetails {
  ReportSubject subject;
  std::string request;  // the client's own name of this request; empty: none
  std::int64_t days = kProposedReportLinkDays;
};
// {"kind":"visit"|"site","id","wave"?,"days"?,"request"?} or {"kind":"network","wave"?,"days"?,"request"?}: every problem at once.
tl::expected<ReportLinkDetails, Problems> parse_report_link(std::string_view json);

struct ReportLinkChange {
  enum class Kind : std::uint8_t { not_found, too_many, made, revoked, unchanged };
  Kind kind = Kind::not_found;
  MadeReportLink made;  // its token is empty unless it was just made
};
// not_found: no such report, or not theirs to see. The same request again: its answer was lost, and the link that nobody has seen
// ends.
ReportLinkChange add_report_link(Store& store, const SignedIn& who, const ReportLinkDetails& details, std::int64_t now_ms);
// `of`: only a link of this person; none: any. Holds at once. Again, or after its last day: unchanged.
ReportLinkChange revoke_report_link(Store& store, const OrganisationId& organisation, const std::optional<UserId>& of, std::string_view id,
                                    std::int64_t now_ms);
// Those whose last day is long past. Throws StoreFailure.
std::size_t forget_report_links(Store& store, const OrganisationId& organisation, std::int64_t now_ms);

struct ReportLinkFilter {
  std::optional<UserId> maker;  // none: everybody's
  std::string text;    // in what it opens, its id, its maker's name or address, without case or accents
  std::string status;  // active, expired, revoked
  std::size_t page = 0;
};
std::string_view status_of(const ReportLink& link, std::int64_t now_ms);
std::string report_links_json(Reader& reader, const ReportLinkFilter& filter, std::int64_t now_ms);
// One; with its token and `url`, which are told once, where it was just made.
std::string report_link_json(Reader& reader, const MadeReportLink& made, const std::string& url, std::int64_t now_ms);
// What a reader without an account is told before the document.
std::string shared_report_json(const Organisation& organisation, const ReportLink& link, const ReportTitle& title);

}  // namespace constat::server
