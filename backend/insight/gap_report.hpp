// The gap radar: what mystery visits, the site's own audits and its customers say of the same criterion.
#pragma once

#include <optional>
#include <string>

#include "backend/insight/kept_visit_sums.hpp"

namespace constat::server {

// JSON (docs/insight.md) for one site, or "" for all. A visit is the site's own audit when an account of the role site manager
// made it. Customers are heard where their survey, or one of its thematic questions, has the criterion's theme. None: no
// such wave or site, or this user may not see it.
std::optional<std::string> gap_report(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who, const Asked& asked,
                                      const std::string& site);

}  // namespace constat::server
