// Visits in few words, for the tests of evidence reasons.
#pragma once

#include <algorithm>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "shared/review/programme_evidence.hpp"

namespace constat::test {

// Owns what facts point to; addresses stay.
struct Programme {
  std::deque<Visit> visits;
  std::vector<VisitFacts> facts;

  VisitFacts& add(const std::string& id, const std::string& investigator = "inv-1", const std::string& start = "2026-11-03T10:00:00+01:00",
                  const std::string& end = "2026-11-03T10:30:00+01:00") {
    Visit visit;
    visit.id = VisitId(id);
    visit.checklist = ChecklistId("accueil");
    visit.checklist_version = 1;
    visit.site = SiteId("site-" + id);
    visit.investigator = UserId(investigator);
    visit.started_at = start;
    visit.ended_at = end;
    visits.push_back(std::move(visit));
    facts.emplace_back();
    facts.back().visit = &visits.back();
    return facts.back();
  }
  Visit& last() { return visits.back(); }
};

inline const EvidenceReason* find_reason(const std::vector<EvidenceReason>& reasons, EvidenceCode code) {
  for (const EvidenceReason& reason : reasons)
    if (reason.code == code) return &reason;
  return nullptr;
}

inline bool has_reason(const std::vector<EvidenceReason>& reasons, EvidenceCode code) { return find_reason(reasons, code) != nullptr; }

}  // namespace constat::test
