// What the demonstration's reviewer and site manager have done with its visits.
#pragma once

#include <cstdint>

#include "backend/demo/library.hpp"
#include "backend/intake/checklist_cache.hpp"
#include "backend/store/store.hpp"

namespace constat::server::demo {

// All but some of the latest visits are approved: they count, and the queue has something to show.
void review_visits(Store& store, ChecklistCache& checklists, const Content& content, std::int64_t now_ms);
// A site manager contests an answer of the site's newest visit that counts: there is something to decide.
void contest_one(Store& store, ChecklistCache& checklists, const Content& content, const Library& library, std::int64_t now_ms);

}  // namespace constat::server::demo
