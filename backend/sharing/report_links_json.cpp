// Links as their makers read them, page by page, and as whoever opens one does.
#include <map>
#include <nlohmann/json.hpp>

#include "backend/platform/clock.hpp"
#include "backend/sharing/report_links.hpp"
#include "shared/review/comment_text.hpp"

namespace constat::server {
namespace {

using Doc = nlohmann::json;

constexpr std::size_t kDateLength = 10;

std::string dump(const Doc& doc) { return doc.dump(-1, ' ', false, Doc::error_handler_t::replace); }

// Members that a report does not have are not there.
void add_title(Doc& doc, const ReportTitle& title) {
  if (!title.site.empty()) doc["site"] = {{"id", title.site}, {"name", title.site_name}, {"city", title.city}};
  if (!title.visit_on.empty()) doc["visit_on"] = title.visit_on;
  if (!title.wave.empty()) doc["wave"] = {{"id", title.wave}, {"title", {{"fr", title.wave_title}, {"en", title.wave_title_en}}}};
}

Doc in_full(const ReportLink& link, const ReportTitle& title, const std::string& maker_name, std::int64_t now_ms) {
  Doc doc = {{"id", link.id},
             {"kind", link.kind},
             {"subject", link.subject},
             {"maker", {{"id", link.maker.value}, {"name", maker_name}}},
             {"status", status_of(link, now_ms)},
             {"made_at", rfc3339(link.made_at)},
             {"expires_at", rfc3339(link.expires_at)},
             {"opened", link.opened},
             {"opened_on", link.opened_at ? Doc(rfc3339(*link.opened_at).substr(0, kDateLength)) : Doc()},
             {"revoked_at", link.revoked_at ? Doc(rfc3339(*link.revoked_at)) : Doc()}};
  add_title(doc, title);
  return doc;
}

}  // namespace

std::string_view status_of(const ReportLink& link, std::int64_t now_ms) {
  switch (state_of(link, now_ms)) {
    case ReportLinkState::expired: return "expired";
    case ReportLinkState::revoked: return "revoked";
    case ReportLinkState::good:
    case ReportLinkState::unknown: break;
  }
  return "active";
}

std::string report_links_json(Reader& reader, const ReportLinkFilter& filter, std::int64_t now_ms) {
  const std::u32string wanted = normalised_comment(filter.text);
  std::map<std::string, User> people;
  for (User& user : reader.users()) people.emplace(user.id.value, std::move(user));
  std::map<std::string, std::int64_t, std::less<>> by_status;
  std::size_t count = 0;
  Doc links = Doc::array();
  for (const ReportLink& link : reader.report_links(filter.maker)) {
    const User& maker = people[link.maker.value];
    const bool on_page = count >= filter.page * kReportLinksPage && count < (filter.page + 1) * kReportLinksPage;
    const std::string_view status = status_of(link, now_ms);
    const bool shown = filter.status.empty() || filter.status == status;
    // Looking a report's name up costs a query or two: only where it is searched in or shown.
    ReportTitle title;
    if (!wanted.empty() || (shown && on_page)) title = described(reader, subject_of(link));
    const std::string searched = title.site_name + " " + title.city + " " + title.visit_on + " " + title.wave_title + " " + title.wave_title_en + " " +
                                 link.id + " " + link.subject + " " + maker.name + " " + maker.email;
    if (!wanted.empty() && normalised_comment(searched).find(wanted) == std::u32string::npos) continue;
    ++by_status[std::string(status)];
    if (!shown) continue;
    if (on_page) links.push_back(in_full(link, title, maker.name.empty() ? link.maker.value : maker.name, now_ms));
    ++count;
  }
  return dump({{"links", std::move(links)}, {"count", count}, {"statuses", by_status}, {"everybody", !filter.maker.has_value()},
               {"days", {{"most", kLongestReportLinkDays}, {"proposed", kProposedReportLinkDays}}}});
}

std::string report_link_json(Reader& reader, const MadeReportLink& made, const std::string& url, std::int64_t now_ms) {
  const auto maker = reader.user(made.link.maker);
  Doc doc = in_full(made.link, described(reader, subject_of(made.link)), maker ? maker->name : made.link.maker.value, now_ms);
  if (!made.token.empty()) doc["token"] = made.token;
  if (!url.empty()) doc["url"] = url;
  return dump(doc);
}

std::string shared_report_json(const Organisation& organisation, const ReportLink& link, const ReportTitle& title) {
  Doc doc = {{"kind", link.kind},
             {"format", link.kind == kNetworkReport ? "xlsx" : "pdf"},
             {"organisation", {{"name", organisation.name}}},
             {"expires_at", rfc3339(link.expires_at)}};
  add_title(doc, title);
  return dump(doc);
}

}  // namespace constat::server
