// What of a request's path is written into the log.
#pragma once

#include <string>
#include <string_view>

namespace constat::server::http {

// At most 200 bytes. A person's id is made of their address: "/api/v1/people/claire/link" is "/api/v1/people/{id}/link".
inline std::string logged_path(std::string_view path) {
  constexpr std::size_t kLongest = 200;
  constexpr std::string_view kPeople = "/api/v1/people/";
  if (path.substr(0, kPeople.size()) != kPeople || path.size() == kPeople.size()) return std::string(path.substr(0, kLongest));
  const std::size_t rest = path.find('/', kPeople.size());
  return (std::string(kPeople) + "{id}" + std::string(rest == std::string_view::npos ? std::string_view() : path.substr(rest))).substr(0, kLongest);
}

}  // namespace constat::server::http
