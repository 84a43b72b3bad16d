#include "backend/http/dispatcher.hpp"

#include <charconv>
#include <stdexcept>

#include "backend/http/audit_actions.hpp"
#include "backend/http/bearer.hpp"
#include "backend/http/body.hpp"
#include "backend/http/cookies.hpp"
#include "backend/http/logged_path.hpp"
#include "backend/http/problems.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/platform/log.hpp"
#include "shared/sync/erasure_mark.hpp"

namespace constat::server::http {
namespace {

constexpr std::string_view kProtocol = "1";

std::optional<std::size_t> content_length(const Request& head) {
  const std::string_view text = head.header("content-length");
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// A page of another site cannot set these headers without asking first, and this server never says yes.
std::optional<Response> refuse_foreign_write(const Request& head, Language language) {
  if (only_reads(head.method)) return std::nullopt;
  if (head.header("constat-protocol").empty()) return problem(language, 400, "protocol-missing");
  const std::string_view site = head.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return problem(language, 403, "foreign-origin");
  return std::nullopt;
}

std::variant<SignedIn, Response> identify(Services& services, const Route& route, const Request& head, Language language) {
  if (const auto token = bearer_of(head)) return admit_bearer(services, route, head, *token, language);
  const std::string session = session_token(head);
  if (auto who = services.sessions.find(session)) return std::move(*who);
  // Said in a header too: an answer to HEAD has no body.
  if (services.sessions.was_erased(session))
    return std::move(problem(language, 401, kAccountErased).with("Constat-Problem", std::string(kAccountErased)));
  return with_challenge(problem(language, 401, "not-signed-in"));
}

std::string allowed_methods(const std::vector<Route>& table, std::string_view path) {
  std::string allowed;
  for (const Route& route : table) {
    if (!match(route.pattern, path) || route.method == Method::head) continue;
    if (!allowed.empty()) allowed += ", ";
    allowed += to_string(route.method);
    if (route.method == Method::get) allowed += ", HEAD";
  }
  return allowed;
}

}  // namespace

Dispatcher::Dispatcher(Services& services, StaticFiles& files, std::vector<Route> table)
    : services_(services), files_(files), table_(std::move(table)) {
  std::string all;
  for (const std::string& fault : faults_of(table_)) all += fault + "; ";
  if (!all.empty()) throw std::logic_error("route table: " + all);
}

std::variant<Admission, Response> Dispatcher::find_route(const Request& head, Language language) const {
  const auto row_for = [&](Method method) -> std::optional<Admission> {
    for (const Route& route : table_) {
      if (route.method != method) continue;
      if (auto parameters = match(route.pattern, head.path))
        return Admission{&route, std::move(*parameters), std::nullopt, language};
    }
    return std::nullopt;
  };
  if (auto found = row_for(head.method)) return std::move(*found);
  if (head.method == Method::head)
    if (auto found = row_for(Method::get)) return std::move(*found);
  const std::string allowed = allowed_methods(table_, head.path);
  if (!allowed.empty()) return std::move(problem(language, 405, "method-not-allowed", {allowed}).with("Allow", allowed));
  if (only_reads(head.method) && head.path.rfind("/api/", 0) != 0) return files_.answer(head, language);
  return problem(language, 404, "not-found");
}

std::variant<Admission, Response> Dispatcher::admit(const Request& head) const {
  const Language language = language_of_request(head);
  try {
    auto found = find_route(head, language);
    auto* admission = std::get_if<Admission>(&found);
    if (!admission) return found;
    const std::string_view protocol = head.header("constat-protocol");
    if (!protocol.empty() && protocol != kProtocol)
      return problem(language, 400, "protocol-unknown", {std::string(protocol.substr(0, 16))});
    if (auto refused = refuse_foreign_write(head, language)) return std::move(*refused);
    if (admission->route->access.needs_session()) {
      auto who = identify(services_, *admission->route, head, language);
      if (auto* refused = std::get_if<Response>(&who)) return std::move(*refused);
      admission->who = std::move(std::get<SignedIn>(who));
      if (admission->who->user.disabled && !admission->route->access.allows_disabled())
        return problem(language, 403, "account-disabled");
      if (!admission->route->access.allows(admission->who->user.role)) return problem(language, 403, "not-allowed");
    }
    const auto length = content_length(head);
    if (admission->route->payload_limit && length && *length > *admission->route->payload_limit)
      return problem(language, 413, "too-large", {size_text(*admission->route->payload_limit)});
    return found;
  } catch (const std::exception& failure) {
    log_event("request_failed", {{"path", std::string_view(logged_path(head.path))}, {"what", std::string_view(failure.what())}});
    return problem(language, 503, "unavailable");
  }
}

Response Dispatcher::answer(const Admission& admission, Request& request) const {
  try {
    if (admission.route->payload_limit)
      if (auto refused = take_body(request, *admission.route->payload_limit, admission.language)) return *refused;
    const Call call{request, admission.path, admission.who ? &*admission.who : nullptr, admission.language, services_};
    Response response = admission.route->handler(call);
    if (auto entry = audit_entry(*admission.route, call, response)) services_.audit.note(call.who->organisation.id, std::move(*entry));
    return response;
  } catch (const StoreFailure& failure) {
    log_event("store_failed", {{"path", std::string_view(logged_path(request.path))}, {"what", std::string_view(failure.what())}});
    return problem(admission.language, 503, "unavailable").with("Retry-After", "10");
  } catch (const FileFailure& failure) {
    log_event("file_failed", {{"path", std::string_view(logged_path(request.path))}, {"what", std::string_view(failure.what())}});
    return problem(admission.language, 503, "unavailable").with("Retry-After", "10");
  } catch (const std::exception& failure) {
    log_event("request_failed", {{"path", std::string_view(logged_path(request.path))}, {"what", std::string_view(failure.what())}});
    return problem(admission.language, 500, "internal");
  }
}

}  // namespace constat::server::http
