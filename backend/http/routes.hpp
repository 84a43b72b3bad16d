// The rows of the route table, by subject.
#pragma once

#include <vector>

#include "backend/http/route.hpp"

namespace constat::server::http {

void add_system_routes(std::vector<Route>& table);
void add_session_routes(std::vector<Route>& table);
void add_sessions_routes(std::vector<Route>& table);
void add_sync_routes(std::vector<Route>& table);
void add_visit_routes(std::vector<Route>& table);
void add_blob_routes(std::vector<Route>& table);
void add_quarantine_routes(std::vector<Route>& table);
void add_second_look_routes(std::vector<Route>& table);
void add_parked_routes(std::vector<Route>& table);
void add_insight_routes(std::vector<Route>& table);
void add_checklist_routes(std::vector<Route>& table);
void add_export_routes(std::vector<Route>& table);
void add_survey_routes(std::vector<Route>& table);
void add_mission_routes(std::vector<Route>& table);
void add_payment_routes(std::vector<Route>& table);
void add_administration_routes(std::vector<Route>& table);
void add_administration_sites_routes(std::vector<Route>& table);
void add_administration_checklists_routes(std::vector<Route>& table);
void add_erasure_routes(std::vector<Route>& table);
void add_link_routes(std::vector<Route>& table);
void add_token_routes(std::vector<Route>& table);
void add_programme_routes(std::vector<Route>& table);
void add_audit_routes(std::vector<Route>& table);

}  // namespace constat::server::http
