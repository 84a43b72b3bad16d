// Published checklists as those who plan and review read them, and one that is looked at before it is published.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "backend/store/store.hpp"
#include "shared/checklist/checklist.hpp"
#include "shared/text/text.hpp"

namespace constat::server {

// Every checklist with its versions, newest first, and how many visits each was used for.
std::string checklist_shelf_json(Reader& reader);

// A version as it was published, with what the linter says of it, in the reader's language.
std::optional<std::string> published_checklist_json(Reader& reader, const ChecklistId& id, std::int64_t version, Language language);

// The same of one that is not published yet. "state": new; same (published already); taken (that version has another content).
std::string checked_checklist_json(Reader& reader, const Checklist& checklist, std::string_view json, Language language);

// What differs between two versions, in words; none: one of them is not there.
std::optional<std::string> checklist_changes_json(Reader& reader, const ChecklistId& id, std::int64_t from, std::int64_t to, Language language);

}  // namespace constat::server
