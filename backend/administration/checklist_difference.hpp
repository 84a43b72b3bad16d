// What differs between two versions of a checklist, in words: for whoever publishes the newer one, and for whoever compares
// scores of before and after.
#pragma once

#include <string>
#include <vector>

#include "shared/checklist/checklist.hpp"
#include "shared/text/text.hpp"

namespace constat::server {

struct ChecklistChange {
  enum class Kind : std::uint8_t { added, removed, changed } kind = Kind::changed;
  std::string place;              // the checklist, a section or a question, by its words
  std::vector<std::string> what;  // sentences; empty for what was added or removed as a whole
};
std::string_view to_string(ChecklistChange::Kind kind);

// In the order of the newer one; what was removed stands at the end.
std::vector<ChecklistChange> checklist_difference(const Checklist& before, const Checklist& after, Language language);

}  // namespace constat::server
