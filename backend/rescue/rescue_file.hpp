// Reads a rescue file "constat.rescue-file/1" (docs/formats.md), which a phone encrypted with a passphrase: the header, the
// key from PBKDF2, then frames of AES-256-GCM, each verified before anything of it is used. One frame at a time in memory.
#pragma once

#include <functional>
#include <istream>
#include <string>

#include "shared/base/result.hpp"

namespace constat::server {

struct RescueSink {
  std::function<void(std::string json)> rescue;                             // "constat.rescue/1"
  std::function<void(std::string sha256, std::string bytes)> photo;  // the name's hash is not yet verified
};

// Errors, as problems without a path: rescue-format, rescue-passphrase, rescue-damaged. What came before a damaged frame
// was handed over already; it is sound by itself.
Result<void> read_rescue_file(std::istream& in, const std::string& passphrase, const RescueSink& sink);

}  // namespace constat::server
