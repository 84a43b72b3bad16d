#include "backend/http/audit_actions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

namespace constat::server::http {
namespace {

using Doc = nlohmann::json;

// How an entry is read from a request and its answer.
enum class From : std::uint8_t {
  nothing,      // not noted: it stands somewhere else, or says nothing of a person's deed
  answer,       // the action as it is; the details are members of the answer
  event,        // of a visit: the action is the event's type
  refusal,      // of an amount: refused, or taken up again
  dry_or_made   // only when something was made (201)
};

struct Row {
  Method method;
  std::string_view pattern, action, object_type;
  From from = From::nothing;
  std::string_view parameter = {};                       // of the path, that names the object
  std::vector<const char*> kept = {};                    // members of the answer that become details
  std::vector<const char*> asked = {};                   // parameters of the query that become details
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      // A visit and its photos are their own record, with receipts; a session is noted where it begins.
      {Method::put, "/api/v1/visits/{id}/revisions/{revision}", "", ""},
      {Method::patch, "/api/v1/blobs/{sha256}", "", ""},
      {Method::post, "/api/v1/session", "", ""},
      {Method::remove, "/api/v1/session", "", ""},
      {Method::post, "/api/v1/sessions/end", "session-ended_elsewhere", "user", From::answer, "", {"ended"}},
      {Method::post, "/api/v1/people/{id}/sessions/end", "session-ended_elsewhere", "user", From::answer, "id", {"ended"}},
      {Method::post, "/api/v1/people/{id}/tokens", "token-made", "token", From::dry_or_made, "", {"user", "scopes", "expires_at"}},
      {Method::post, "/api/v1/tokens/{id}/revoke", "token-revoked", "token", From::answer, "id", {"user"}},
      {Method::post, "/api/v1/report-links", "link-made", "link", From::dry_or_made, "", {"kind", "subject", "expires_at"}},
      {Method::post, "/api/v1/report-links/{id}/revoke", "link-revoked", "link", From::answer, "id", {"maker"}},
      // Who opens a link is nobody here: it is noted there, as its maker's.
      {Method::post, "/api/v1/shared", "", ""},
      {Method::post, "/api/v1/shared/document", "", ""},
      {Method::post, "/api/v1/visits/{id}/events", "visit", "visit", From::event, "id", {"id", "revision", "item", "items", "accepted", "decision"}},
      {Method::post, "/api/v1/visits/{id}/second-look", "visit", "visit", From::event, "id", {"id", "revision", "verdict"}},
      {Method::post, "/api/v1/second-looks/share", "organisation-second_share", "organisation", From::answer, "", {"share"}},
      {Method::post, "/api/v1/parked", "parked-received", "parked", From::dry_or_made, "", {"sha256"}},
      {Method::post, "/api/v1/parked/{sha256}/decision", "parked-decided", "parked", From::answer, "sha256", {"decision"}},
      {Method::put, "/api/v1/missions/{id}", "mission-put", "mission", From::answer, "id", {"status", "wave", "site", "investigator", "fee", "expenses_cap", "window"}},
      {Method::post, "/api/v1/missions/{id}/cancel", "mission-cancelled", "mission", From::answer, "id", {"site", "investigator"}},
      {Method::post, "/api/v1/missions/{id}/claim", "mission-claimed", "mission", From::answer, "id", {"site", "window"}},
      {Method::post, "/api/v1/missions/plan", "mission-planned", "wave", From::dry_or_made, "", {"wave", "missions", "unassigned"}},
      {Method::post, "/api/v1/payments/statements", "payment-made", "statement", From::dry_or_made, "", {"from", "to", "statements"}},
      {Method::post, "/api/v1/payments/statements/{id}/paid", "payment-paid", "statement", From::answer, "id", {"cents", "paid_on", "reference", "investigator"}},
      {Method::post, "/api/v1/payments/statements/{id}/cancel", "payment-cancelled", "statement", From::answer, "id", {"cents", "investigator"}},
      {Method::post, "/api/v1/payments/amounts", "payment", "visit", From::refusal, "", {"kind", "cents", "investigator"}},
      {Method::post, "/api/v1/checklists", "checklist-published", "checklist", From::dry_or_made, "", {"id", "version", "sha256"}},
      {Method::post, "/api/v1/surveys", "survey-described", "survey", From::dry_or_made, "", {"id"}},
      {Method::post, "/api/v1/surveys/{id}/responses", "survey-imported", "survey", From::answer, "id", {"stored", "duplicates"}, {"dry_run"}},
      // Who joins by a link is noted there: nobody is signed in yet.
      {Method::post, "/api/v1/link", "", ""},
      {Method::post, "/api/v1/link/join", "", ""},
      {Method::post, "/api/v1/password", "user-password", "user", From::answer},
      {Method::post, "/api/v1/people", "user-added", "user", From::dry_or_made, "", {"id", "role", "sites"}},
      {Method::post, "/api/v1/people/{id}", "user-changed", "user", From::answer, "id", {"role", "status", "sites"}},
      {Method::post, "/api/v1/people/{id}/deactivate", "user-deactivated", "user", From::answer, "id"},
      {Method::post, "/api/v1/people/{id}/reactivate", "user-reactivated", "user", From::answer, "id"},
      {Method::post, "/api/v1/people/{id}/link", "user-link_made", "user", From::answer, "id", {"kind", "expires_at"}},
      {Method::post, "/api/v1/people/{id}/link/revoke", "user-link_revoked", "user", From::answer, "id"},
      // Under the pseudonym that the answer names: the path names somebody who is no more.
      {Method::post, "/api/v1/people/{id}/erasure", "user-erased", "user", From::answer},
      {Method::get, "/api/v1/people/{id}/export", "export-person", "user", From::answer, "id"},
      {Method::post, "/api/v1/retention", "organisation-retention", "organisation", From::answer, "", {"months"}},
      {Method::post, "/api/v1/sites", "site-added", "site", From::dry_or_made, "", {"id", "name"}},
      {Method::post, "/api/v1/sites/{id}", "site-changed", "site", From::answer, "id", {"name"}},
      {Method::post, "/api/v1/imports/sites", "site-imported", "file", From::answer, "", {"rows", "added", "changed", "left_out"}},
      {Method::post, "/api/v1/checklists/check", "", ""},
      {Method::post, "/api/v1/checklists/{id}/{version}/withdraw", "checklist-withdrawn", "checklist", From::answer, "id", {"version", "reason", "missions"}},
      {Method::post, "/api/v1/checklists/{id}/{version}/restore", "checklist-restored", "checklist", From::answer, "id", {"version"}},
      {Method::post, "/api/v1/programmes", "programme-added", "programme", From::dry_or_made, "", {"id"}},
      {Method::post, "/api/v1/programmes/{id}", "programme-changed", "programme", From::answer, "id", {"retention_months", "review_required", "appeal_days", "employees"}},
      {Method::post, "/api/v1/programmes/{id}/waves", "programme-wave_added", "programme", From::dry_or_made, "id", {"id", "starts_on", "ends_on", "visits_per_site"}},
      {Method::post, "/api/v1/waves/{id}", "programme-wave_changed", "wave", From::answer, "id", {"starts_on", "ends_on", "closed", "visits_per_site"}},
      // What leaves the server in one piece.
      {Method::get, "/api/v1/exports/{file}", "export-downloaded", "file", From::answer, "file", {}, {"wave", "checklist", "table"}},
      {Method::get, "/api/v1/payments/export.csv", "export-downloaded", "file", From::answer, "", {}, {"from", "to", "status", "investigator"}},
      {Method::get, "/api/v1/visits/{id}/report.pdf", "export-report", "visit", From::answer, "id"},
      {Method::get, "/api/v1/sites/{id}/scorecard.pdf", "export-scorecard", "site", From::answer, "id", {}, {"wave"}},
  };
  return kRows;
}

const Row* row_of(const Route& route) {
  for (const Row& row : rows())
    if (row.method == route.method && row.pattern == route.pattern) return &row;
  return nullptr;
}

// Of what an answer names only the ids, and of lists of documents only how many there are.
Doc in_short(const Doc& value) {
  if (value.is_object()) return value.contains("id") ? value["id"] : value;
  if (!value.is_array()) return value;
  const bool plain = std::all_of(value.begin(), value.end(), [](const Doc& each) { return each.is_string(); });
  return plain ? value : Doc(value.size());
}

Doc details_of(const Row& row, const Call& call, const Doc& answer) {
  Doc detail = Doc::object();
  for (const char* name : row.kept)
    if (answer.is_object() && answer.contains(name) && !answer[name].is_null()) detail[name] = in_short(answer[name]);
  for (const char* name : row.asked)
    if (const auto value = call.request.parameter(name); !value.empty()) detail[name] = std::string(value);
  if (!call.who->api_token.empty()) detail["token"] = call.who->api_token;
  return detail;
}

std::string text_in(const Doc& doc, const char* name) {
  const auto found = doc.is_object() ? doc.find(name) : doc.end();
  return doc.is_object() && found != doc.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// The statements that a run made are its object: their numbers are what everybody calls them.
std::string numbers_of(const Doc& answer) {
  std::string numbers;
  if (answer.is_object() && answer.contains("statements") && answer["statements"].is_array())
    for (const Doc& statement : answer["statements"]) numbers += (numbers.empty() ? "" : ", ") + text_in(statement, "id");
  return numbers;
}

std::string object_of(const Row& row, const Call& call, const Doc& answer) {
  if (!row.parameter.empty()) return call.path.at(std::string(row.parameter));
  if (row.object_type == "statement") return numbers_of(answer);
  if (row.object_type == "wave") return text_in(answer, "wave");
  if (row.object_type == "visit") return text_in(answer, "visit");
  if (row.object_type == "user" || row.object_type == "organisation" || row.object_type == "site" || row.object_type == "survey" || row.object_type == "checklist" || row.object_type == "programme" || row.object_type == "token" || row.object_type == "link") return text_in(answer, "id");
  if (row.object_type == "parked") return text_in(answer, "sha256");
  return std::string(call.request.path.substr(call.request.path.rfind('/') + 1));
}

}  // namespace

bool is_audit_decided(const Route& route) { return row_of(route) != nullptr; }

std::optional<AuditEntry> audit_entry(const Route& route, const Call& call, const Response& response) {
  const Row* row = row_of(route);
  if (!row || row->from == From::nothing || !call.who || call.request.method == Method::head) return std::nullopt;
  if (response.status < 200 || response.status >= 300 || response.unchanged) return std::nullopt;
  // Sent again, it was noted the first time.
  const bool only_made = row->from == From::event || row->from == From::dry_or_made;
  if (only_made && response.status != 201) return std::nullopt;
  if (call.request.parameter("dry_run") == "1") return std::nullopt;
  const Doc answer = response.content_type == "application/json" ? Doc::parse(response.body, nullptr, false) : Doc();
  AuditEntry entry;
  entry.actor = call.who->user.id;
  entry.address = call.request.address;
  entry.action = row->action;
  if (row->from == From::event) entry.action += "-" + text_in(answer, "type");
  if (row->from == From::refusal) entry.action += text_in(answer, "status") == "refused" ? "-refused" : "-taken_up";
  entry.object_type = row->object_type;
  entry.object = object_of(*row, call, answer);
  entry.detail = details_of(*row, call, answer).dump(-1, ' ', false, Doc::error_handler_t::replace);
  return entry;
}

}  // namespace constat::server::http
