// The reports of one visit and of one site, as PDF.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "backend/insight/visit_source.hpp"
#include "backend/intake/checklist_cache.hpp"
#include "backend/store/repository.hpp"
#include "shared/text/text.hpp"

namespace constat::server::exports {

struct ReportContext {
  Language language = Language::french;
  std::string now;  // RFC 3339
  Audience audience;
};

// None: there is no such visit, or its checklist or body cannot be read. Nor one that the audience does not see.
std::optional<std::string> visit_report_pdf(Reader& reader, ChecklistCache& checklists, const VisitId& id, const ReportContext& context);

// `wave`: an id, "all", or empty for the latest. None: no such site or wave.
std::optional<std::string> site_scorecard_pdf(Reader& reader, ChecklistCache& checklists, const SiteId& id,
                                              std::string_view wave, const ReportContext& context);

}  // namespace constat::server::exports
