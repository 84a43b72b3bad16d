// Exports and reports as files: the same that `constat export` and `constat report` write.
#include <stdexcept>

#include "backend/export/file_name.hpp"
#include "backend/export/tables.hpp"
#include "backend/feed/documents.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "backend/sharing/report_document.hpp"

namespace constat::server::http {
namespace {

constexpr std::size_t kDateLength = 10;

// "?lang=" goes before what the browser is set to: a link says in which language its file is.
Language language_of_file(const Call& call) {
  const std::string_view asked = call.request.parameter("lang");
  return asked.empty() ? call.language : language_of(asked, call.language);
}

Response file_response(std::string bytes, std::string_view content_type, const std::string& name) {
  Response response;
  response.content_type = std::string(content_type);
  response.body = std::move(bytes);
  return std::move(response.with("Content-Disposition", "attachment; filename=\"" + name + "\""));
}

Response export_problem(const Call& call, const Error& error) {
  const std::string& key = error.message;
  if (key == "export.unknown_wave") return problem(call.language, 404, "unknown-wave");
  if (key == "export.unknown_checklist") return problem(call.language, 404, "unknown-checklist", error.args);
  if (key == "export.nothing") return problem(call.language, 404, "nothing-to-export");
  return problem(call.language, 400, key == "export.which_checklist" ? "which-checklist" : "unknown-table", error.args);
}

std::string_view date_of(const std::string& rfc3339) { return std::string_view(rfc3339).substr(0, kDateLength); }

Audience audience_of(const SignedIn& who) {
  return {[&who](const VisitRecord& visit) { return may_see_visit(who, visit); }, may_know_investigators(who)};
}

Response export_tables(const Call& call) {
  const std::string& file = call.path.at("file");
  const auto dot = file.find('.');
  const auto subject = exports::subject_of(std::string_view(file).substr(0, dot));
  const auto format = dot == std::string::npos ? std::nullopt : exports::format_of(std::string_view(file).substr(dot + 1));
  if (!subject || !format) return problem(call.language, 404, "unknown-export", {file});
  const Request& from = call.request;
  exports::TableRequest request;
  request.subject = *subject;
  request.format = *format;
  request.style.language = language_of_file(call);
  request.style.codes = from.parameter("codes") == "1";
  const std::string_view delimiter = from.parameter("delimiter");
  request.style.delimiter = delimiter == "comma" ? ',' : delimiter == "semicolon" ? ';' : '\0';
  request.wave = std::string(from.parameter("wave"));
  request.checklist = std::string(from.parameter("checklist"));
  request.table = std::string(from.parameter("table"));
  request.now = rfc3339(call.services.clock());
  request.may_see = [&](const SiteId& site) { return may_see_site(*call.who, site); };
  request.audience = audience_of(*call.who);
  exports::StringSink out;
  try {
    const auto reader = read_for(call.services.store, *call.who);
    const auto counts = exports::write_export(*reader, call.services.checklists, request, out);
    if (!counts) return export_problem(call, counts.error());
    Response response = file_response(std::move(out.bytes), exports::content_type_of(*format),
                                      exports::file_name({file.substr(0, dot), request.wave, date_of(request.now)}, exports::to_string(*format)));
    return std::move(response.with("Constat-Rows", std::to_string(counts->rows)).with("Constat-Left-Out", std::to_string(counts->left_out)));
  } catch (const std::length_error&) {
    return problem(call.language, 422, "export-too-large");
  }
}

Response report(const Call& call, const ReportSubject& subject) {
  const auto reader = read_for(call.services.store, *call.who);
  auto file = report_file(*reader, call.services.checklists, *call.who, subject, language_of_file(call), call.services.clock());
  if (!file) return problem(call.language, 404, "not-found");
  return file_response(std::move(file->bytes), file->content_type, file->name);
}

Response visit_report_file(const Call& call) { return report(call, {std::string(kVisitReport), call.path.at("id"), {}}); }

Response site_scorecard(const Call& call) {
  return report(call, {std::string(kSiteReport), call.path.at("id"), std::string(call.request.parameter("wave"))});
}

}  // namespace

void add_export_routes(std::vector<Route>& table) {
  const Access managers = Access::roles({Role::manager, Role::site_manager, Role::administrator});
  table.push_back({Method::get, "/api/v1/exports/{file}", managers, {}, export_tables, TokenScope::exports_read});
  table.push_back({Method::get, "/api/v1/visits/{id}/report.pdf",
                   Access::roles({Role::reviewer, Role::manager, Role::site_manager, Role::administrator}), {}, visit_report_file, TokenScope::exports_read});
  table.push_back({Method::get, "/api/v1/sites/{id}/scorecard.pdf", managers, {}, site_scorecard, TokenScope::exports_read});
}

}  // namespace constat::server::http
