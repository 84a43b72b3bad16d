// The one table of what this server answers: method, path, who may, how much may be sent, and by whom it is handled.
// A request that no row matches does not exist; a row that leaves something open stops the server from starting.
#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/auth/scopes.hpp"
#include "backend/auth/sessions.hpp"
#include "backend/http/exchange.hpp"
#include "shared/text/text.hpp"

namespace constat::server::http {

struct Services;

// Who may call a route: nobody until it says so.
class Access {
 public:
  Access() = default;
  static Access anybody() { return Access(Kind::anybody, 0); }
  static Access every_role() { return Access(Kind::roles, 0xff); }
  static Access roles(std::initializer_list<Role> roles) {
    unsigned mask = 0;
    for (const Role role : roles) mask |= 1u << static_cast<unsigned>(role);
    return Access(Kind::roles, mask);
  }
  // Also for an account that was disabled, with a session from before: what its phone still holds must not be lost.
  Access also_disabled() const {
    Access access = *this;
    access.allows_disabled_ = true;
    return access;
  }
  bool allows_disabled() const { return allows_disabled_; }
  bool declared() const { return kind_ != Kind::undeclared; }
  bool needs_session() const { return kind_ != Kind::anybody; }
  bool allows(Role role) const {
    return kind_ == Kind::anybody || (kind_ == Kind::roles && (mask_ >> static_cast<unsigned>(role) & 1u) != 0);
  }

 private:
  enum class Kind : std::uint8_t { undeclared, anybody, roles };
  Access(Kind kind, unsigned mask) : kind_(kind), mask_(mask) {}
  Kind kind_ = Kind::undeclared;
  unsigned mask_ = 0;
  bool allows_disabled_ = false;
};

using PathParameters = std::map<std::string, std::string, std::less<>>;

struct Call {
  const Request& request;
  const PathParameters& path;
  const SignedIn* who;  // none on routes for anybody
  Language language;
  Services& services;
};

using Handler = Response (*)(const Call& call);

struct Route {
  Method method = Method::get;
  std::string_view pattern;  // "/api/v1/visits/{id}"
  Access access;
  std::optional<std::size_t> payload_limit;  // bytes, decoded; must be declared where a body may come
  Handler handler = nullptr;
  TokenScope scope = TokenScope::undeclared;      // what an API token needs to be let in, or that none is
};

std::vector<Route> route_table();

// What is wrong with a table, one line each; empty: it may serve.
std::vector<std::string> faults_of(const std::vector<Route>& table);

// The parameters when `path` matches `pattern`.
std::optional<PathParameters> match(std::string_view pattern, std::string_view path);

}  // namespace constat::server::http
