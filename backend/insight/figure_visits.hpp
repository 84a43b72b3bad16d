// The visits behind a figure: the last answer to "why?".
#pragma once

#include <optional>
#include <string>

#include "backend/insight/kept_visit_sums.hpp"

namespace constat::server {

struct BehindFigure {
  Asked asked;
  std::string site, checklist, item;  // empty: any
};

// JSON (docs/insight.md): official visits that this user may see, newest first, at most 100 of them and how many there are.
// With an item, only visits that it gave points to, and what it gave. None: no such wave.
std::optional<std::string> figure_visits(Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who, const BehindFigure& behind);

}  // namespace constat::server
