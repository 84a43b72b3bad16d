// Managers' documents of docs/protocol.md as the app's own values.
#pragma once

#include "shared/base/json.hpp"
#include "web/app/comparison.hpp"

namespace constat::app {

Comparison read_comparison(const Json& body);
SiteSummary read_site_summary(const Json& body);
VisitResult read_result(const Json& body);
KpiFigure read_kpi(const Json& json);

}  // namespace constat::app
