// A wave of the network at a glance: where it stands, how its visits spread, what has moved, what needs attention.
#pragma once

#include <optional>
#include <string>

#include "backend/insight/kept_visit_sums.hpp"

namespace constat::server {

// JSON (docs/insight.md). None: no such wave. A site manager hears of the network as a whole and of the own sites.
std::optional<std::string> network_overview(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who, const Asked& asked);

}  // namespace constat::server
