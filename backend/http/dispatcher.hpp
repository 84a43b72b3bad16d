// From a request to its answer: finds the row of the table, checks who asks, how and with what, then calls the handler.
// In two steps, so that nobody's body is read before it is known that it may come.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "backend/http/route.hpp"
#include "backend/http/services.hpp"
#include "backend/http/static_files.hpp"

namespace constat::server::http {

struct Admission {
  const Route* route = nullptr;
  PathParameters path;
  std::optional<SignedIn> who;
  Language language = Language::french;
};

class Dispatcher {
 public:
  // Throws std::logic_error when the table has a fault: such a server does not start.
  Dispatcher(Services& services, StaticFiles& files, std::vector<Route> table);

  // The headers alone: an admission, or the answer.
  std::variant<Admission, Response> admit(const Request& head) const;
  // With the body. An exception of a handler becomes a 500 or 503 that says nothing of its cause.
  Response answer(const Admission& admission, Request& request) const;

  const std::vector<Route>& table() const { return table_; }

 private:
  std::variant<Admission, Response> find_route(const Request& head, Language language) const;

  Services& services_;
  StaticFiles& files_;
  std::vector<Route> table_;
};

}  // namespace constat::server::http
