// Refusals: RFC 9457 problem+json in the reader's language. Texts: "server.problem.<code>.title" and ".detail".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backend/http/exchange.hpp"
#include "shared/base/result.hpp"
#include "shared/text/text.hpp"

namespace constat::server::http {

Language language_of_request(const Request& request);  // Accept-Language; French when it names neither

Response problem(Language language, int status, std::string_view code, const std::vector<std::string>& args = {},
                 const std::vector<Problem>& problems = {});

}  // namespace constat::server::http
