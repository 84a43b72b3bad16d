// Investigators' leniency, and how far two of them say the same of a site. For those who plan and review, nobody else.
#pragma once

#include <optional>
#include <string>

#include "backend/insight/kept_visit_sums.hpp"

namespace constat::server {

// JSON (docs/insight.md). None: no such wave.
std::optional<std::string> investigator_report(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const Asked& asked);

}  // namespace constat::server
