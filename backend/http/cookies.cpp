#include "backend/http/cookies.hpp"

namespace constat::server::http {
namespace {

constexpr std::string_view kSecureName = "__Host-constat";
constexpr std::string_view kLoopbackName = "constat";

std::string_view name_for(const Request& request) { return request.on_loopback ? kLoopbackName : kSecureName; }

std::string attributes_for(const Request& request) {
  return std::string("; Path=/; HttpOnly; SameSite=Strict") + (request.on_loopback ? "" : "; Secure");
}

}  // namespace

std::string session_token(const Request& request) {
  std::string_view rest = request.header("cookie");
  const std::string_view name = name_for(request);
  while (!rest.empty()) {
    const auto semicolon = rest.find(';');
    std::string_view pair = rest.substr(0, semicolon);
    rest = semicolon == std::string_view::npos ? std::string_view() : rest.substr(semicolon + 1);
    while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return std::string(pair.substr(equals + 1));
  }
  return {};
}

std::string session_cookie(const Request& request, std::string_view token, std::int64_t lifetime_s) {
  return std::string(name_for(request)) + "=" + std::string(token) + attributes_for(request) +
         "; Max-Age=" + std::to_string(lifetime_s);
}

std::string ended_session_cookie(const Request& request) {
  return std::string(name_for(request)) + "=" + attributes_for(request) + "; Max-Age=0";
}

}  // namespace constat::server::http
