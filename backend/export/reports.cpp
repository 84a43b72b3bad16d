#include "backend/export/reports.hpp"

#include <algorithm>

#include "backend/export/pdf_writer.hpp"
#include "backend/insight/visit_source.hpp"
#include "backend/insight/network.hpp"
#include "shared/report/site_document.hpp"
#include "shared/report/visit_document.hpp"

namespace constat::server::exports {

std::optional<std::string> visit_report_pdf(Reader& reader, ChecklistCache& checklists, const VisitId& id, const ReportContext& context) {
  const auto record = reader.visit(id);
  VisitSource source(reader, checklists, context.language, context.audience);
  if (!record || !source.may_see(*record)) return std::nullopt;
  const auto visit = source.load(*record);
  if (!visit) return std::nullopt;
  return write_pdf(report::visit_document(*visit, source.organisation().name, context.now, context.language));
}

std::optional<std::string> site_scorecard_pdf(Reader& reader, ChecklistCache& checklists, const SiteId& id,
                                              std::string_view asked, const ReportContext& context) {
  VisitSource source(reader, checklists, context.language, context.audience);
  const auto names = source.sites().find(id.value);
  const auto wave = chosen_wave(reader, asked);
  if (names == source.sites().end() || !wave) return std::nullopt;
  const Network network = compare_network(reader, *wave, Pairs::left_out);
  report::ReportedNetwork reported;
  reported.comparison = &network.comparison;
  reported.rules = &network.rules;
  reported.sites = source.sites();
  reported.organisation = source.organisation().name;
  reported.wave_title = *wave == kAllWaves ? std::string(text(context.language, "export.all_waves")) : source.wave_title(*wave);
  reported.generated_at = context.now;
  reported.language = context.language;
  report::ReportedSite site;
  site.id = id.value;
  site.names = names->second;
  site.network = &reported;
  VisitFilter filter;
  filter.site = id;
  if (*wave != kAllWaves) filter.wave = WaveId(*wave);
  for (const VisitRecord& record : reader.visits(filter)) {
    if (!source.may_see(record)) continue;
    if (auto visit = source.load(record)) site.visits.push_back(std::move(*visit));
  }
  std::reverse(site.visits.begin(), site.visits.end());  // the store gives the newest first
  return write_pdf(report::site_document(site));
}

}  // namespace constat::server::exports
