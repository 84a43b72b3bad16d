// One site over time: its visits on a control chart, its satisfied customers month by month, and where points go lost again.
#pragma once

#include <optional>
#include <string>

#include "backend/insight/kept_visit_sums.hpp"

namespace constat::server {

// JSON (docs/insight.md). Charts are over all waves; weaknesses are the asked wave's. None: no such wave or site, or this
// user may not see it.
std::optional<std::string> site_trend(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who, const SiteId& site,
                                      const std::string& wave);

}  // namespace constat::server
