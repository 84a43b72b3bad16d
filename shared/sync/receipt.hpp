// The server's signed word that it holds one revision of a visit: these bytes (sha256), durable, at this place of the feed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/sync/score_summary.hpp"

namespace constat {

struct Receipt {
  std::string visit;
  std::int64_t revision = 0;
  std::string sha256;  // lower-case hex of the body as received
  std::int64_t seq = 0;
  std::string received_at;  // RFC 3339
  std::vector<std::string> photos_missing;  // sha256 hex
  std::optional<std::string> quarantined;   // reason; none: in order
  std::optional<ScoreSummary> score;        // none: it could not be scored
  bool score_differs = false;
  std::string key_id;
  std::string signature;  // base64 of Ed25519 over signed_bytes()
};

Parsed<Receipt> parse_receipt(std::string_view json);
std::string write_receipt(const Receipt& receipt);  // canonical JSON: keys sorted, no spaces

// What the signature covers: the canonical JSON of every field but "signature".
std::string signed_bytes(const Receipt& receipt);

// The receipt's JSON, of its signed bytes and their signature.
std::string with_signature(std::string_view signed_bytes, std::string_view signature);

}  // namespace constat
