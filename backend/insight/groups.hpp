// Regions, or tags, side by side: each one's visits, what has moved, how far it is from all other sites, what its customers say.
#pragma once

#include <optional>
#include <string>

#include "backend/insight/scope.hpp"

namespace constat::server {

enum class GroupedBy : std::uint8_t { region, tag };

// JSON (docs/insight.md). None: no such wave. For users who may see every site that `reader` shows.
std::optional<std::string> group_report(Reader& reader, const Asked& asked, GroupedBy by);

}  // namespace constat::server
