// Records and frame payloads as bytes; only the ledger's own files use them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "backend/ledger/ledger.hpp"

namespace constat::server::ledger {

std::string payload_head(Kind kind, std::uint64_t number);
std::string write_record(const Record& record);

struct Payload {
  Kind kind = Kind::record;
  std::uint64_t number = 0;
  std::string_view rest;
};
std::optional<Payload> parse_payload(std::string_view payload);  // none: of another format

}  // namespace constat::server::ledger
