// What a phone's copy holds, whatever kind of copy it is: an encrypted rescue file, or the raw tar of the page that appears
// when the app itself cannot start.
#pragma once

#include <cstdint>
#include <istream>
#include <map>
#include <string>
#include <vector>

#include "shared/base/result.hpp"

namespace constat::server {

struct RescuedVisit {
  std::string id;
  std::int64_t revision = 1;
  std::string body;  // the submission's bytes; empty: a draft that was never submitted
};

struct Rescued {
  std::vector<RescuedVisit> visits;
  std::map<std::string, std::string> photos;  // sha256 -> bytes, verified
  std::vector<Problem> problems;              // what could not be read beside them
};

// "constat.rescue/1".
void add_rescue_json(Rescued& out, const std::string& json);
// Keeps the bytes when they are those of the hash, else notes the problem.
void add_photo(Rescued& out, const std::string& sha256, std::string bytes);

// A tar (ustar) of the phone's storage: drafts and submissions from the logs under constat-logs/, photos from
// constat-photos/. The database inside is not looked at: the logs hold everything that is not yet received.
bool is_tar(std::string_view beginning);  // needs 512 bytes
Result<Rescued> read_rescue_tar(std::istream& in);

// Either kind, told apart by its first bytes. The passphrase is asked for only when the file is encrypted.
Result<Rescued> read_rescued(std::istream& in, const std::string& passphrase);

}  // namespace constat::server
