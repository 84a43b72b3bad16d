// Which page of a list is asked for.
#pragma once

#include <cstddef>
#include <optional>

#include "backend/http/exchange.hpp"

namespace constat::server::http {

// "page" of the query, counted from 1 there and from 0 here; none when it is absent. What is no number is the first page.
std::optional<std::size_t> page_in(const Request& request);

}  // namespace constat::server::http
