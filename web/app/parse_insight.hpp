// Managers' documents of docs/insight.md as the app's own values.
#pragma once

#include "shared/base/json.hpp"
#include "web/app/insight.hpp"

namespace constat::app {

Overview read_overview(const Json& body);
GroupReport read_groups(const Json& body);
HeatMap read_heat_map(const Json& body);
DriverReport read_drivers(const Json& body);
GapReport read_gaps(const Json& body);
InvestigatorReport read_investigators(const Json& body);
SiteTrend read_trend(const Json& body);
DifferenceReport read_difference(const Json& body);
FigureVisits read_figure_visits(const Json& body);

InsightScope read_scope(const Json& body);

}  // namespace constat::app
