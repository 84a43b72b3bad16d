// Points that a visit gave to each area of the customer's way, whatever its checklist: reception, service, after sales.
#pragma once

#include <map>
#include <optional>

#include "shared/report/reported_visit.hpp"

namespace constat::server {

// Percent of the points possible over the area's sections, weights counted; only areas in which points were possible.
std::map<Area, double> area_scores(const report::ReportedVisit& visit);

// The same over the questions that measure a time (ItemType::duration). None without one that was answered.
std::optional<double> waiting_score(const report::ReportedVisit& visit);

}  // namespace constat::server
