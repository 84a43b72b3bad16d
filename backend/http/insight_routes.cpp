// What managers look at: sites side by side, a wave at a glance, one site, and what their figures are made of.
#include <functional>

#include "backend/insight/difference.hpp"
#include "backend/insight/driver_report.hpp"
#include "backend/insight/figure_visits.hpp"
#include "backend/insight/gap_report.hpp"
#include "backend/insight/groups.hpp"
#include "backend/insight/heat_map.hpp"
#include "backend/insight/investigators.hpp"
#include "backend/insight/overview.hpp"
#include "backend/insight/site_trend.hpp"
#include "backend/insight/visit_columns.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"

namespace constat::server::http {
namespace {

std::string parameter(const Call& call, std::string_view name) { return std::string(call.request.parameter(name)); }

Asked asked(const Call& call) { return {parameter(call, "wave"), parameter(call, "region"), parameter(call, "tag"), call.who->limited}; }

// An answer for this caller, kept until something changes. `key` tells it from every other answer of this page.
Response kept(const Call& call, std::string key, const std::function<std::optional<std::string>(Reader&)>& make, std::string_view missing = "unknown-wave") {
  const auto reader = read_for(call.services.store, *call.who);
  const Asked what = asked(call);
  // Rights and own sites hang on the caller.
  for (const std::string& part : {call.who->organisation.id.value, call.who->user.id.value, what.wave, what.region, what.tag}) key += "\n" + part;
  std::string json = call.services.insight.kept().get(*reader, key, [&] { return make(*reader).value_or(std::string()); });
  if (json.empty()) return problem(call.language, 404, missing);
  return json_response(200, std::move(json));
}

Response comparison(const Call& call) {
  auto json = call.services.insight.comparison(*call.who, call.request.parameter("wave"), parameter(call, "region"), parameter(call, "tag"));
  if (!json) return problem(call.language, 404, "unknown-wave");
  return json_response(200, std::move(*json));
}

Response summary(const Call& call) {
  auto json = call.services.insight.site_summary(*call.who, SiteId(call.path.at("id")), call.request.parameter("wave"));
  if (!json) return problem(call.language, 404, "not-found");
  return json_response(200, std::move(*json));
}

Response overview(const Call& call) {
  return kept(call, "overview", [&](Reader& reader) { return network_overview(reader, call.services.checklists, call.services.insight.visit_sums(), *call.who, asked(call)); });
}

Response items_by_sites(const Call& call) {
  const std::string checklist = parameter(call, "checklist");
  return kept(call, "heatmap\n" + checklist, [&](Reader& reader) { return heat_map(reader, call.services.checklists, call.services.insight.visit_sums(), *call.who, asked(call), checklist); });
}

Response drivers(const Call& call) {
  const std::string outcome = call.request.parameter("outcome") == "csat" ? "csat" : "nps";
  const DriverLevel level = call.request.parameter("level") == "sites" ? DriverLevel::sites : DriverLevel::responses;
  return kept(call, "drivers\n" + outcome + (level == DriverLevel::sites ? "\nsites" : "\nresponses"),
              [&](Reader& reader) { return driver_report(reader, call.services.checklists, call.services.insight.visit_sums(), asked(call), outcome, level); });
}

Response gaps(const Call& call) {
  const std::string site = parameter(call, "site");
  return kept(call, "gaps\n" + site, [&](Reader& reader) { return gap_report(reader, call.services.checklists, call.services.insight.visit_sums(), *call.who, asked(call), site); }, "not-found");
}

Response groups(const Call& call) {
  const GroupedBy by = call.request.parameter("by") == "tag" ? GroupedBy::tag : GroupedBy::region;
  return kept(call, by == GroupedBy::tag ? "groups\ntag" : "groups\nregion", [&](Reader& reader) { return group_report(reader, asked(call), by); });
}

Response investigators(const Call& call) {
  return kept(call, "investigators", [&](Reader& reader) { return investigator_report(reader, call.services.checklists, call.services.insight.visit_sums(), asked(call)); });
}

Response trend(const Call& call) {
  const SiteId site(call.path.at("id"));
  return kept(call, "trend\n" + site.value, [&](Reader& reader) { return site_trend(reader, call.services.checklists, call.services.insight.visit_sums(), *call.who, site, asked(call).wave); }, "not-found");
}

Response difference(const Call& call) {
  const Side a{parameter(call, "a"), parameter(call, "a_wave")}, b{parameter(call, "b"), parameter(call, "b_wave")};
  return kept(call, "difference\n" + a.site + "\n" + a.wave + "\n" + b.site + "\n" + b.wave,
              [&](Reader& reader) { return site_difference(reader, *call.who, a, b); }, "not-found");
}

Response visits_behind(const Call& call) {
  const BehindFigure behind{asked(call), parameter(call, "site"), parameter(call, "checklist"), parameter(call, "item")};
  return kept(call, "visits\n" + behind.site + "\n" + behind.checklist + "\n" + behind.item,
              [&](Reader& reader) { return figure_visits(reader, call.services.checklists, call.services.insight.visit_sums(), *call.who, behind); });
}

Response columns(const Call& call) {
  AskedChecklist wanted{parameter(call, "checklist"), 0};
  const std::string version = parameter(call, "version");
  wanted.all_versions = version == "all";
  if (!version.empty() && version.size() <= 9 && version.find_first_not_of("0123456789") == std::string::npos) wanted.version = std::stoll(version);
  return kept(call, "columns\n" + wanted.id + "\n" + (wanted.all_versions ? version : std::to_string(wanted.version)),
              [&](Reader& reader) { return visit_columns(reader, call.services.checklists, *call.who, asked(call), wanted); }, "not-found");
}

Access managers() {
  return Access::roles({Role::reviewer, Role::manager, Role::site_manager, Role::administrator, Role::client});
}

}  // namespace

void add_insight_routes(std::vector<Route>& table) {
  table.push_back({Method::get, "/api/v1/comparison", managers(), {}, comparison, TokenScope::figures_read});
  table.push_back({Method::get, "/api/v1/sites/{id}/summary", managers(), {}, summary, TokenScope::figures_read});
  table.push_back({Method::get, "/api/v1/overview", managers(), {}, overview, TokenScope::figures_read});
  table.push_back({Method::get, "/api/v1/heatmap", managers(), {}, items_by_sites, TokenScope::figures_read});
  table.push_back({Method::get, "/api/v1/drivers", managers(), {}, drivers, TokenScope::figures_read});
  table.push_back({Method::get, "/api/v1/gaps", managers(), {}, gaps, TokenScope::figures_read});
  table.push_back({Method::get, "/api/v1/sites/{id}/trend", managers(), {}, trend, TokenScope::figures_read});
  table.push_back({Method::get, "/api/v1/difference", managers(), {}, difference, TokenScope::figures_read});
  table.push_back({Method::get, "/api/v1/figures/visits", Access::roles({Role::reviewer, Role::manager, Role::site_manager, Role::administrator}), {}, visits_behind, TokenScope::figures_read});
  // A region may be one site, and site managers hear of no other site than their own.
  table.push_back({Method::get, "/api/v1/groups", Access::roles({Role::reviewer, Role::manager, Role::administrator, Role::client}), {}, groups, TokenScope::figures_read});
  const Access deciders = Access::roles({Role::reviewer, Role::manager, Role::administrator});
  table.push_back({Method::get, "/api/v1/investigators", deciders, {}, investigators, TokenScope::figures_read});
  table.push_back({Method::get, "/api/v1/columns", deciders, {}, columns, TokenScope::figures_read});
}

}  // namespace constat::server::http
