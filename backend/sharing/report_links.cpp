#include "backend/sharing/report_links.hpp"

#include <algorithm>

#include "backend/auth/limits.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kLongestId = 200;  // bytes

std::string text_of(JsonReader& reader, const char* name, bool required, Problems& problems) {
  const Json* value = required ? reader.required(name, JsonKind::string) : reader.optional(name, JsonKind::string);
  if (!value) return {};
  if (value->text.size() > kLongestId) problems.push_back({name, "text-too-long", {std::to_string(kLongestId)}});
  return value->text;
}

}  // namespace

tl::expected<ReportLinkDetails, Problems> parse_report_link(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  ReportLinkDetails details;
  ReportSubject& subject = details.subject;
  subject.kind = text_of(reader, "kind", true, problems);
  const bool known = subject.kind == kVisitReport || subject.kind == kSiteReport || subject.kind == kNetworkReport;
  if (!subject.kind.empty() && !known) problems.push_back({"kind", "unknown-value", {subject.kind, "visit, site, network"}});
  if (subject.kind != kNetworkReport) subject.id = text_of(reader, "id", true, problems);
  if (subject.kind != kVisitReport) subject.wave = text_of(reader, "wave", false, problems);
  if (const Json* value = reader.optional("request")) details.request = read_id(*value, "request", problems).value_or("");
  if (const Json* value = reader.optional("days"))
    details.days = read_integer(*value, "days", 1, kLongestReportLinkDays, problems).value_or(kProposedReportLinkDays);
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return details;
}

ReportLinkChange add_report_link(Store& store, const SignedIn& who, const ReportLinkDetails& details, std::int64_t now_ms) {
  ReportLinkChange change;
  if (!title_of(*read_for(store, who), who, details.subject)) return change;
  store.write(who.organisation.id, [&](Writer& writer) {
    const auto maker = writer.user(who.user.id);
    if (!maker || maker->disabled) return;
    auto links = writer.report_links(maker->id);
    for (ReportLink& link : links) {
      if (details.request.empty() || link.request != details.request || link.opened > 0 || state_of(link, now_ms) != ReportLinkState::good) continue;
      link.revoked_at = now_ms;
      writer.put_report_link(link);
    }
    const auto good = std::count_if(links.begin(), links.end(), [&](const ReportLink& link) { return state_of(link, now_ms) == ReportLinkState::good; });
    change.kind = ReportLinkChange::Kind::too_many;
    if (static_cast<std::size_t>(good) >= kMostReportLinks) return;
    change.made = make_report_link(*maker, details.subject, details.request, details.days, now_ms);
    writer.put_report_link(change.made.link);
    change.kind = ReportLinkChange::Kind::made;
  });
  return change;
}

ReportLinkChange revoke_report_link(Store& store, const OrganisationId& organisation, const std::optional<UserId>& of, std::string_view id,
                                    std::int64_t now_ms) {
  ReportLinkChange change;
  store.write(organisation, [&](Writer& writer) {
    for (ReportLink& link : writer.report_links(of)) {
      if (link.id != id) continue;
      change.kind = ReportLinkChange::Kind::unchanged;
      if (state_of(link, now_ms) == ReportLinkState::good) {
        link.revoked_at = now_ms;
        writer.put_report_link(link);
        change.kind = ReportLinkChange::Kind::revoked;
      }
      change.made.link = std::move(link);
      return;
    }
  });
  return change;
}

std::size_t forget_report_links(Store& store, const OrganisationId& organisation, std::int64_t now_ms) {
  const auto is_old = [&](const ReportLink& link) { return link.expires_at + kReportLinkKeptDays * kDayMs <= now_ms; };
  const auto before = store.read(organisation)->report_links({});
  if (std::none_of(before.begin(), before.end(), is_old)) return 0;
  std::size_t forgotten = 0;
  store.write(organisation, [&](Writer& writer) {
    forgotten = 0;
    for (const ReportLink& link : writer.report_links({})) {
      if (!is_old(link)) continue;
      writer.remove_report_link(link.id);
      ++forgotten;
    }
  });
  return forgotten;
}

}  // namespace constat::server
