// One visit as a manager reads it: answers, checklist, and the server's score with its trace.
#pragma once

#include <optional>
#include <string>

#include "backend/auth/sessions.hpp"
#include "backend/intake/checklist_cache.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

// JSON; none when there is no such visit, or this user may not see it.
std::optional<std::string> visit_report(Store& store, ChecklistCache& checklists, const SignedIn& who,
                                        const VisitId& id);

}  // namespace constat::server
