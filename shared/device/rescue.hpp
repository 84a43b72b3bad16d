// The rescue copy: what only this phone has, as one JSON document ("constat.rescue/1", docs/formats.md), for another phone
// or for the server's `constat import rescue`. The photo files travel beside it.
#pragma once

#include <string>

#include "shared/device/drafts.hpp"

namespace constat {

// Everything of the signed-in person that is not yet Safe; with `all` also what is, as long as its bytes are here.
Result<std::string> export_rescue(Context& context, bool all);

struct RescueImport {
  std::int64_t visits = 0, known = 0;
  std::vector<std::string> unreadable;  // visits that were left out, by id; "#n" where the n-th, from 1, tells none
  std::vector<std::string> photos;      // files that are wanted, by hash
};
std::string write_rescue_import(const RescueImport& import);
// Takes in the visits that this phone does not know; what it knows stays as it is. A visit that cannot be read costs no
// other one its place. A copy of another person ("rescue-of-another") and what is no copy ("rescue-format") are refused whole.
Result<RescueImport> import_rescue(Context& context, Drafts& drafts, const Json& rescue);

}  // namespace constat
