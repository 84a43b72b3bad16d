// Takes in survey descriptions and exports of responses. A row that cannot be read never costs another.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backend/auth/sessions.hpp"
#include "backend/store/store.hpp"
#include "shared/base/result.hpp"
#include "shared/survey/responses.hpp"

namespace constat::server {

// True: it is new.
Parsed<bool> put_survey(Store& store, const OrganisationId& organisation, std::string_view json);

struct ResponseImport {
  std::int64_t read = 0, accepted = 0, blank = 0;
  std::vector<RejectedValue> rejected;
  std::int64_t stored = 0, duplicates = 0;
  std::vector<std::string> new_sites;  // named by the export, unknown before
};

// Idempotent by the file's SHA-256 and the row, and by the response's own id across files. Sites and waves that the
// rows name and nobody knew are created under their id. `dry_run` stores nothing and says what would happen.
// `who`: somebody who sees some sites only brings in responses of these.
Parsed<ResponseImport> import_responses(Store& store, const OrganisationId& organisation, const SurveyRecord& survey,
                                        std::string_view csv, bool dry_run, const SignedIn* who = nullptr);

}  // namespace constat::server
