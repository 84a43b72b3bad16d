// What goes with NPS or satisfaction: among customers, theme by theme, or among sites, area by area of the visits.
#pragma once

#include <optional>
#include <string>

#include "backend/insight/kept_visit_sums.hpp"

namespace constat::server {

enum class DriverLevel : std::uint8_t {
  responses,  // a row is a response: the outcome and the themes that the same customer marked
  sites       // a row is a site: its KPI, and its visits' points in each area
};

// JSON (docs/insight.md); `outcome`: "nps" or "csat". What cannot be computed is refused in the answer by a catalogue key.
// None: no such wave. Nothing in it is about a single site.
std::optional<std::string> driver_report(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const Asked& asked, const std::string& outcome,
                                         DriverLevel level);

}  // namespace constat::server
