// The official visits of one checklist as columns, for trying other weights on them in the browser.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "backend/auth/sessions.hpp"
#include "backend/insight/scope.hpp"
#include "backend/insight/visit_source.hpp"

namespace constat::server {

struct AskedChecklist {
  std::string id;            // empty: the one with the most official visits
  std::int64_t version = 0;  // 0: of that checklist, the version with the most, the newest of equals
  bool all_versions = false; // of that checklist: the newest that has visits, and every older one beside it
};

// JSON: the scope; "checklists" [{"id","version","title","visits"}] that have official visits there; "checklist", whole, as it
// was published (null when there is none); "sites" [{"id","name","city","region"}]; "visits", how many; "site_of", base64 of 2 bytes
// a visit, the index into "sites"; "batch", base64 of shared/rescoring/batch_bytes.hpp. Corrections after appeals are in it. "older": with
// all versions, [{"checklist","visits","site_of","batch"}], newest first.
// None: no such wave, or no such checklist.
std::optional<std::string> visit_columns(Reader& reader, ChecklistCache& checklists, const SignedIn& who, const Asked& asked,
                                         const AskedChecklist& wanted);

}  // namespace constat::server
