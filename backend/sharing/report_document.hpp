// One report as a file, for somebody who may have it: a visit's, a site's scorecard, or the comparison of the network. The same
// whether they ask for it themselves or somebody opens a link of theirs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "backend/auth/report_links.hpp"
#include "backend/intake/checklist_cache.hpp"
#include "shared/text/text.hpp"

namespace constat::server {

inline constexpr std::string_view kVisitReport = "visit", kSiteReport = "site", kNetworkReport = "network";

// Of what a report is, without anything of what it says.
struct ReportTitle {
  std::string site, site_name, city;  // empty: of the network
  std::string visit_on;               // "2026-11-03", of a visit
  std::string wave;                   // "all", or empty: the latest
  std::string wave_title, wave_title_en;
};

struct ReportFile {
  std::string bytes, content_type, name;
};

bool may_have_reports(Role role, std::string_view kind);
// None: there is nothing of this name, or it is not theirs to see. `reader`: read_for() of that person.
std::optional<ReportTitle> title_of(Reader& reader, const SignedIn& who, const ReportSubject& subject);
// The same, as far as `reader` shows it, whoever it is for; empty where it shows nothing.
ReportTitle described(Reader& reader, const ReportSubject& subject);
// None as for title_of(), or the report cannot be made of what is here. Throws std::length_error: more rows than a table holds.
std::optional<ReportFile> report_file(Reader& reader, ChecklistCache& checklists, const SignedIn& who, const ReportSubject& subject,
                                      Language language, std::int64_t now_ms);

}  // namespace constat::server
