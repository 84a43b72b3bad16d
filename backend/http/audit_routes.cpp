// The audit log, for administrators.
#include <charconv>

#include "backend/audit/audit_json.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"

namespace constat::server::http {
namespace {

constexpr std::size_t kMostPages = 1'000'000;

std::size_t number_of(std::string_view text, std::size_t otherwise, std::size_t most) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = !text.empty() && error == std::errc() && end == text.data() + text.size() && value > 0;
  return is_number ? std::min(value, most) : otherwise;
}

Response list(const Call& call) {
  AuditFilter filter;
  filter.group = std::string(call.request.parameter("action"));
  if (const auto person = call.request.parameter("person"); !person.empty()) filter.actor = UserId(std::string(person));
  filter.text = std::string(call.request.parameter("text"));
  filter.limit = number_of(call.request.parameter("limit"), kAuditPage, kMostAuditPage);
  filter.skip = (number_of(call.request.parameter("page"), 1, kMostPages) - 1) * filter.limit;
  return json_response(200, audit_json(*read_for(call.services.store, *call.who), filter));
}

}  // namespace

void add_audit_routes(std::vector<Route>& table) {
  table.push_back({Method::get, "/api/v1/audit", Access::roles({Role::administrator}), {}, list, TokenScope::audit_read});
}

}  // namespace constat::server::http
