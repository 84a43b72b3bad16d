// The sites of an organisation: read by those who plan and review, kept by administrators.
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "backend/administration/sites.hpp"
#include "backend/auth/secrets.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"

namespace constat::server::http {
namespace {

using Doc = nlohmann::json;

constexpr std::size_t kSiteBytes = 64u << 10;
constexpr std::size_t kTableBytes = 12u << 20;  // 9 MiB of a table, in base64
constexpr std::size_t kMostPages = 1'000'000;

const OrganisationId& organisation_of(const Call& call) { return call.who->organisation.id; }

Response list(const Call& call) {
  SiteFilter filter{std::string(call.request.parameter("text")), std::string(call.request.parameter("region")), std::string(call.request.parameter("tag")), 0};
  const std::string_view page = call.request.parameter("page");
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(page.data(), page.data() + page.size(), number);
  if (error == std::errc() && end == page.data() + page.size() && number > 0 && number <= kMostPages) filter.page = number - 1;
  return json_response(200, sites_json(*read_for(call.services.store, *call.who), filter));
}

Response one(const Call& call) {
  const auto site = read_for(call.services.store, *call.who)->site(SiteId(call.path.at("id")));
  if (!site) return problem(call.language, 404, "not-found");
  return json_response(200, site_json(*site));
}

Response answer(const Call& call, const SiteOutcome& outcome) {
  using Kind = SiteOutcome::Kind;
  if (outcome.kind == Kind::not_found) return problem(call.language, 404, "not-found");
  if (outcome.kind == Kind::name_taken) return problem(call.language, 409, "site-exists", {outcome.site.name, outcome.site.city, outcome.site.id.value});
  Response response = json_response(outcome.kind == Kind::made ? 201 : 200, site_json(outcome.site));
  response.unchanged = outcome.kind == Kind::unchanged;
  return response;
}

Response add(const Call& call) {
  const auto site = parse_site(call.request.body);
  if (!site) return problem(call.language, 400, "bad-site", {}, site.error());
  return answer(call, add_site(call.services.store, organisation_of(call), *site));
}

Response change(const Call& call) {
  const SiteId id(call.path.at("id"));
  if (!read_for(call.services.store, *call.who)->site(id)) return problem(call.language, 404, "not-found");
  const auto site = parse_site(call.request.body);
  if (!site) return problem(call.language, 400, "bad-site", {}, site.error());
  return answer(call, change_site(call.services.store, organisation_of(call), id, *site));
}

// The table as it is (text/csv, ?dry_run=1), or in base64 inside a document, as the app sends it: a table's bytes say how it
// is encoded.
Response import_table(const Call& call) {
  std::string csv;
  bool dry_run = call.request.parameter("dry_run") == "1";
  if (call.request.header("content-type").find("text/csv") == 0) {
    csv = call.request.body;
  } else {
    const auto body = Doc::parse(call.request.body, nullptr, false);
    const auto file = body.is_object() && body.contains("csv_base64") && body["csv_base64"].is_string() ? from_base64(body["csv_base64"].get<std::string>()) : std::nullopt;
    if (!file) return problem(call.language, 400, "bad-site-table");
    csv = *file;
    dry_run = dry_run || (body.contains("dry_run") && body["dry_run"] == true);
  }
  const SiteFile file = import_sites(call.services.store, organisation_of(call), csv, dry_run);
  Response response = json_response(200, site_import_json(file, call.language, dry_run));
  const bool nothing = std::none_of(file.rows.begin(), file.rows.end(), [](const SiteFileRow& row) { return row.is_new || !row.changed.empty(); });
  response.unchanged = dry_run || nothing;
  return response;
}

}  // namespace

void add_administration_sites_routes(std::vector<Route>& table) {
  const Access administrators = Access::roles({Role::administrator});
  const Access readers = Access::roles({Role::reviewer, Role::manager, Role::administrator});
  table.push_back({Method::get, "/api/v1/sites", readers, {}, list, TokenScope::sites_read});
  table.push_back({Method::post, "/api/v1/sites", administrators, kSiteBytes, add, TokenScope::sites_write});
  table.push_back({Method::get, "/api/v1/sites/{id}", readers, {}, one, TokenScope::sites_read});
  table.push_back({Method::post, "/api/v1/sites/{id}", administrators, kSiteBytes, change, TokenScope::sites_write});
  table.push_back({Method::post, "/api/v1/imports/sites", administrators, kTableBytes, import_table, TokenScope::sites_write});
}

}  // namespace constat::server::http
