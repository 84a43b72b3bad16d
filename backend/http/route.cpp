#include "backend/http/route.hpp"

#include <set>

#include "backend/http/routes.hpp"

namespace constat::server::http {
namespace {

std::string_view next_segment(std::string_view& path) {
  const auto slash = path.find('/', 1);
  const std::string_view segment = path.substr(0, slash);
  path = slash == std::string_view::npos ? std::string_view() : path.substr(slash);
  return segment;
}

}  // namespace

std::optional<PathParameters> match(std::string_view pattern, std::string_view path) {
  PathParameters parameters;
  while (!pattern.empty() && !path.empty()) {
    const std::string_view expected = next_segment(pattern);
    const std::string_view found = next_segment(path);
    if (expected.size() > 3 && expected[1] == '{') {
      if (found.size() < 2) return std::nullopt;
      parameters.emplace(expected.substr(2, expected.size() - 3), found.substr(1));
    } else if (expected != found) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return parameters;
}

std::vector<Route> route_table() {
  std::vector<Route> table;
  add_system_routes(table);
  add_session_routes(table);
  add_sessions_routes(table);
  add_sync_routes(table);
  add_visit_routes(table);
  add_blob_routes(table);
  add_quarantine_routes(table);
  add_second_look_routes(table);
  add_parked_routes(table);
  add_insight_routes(table);
  add_export_routes(table);
  add_survey_routes(table);
  add_checklist_routes(table);
  add_mission_routes(table);
  add_payment_routes(table);
  add_administration_routes(table);
  add_administration_sites_routes(table);
  add_administration_checklists_routes(table);
  add_erasure_routes(table);
  add_link_routes(table);
  add_token_routes(table);
  add_programme_routes(table);
  add_audit_routes(table);
  return table;
}

std::vector<std::string> faults_of(const std::vector<Route>& table) {
  std::vector<std::string> faults;
  std::set<std::string> seen;
  for (const Route& route : table) {
    const std::string name = std::string(to_string(route.method)) + " " + std::string(route.pattern);
    if (!route.access.declared()) faults.push_back(name + ": no access declared");
    if (route.scope == TokenScope::undeclared) faults.push_back(name + ": neither a scope nor \"no tokens\" declared");
    if (!route.access.needs_session() && route.scope != TokenScope::no_tokens) faults.push_back(name + ": a scope where nobody needs one");
    if (!route.handler) faults.push_back(name + ": no handler");
    if (!only_reads(route.method) && !route.payload_limit) faults.push_back(name + ": no payload limit");
    if (route.pattern.empty() || route.pattern.front() != '/') faults.push_back(name + ": the path must begin with /");
    if (!seen.insert(name).second) faults.push_back(name + ": declared twice");
  }
  return faults;
}

}  // namespace constat::server::http
