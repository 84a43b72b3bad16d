// Questions in which official visits lose points again and again.
#pragma once

#include <vector>

#include "backend/insight/scope.hpp"

namespace constat::server {

// Of every site, as {"site", "checklist": {"fr", "en"}, "question": {"fr", "en"}, "lost", "asked", "share"}: most visits
// first, then the smaller share of points. "Again": in at least two visits (shared/report/site_document.hpp).
std::vector<nlohmann::json> weaknesses_by_site(const std::vector<CountedVisit>& visits);

}  // namespace constat::server
