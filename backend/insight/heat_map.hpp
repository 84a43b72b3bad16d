// Items by sites: where points are lost, and by whom.
#pragma once

#include <optional>
#include <string>

#include "backend/insight/kept_visit_sums.hpp"

namespace constat::server {

// JSON (docs/insight.md) for one checklist, "" for the one with most visits; the customers' questions stand under it. None:
// no such wave or no such checklist. A site manager gets the own sites beside the network.
std::optional<std::string> heat_map(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who, const Asked& asked,
                                    const std::string& checklist);

}  // namespace constat::server
