#include "backend/sharing/report_document.hpp"

#include "backend/export/file_name.hpp"
#include "backend/export/reports.hpp"
#include "backend/export/tables.hpp"
#include "backend/feed/documents.hpp"
#include "backend/platform/clock.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kDateLength = 10;

std::string date_of(const std::string& rfc3339) { return rfc3339.substr(0, kDateLength); }

Audience audience_of(const SignedIn& who) {
  return {[&who](const VisitRecord& visit) { return may_see_visit(who, visit); }, may_know_investigators(who)};
}

bool knows_wave(Reader& reader, const std::string& id) {
  if (id.empty() || id == "all") return true;
  for (const Wave& wave : reader.waves())
    if (wave.id.value == id) return true;
  return false;
}

std::optional<ReportFile> network_workbook(Reader& reader, ChecklistCache& checklists, const SignedIn& who, const ReportSubject& subject,
                                           Language language, const std::string& now) {
  exports::TableRequest request;
  request.subject = exports::Subject::comparison;
  request.format = exports::Format::xlsx;
  request.style.language = language;
  request.wave = subject.wave;
  request.now = now;
  request.may_see = [&who](const SiteId& site) { return may_see_site(who, site); };
  request.audience = audience_of(who);
  exports::StringSink out;
  if (!exports::write_export(reader, checklists, request, out)) return std::nullopt;
  return ReportFile{std::move(out.bytes), std::string(exports::content_type_of(request.format)),
                    exports::file_name({"comparison", subject.wave, date_of(now)}, exports::to_string(request.format))};
}

}  // namespace

bool may_have_reports(Role role, std::string_view kind) {
  if (role == Role::manager || role == Role::site_manager || role == Role::administrator) return true;
  return role == Role::reviewer && kind == kVisitReport;
}

ReportTitle described(Reader& reader, const ReportSubject& subject) {
  ReportTitle title;
  title.wave = subject.wave;
  if (subject.kind == kVisitReport) {
    const auto visit = reader.visit(VisitId(subject.id));
    if (!visit) return title;
    title.site = visit->site.value;
    title.visit_on = date_of(visit->started_at);
  } else if (subject.kind == kSiteReport) {
    title.site = subject.id;
  }
  if (const auto site = title.site.empty() ? std::nullopt : reader.site(SiteId(title.site))) {
    title.site_name = site->name;
    title.city = site->city;
  }
  for (const Wave& wave : reader.waves()) {
    if (wave.id.value != title.wave) continue;
    title.wave_title = wave.title;
    title.wave_title_en = wave.title_en;
  }
  return title;
}

std::optional<ReportTitle> title_of(Reader& reader, const SignedIn& who, const ReportSubject& subject) {
  if (who.user.disabled || !may_have_reports(who.user.role, subject.kind) || !knows_wave(reader, subject.wave)) return std::nullopt;
  if (subject.kind == kVisitReport) {
    const auto visit = reader.visit(VisitId(subject.id));
    if (!visit || !may_see_visit(who, *visit)) return std::nullopt;
  } else if (subject.kind == kSiteReport) {
    if (!may_see_site(who, SiteId(subject.id)) || !reader.site(SiteId(subject.id))) return std::nullopt;
  } else if (subject.kind != kNetworkReport) {
    return std::nullopt;
  }
  return described(reader, subject);
}

std::optional<ReportFile> report_file(Reader& reader, ChecklistCache& checklists, const SignedIn& who, const ReportSubject& subject,
                                      Language language, std::int64_t now_ms) {
  const auto title = title_of(reader, who, subject);
  if (!title) return std::nullopt;
  const std::string now = rfc3339(now_ms);
  if (subject.kind == kNetworkReport) return network_workbook(reader, checklists, who, subject, language, now);
  const exports::ReportContext context{language, now, audience_of(who)};
  const bool of_visit = subject.kind == kVisitReport;
  auto pdf = of_visit ? exports::visit_report_pdf(reader, checklists, VisitId(subject.id), context)
                      : exports::site_scorecard_pdf(reader, checklists, SiteId(subject.id), subject.wave, context);
  if (!pdf) return std::nullopt;
  return ReportFile{std::move(*pdf), "application/pdf",
                    exports::file_name({subject.kind, title->site, of_visit ? title->visit_on : date_of(now)}, "pdf")};
}

}  // namespace constat::server
