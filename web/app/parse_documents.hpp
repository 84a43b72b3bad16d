// Replies of the store worker (docs/store-protocol.md) as the app's own values.
#pragma once

#include <optional>

#include "shared/base/json.hpp"
#include "web/app/documents.hpp"
#include "web/app/open_visit.hpp"
#include "web/app/session.hpp"

namespace constat::app {

std::optional<Session> read_session(const Json& json);  // {"user", "organisation"}
Meta read_meta(const Json& json);
StorageHealth read_storage(const Json& json);
void apply_sync(const Json& json, SyncState& sync);
MissionList read_missions(const Json& json);
// "null" or absent: none.
std::optional<ReviewerSays> read_reviewer_says(const Json& json, std::string_view name);
VisitList read_visits(const Json& json);
SiteDoc read_site(const Json& json);
std::optional<ScoreSummary> read_score(const Json& parent, std::string_view name);

// start_visit and open_visit. Problems: the checklist or the visit cannot be read.
Parsed<OpenVisit> read_open_visit(const Json& json);

}  // namespace constat::app
