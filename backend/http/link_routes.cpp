// Links that open one report without an account: for whoever makes them, and for whoever opens one.
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "backend/http/page_number.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/sharing/report_links.hpp"

namespace constat::server::http {
namespace {

using Doc = nlohmann::json;

constexpr std::size_t kLinkBytes = 4096;

// An administrator keeps everybody's links, anybody else their own.
std::optional<UserId> whose(const Call& call) {
  if (call.who->user.role == Role::administrator) return std::nullopt;
  return call.who->user.id;
}

std::unique_ptr<Reader> reader_of(const Call& call) { return read_for(call.services.store, *call.who); }

Response list(const Call& call) {
  const Request& from = call.request;
  const ReportLinkFilter filter{whose(call), std::string(from.parameter("text")), std::string(from.parameter("status")), page_in(from).value_or(0)};
  return json_response(200, report_links_json(*reader_of(call), filter, call.services.clock()));
}

// The address that the maker's own browser used. Without TLS the app works on this machine only. The secret stands behind the '#',
// which no browser sends.
std::string link_address(const Request& request, const std::string& token) {
  return std::string(request.on_loopback ? "http://" : "https://") + std::string(request.header("host")) + "/#/shared/" + token;
}

Response make(const Call& call) {
  const auto details = parse_report_link(call.request.body);
  if (!details) return problem(call.language, 400, "bad-report-link", {}, details.error());
  const std::int64_t now = call.services.clock();
  const ReportLinkChange change = add_report_link(call.services.store, *call.who, *details, now);
  if (change.kind == ReportLinkChange::Kind::not_found) return problem(call.language, 404, "not-found");
  if (change.kind == ReportLinkChange::Kind::too_many) return problem(call.language, 409, "too-many-report-links", {std::to_string(kMostReportLinks)});
  return json_response(201, report_link_json(*reader_of(call), change.made, link_address(call.request, change.made.token), now));
}

Response revoke(const Call& call) {
  const std::int64_t now = call.services.clock();
  const ReportLinkChange change = revoke_report_link(call.services.store, call.who->organisation.id, whose(call), call.path.at("id"), now);
  if (change.kind == ReportLinkChange::Kind::not_found) return problem(call.language, 404, "not-found");
  Response response = json_response(200, report_link_json(*reader_of(call), change.made, {}, now));
  response.unchanged = change.kind == ReportLinkChange::Kind::unchanged;
  return response;
}

Response wait_for(const Call& call, std::int64_t s) {
  const std::string seconds = std::to_string(s);
  return problem(call.language, 429, "too-many-attempts", {seconds}).with("Retry-After", seconds);
}

// In the body, not in the path: addresses are written down by proxies and browsers.
ReportLinkOutcome find(const Call& call) {
  const auto body = Doc::parse(call.request.body, nullptr, false);
  const auto found = body.is_object() ? body.find("token") : body.end();
  const std::string token = body.is_object() && found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
  return call.services.report_links.find({token, call.request.address, call.request.on_loopback});
}

std::optional<Response> refusal(const Call& call, const ReportLinkOutcome& outcome) {
  if (outcome.retry_after_s) return wait_for(call, *outcome.retry_after_s);
  switch (outcome.state) {
    case ReportLinkState::good: return std::nullopt;
    case ReportLinkState::expired: return problem(call.language, 410, "shared-expired");
    case ReportLinkState::revoked: return problem(call.language, 410, "shared-revoked");
    case ReportLinkState::unknown: break;
  }
  return problem(call.language, 404, "shared-unknown");
}

Response look(const Call& call) {
  const ReportLinkOutcome outcome = find(call);
  if (auto refused = refusal(call, outcome)) return *refused;
  const auto reader = read_for(call.services.store, *outcome.maker);
  const auto title = title_of(*reader, *outcome.maker, subject_of(*outcome.link));
  if (!title) return problem(call.language, 403, "shared-closed");
  return json_response(200, shared_report_json(outcome.maker->organisation, *outcome.link, *title));
}

// Under the maker's name, whose link it is: of the reader nothing is known, and their address is not kept.
void note_opened(const Call& call, const ReportLink& link) {
  call.services.report_links.note_opened(link);
  AuditEntry entry;
  entry.actor = link.maker;
  entry.action = "link-opened";
  entry.object_type = "link";
  entry.object = link.id;
  entry.detail = Doc{{"kind", link.kind}, {"subject", link.subject}}.dump(-1, ' ', false, Doc::error_handler_t::replace);
  call.services.audit.note(link.organisation, std::move(entry));
}

Response document(const Call& call) {
  const ReportLinkOutcome outcome = find(call);
  if (auto refused = refusal(call, outcome)) return *refused;
  if (const auto wait = call.services.report_links.too_many_documents(*outcome.link)) return wait_for(call, *wait);
  try {
    const auto reader = read_for(call.services.store, *outcome.maker);
    auto file = report_file(*reader, call.services.checklists, *outcome.maker, subject_of(*outcome.link), call.language, call.services.clock());
    if (!file) return problem(call.language, 403, "shared-closed");
    note_opened(call, *outcome.link);
    Response response;
    response.content_type = std::move(file->content_type);
    response.body = std::move(file->bytes);
    response.with("Content-Disposition", "attachment; filename=\"" + file->name + "\"");
    return response;
  } catch (const std::length_error&) {
    return problem(call.language, 422, "export-too-large");
  }
}

}  // namespace

// A link outlives the program that made it, and shows more than its scopes did: no token makes, lists or ends one.
void add_link_routes(std::vector<Route>& table) {
  const Access makers = Access::roles({Role::reviewer, Role::manager, Role::site_manager, Role::administrator});
  table.push_back({Method::get, "/api/v1/report-links", makers, {}, list, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/report-links", makers, kLinkBytes, make, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/report-links/{id}/revoke", makers, kLinkBytes, revoke, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/shared", Access::anybody(), kLinkBytes, look, TokenScope::no_tokens});
  table.push_back({Method::post, "/api/v1/shared/document", Access::anybody(), kLinkBytes, document, TokenScope::no_tokens});
}

}  // namespace constat::server::http
