// The body of a request: its digest, its coding and its limit.
#pragma once

#include <optional>
#include <string>

#include "backend/http/exchange.hpp"
#include "backend/http/problems.hpp"

namespace constat::server::http {

// Verifies Content-Digest over the bytes as sent (RFC 9530), then Repr-Digest over the bytes after decoding, and decodes
// gzip in place. The refusal, if there is one: 400, 413 or 415.
std::optional<Response> take_body(Request& request, std::size_t limit, Language language);

std::string size_text(std::size_t bytes);  // "1 MiB"

}  // namespace constat::server::http
