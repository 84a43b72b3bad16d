// Questions in which official visits lose points again and again.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "backend/insight/scope.hpp"
#include "backend/insight/visit_sums.hpp"

namespace constat::server {

struct SiteWeakness {
  std::string_view site, item;            // as in the sums that it was made from, which outlive it
  std::int64_t lost = 0, asked = 0;       // visits
  double share = 0;                       // points earned of those possible, percent
  const WordsOf* newest = nullptr;        // visit in which it counted: its words are shown
};
// Most visits first, then the smaller share of points. "Again": in report::kRepeatedLosses visits of the site, whatever the wave.
std::vector<SiteWeakness> weaknesses_by_site(const std::vector<std::shared_ptr<const VisitSums>>& sums);

// {"checklist": {"fr", "en"}, "question": {"fr", "en"}, "lost", "asked", "share"}
nlohmann::json weakness_document(const SiteWeakness& weakness);

}  // namespace constat::server
