// A request and its answer, free of the HTTP library: routes and tests of routes see only these.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constat::server::http {

enum class Method : std::uint8_t { get, head, post, put, patch, remove };
std::string_view to_string(Method method);
std::optional<Method> method_of(std::string_view text);
// They change nothing and have no body. A HEAD that has no row of its own is answered by the GET's.
inline bool only_reads(Method method) { return method == Method::get || method == Method::head; }

struct Request {
  Method method = Method::get;
  std::string path;                                         // decoded
  std::map<std::string, std::string, std::less<>> query;
  std::map<std::string, std::string, std::less<>> headers;  // names in lower case
  std::string body;                                         // as sent; decoded once the dispatcher took it
  std::string address;                                      // of the client
  bool on_loopback = false;  // peer and Host are this machine, and no proxy stands between

  std::string_view header(std::string_view lower_case_name) const;
  std::string_view parameter(std::string_view name) const;  // of the query; "" when absent
};

struct Response {
  int status = 200;
  std::string content_type;
  std::string body;
  std::shared_ptr<const std::string> file;  // instead of body: bytes that many answers share, never compressed again
  std::vector<std::pair<std::string, std::string>> headers;
  bool unchanged = false;  // it was asked again, and nothing happened: not told to the client, and not noted (audit_actions.hpp)

  Response& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

Response json_response(int status, std::string json);

}  // namespace constat::server::http
